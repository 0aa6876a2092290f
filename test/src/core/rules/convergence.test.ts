/** What is wrong with the shape hides what the rules would say. Still, following what is suggested soon ends. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { clouds } from '../../../../src/core/clouds/registry.ts';
import { loadDeployment } from '../../../../src/core/config/load.ts';
import { fromLeaves } from '../../../../src/core/config/resolve.ts';
import type { Finding } from '../../../../src/core/findings/finding.ts';
import { judge } from '../../../../src/core/rules/judge.ts';
import { type Changes, faults, withFixes } from '../../../helpers/judged.ts';
import { memoryEnv } from '../../../helpers/memory-env.ts';
import { recordingHost } from '../../../helpers/recording-host.ts';

const whole: Changes = {
  apiVersion: 'bt-dataplane/v1',
  name: 'acme',
  cloud: 'gcp',
  region: 'us-central1',
  'account.project': 'acme-data-plane',
  'organization.name': 'Acme',
  'licenseKey.env': 'BRAINSTORE_LICENSE_KEY',
  'state.backend': 'gcs',
  'state.bucket': 'acme-terraform-state',
};

const range = fc.constantFrom(
  '10.175.0.0/20',
  '10.175.0.0/30',
  '10.175.16.1/20',
  '10.176.0.0/12',
  '010.175.0.0/20',
  '172.17.0.0/20',
  '127.0.0.0/16',
  '240.0.0.0/16',
);
/** Each right or wrong in its shape, or in what it says. */
const wrong: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  region: fc.constantFrom('us-centrall1', 'us-central1'),
  'network.cidr': range,
  'network.podsCidr': range,
  'network.servicesCidr': range,
  'network.privateServicesCidr': range,
  'network.flowLogs': fc.constantFrom('yes', true),
  'cluster.controlPlaneCidr': range,
  'cluster.mode': fc.constantFrom('Standard', 'standart'),
  'cluster.zones': fc.constantFrom(['us-east1-b'], 'us-central1-a'),
  'cluster.services.minNodes': fc.constantFrom(-1, 5, 60, 500),
  'cluster.services.maxNodes': fc.constantFrom(1, 20, 900),
  'cluster.services.instanceType': fc.constantFrom('e2-highcpu-2', 'n2-standard8', 'c4a-standard-8'),
  'postgres.version': fc.constantFrom(17, 17.2, '9.6', '17.2'),
  'postgres.instanceType': fc.constantFrom('db-c4a-highmem-72', 'db-custom-3-4096', 'db-custom-N4-16-65536'),
  'postgres.edition': fc.constantFrom('Enterprise', 'enterprise-plus'),
  'postgres.storage.type': fc.constantFrom('pdssd', 'gp3', 'hyperdisk-balanced', 'io1'),
  'postgres.storage.sizeGb': fc.constantFrom(5, 20, '500', 99_999),
  'postgres.storage.maxSizeGb': fc.constantFrom(5, 50, 99_999),
  'postgres.storage.iops': fc.constant(16_000),
  'redis.memoryGb': fc.constantFrom(0, 1, '4'),
  'redis.replicas': fc.constantFrom(3, 9),
  'redis.version': fc.constantFrom('8.0', '7', 7.2),
  'api.replicas': fc.constantFrom(1, 100, 1_000),
  'api.memoryGib': fc.constantFrom(1, 64, 4_000),
  'brainstore.readers.count': fc.constantFrom(0, 40, 400),
  'brainstore.readers.instanceType': fc.constantFrom(
    'c4a-standard-16',
    'c2-standard-30',
    'n2-highmem-64',
    'c5-big',
  ),
  'brainstore.readers.localSsds': fc.constantFrom(3, 4, 99),
  'brainstore.readers.maxNodes': fc.constantFrom(1, 60),
  'brainstore.readers.pod.cpu': fc.constantFrom(0.1, 8, 300),
  'brainstore.readers.pod.cacheGib': fc.constantFrom(1, 5_000),
  release: fc.constantFrom('2.12.0', '2.2.0'),
  'workload.namespace': fc.constantFrom('kube-system', 'gmp-public'),
  'terraform.providers.google': fc.constantFrom('~> 5.0', '~> 7.0'),
};

async function findingsOf(changes: Changes): Promise<readonly Finding[]> {
  const written = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const text = JSON.stringify(fromLeaves(written));
  const env = memoryEnv({ files: { '/project/acme.json': text }, cwd: '/project' });
  const loaded = await loadDeployment({ env, host: recordingHost(), clouds }, { config: 'acme.json' });
  return loaded.ok ? [...loaded.findings, ...judge(loaded.deployment, '2026-06-01')] : loaded.findings;
}

/** What is wrong with the shape, then what the rules say, then the networks of as many nodes as that makes. */
const mostPasses = 3;

it.each(['staging', 'production'])(
  'whatever is wrong in %s, three passes put it right',
  async (profile) => {
    await fc.assert(
      fc.asyncProperty(fc.record(wrong, { requiredKeys: [] }), async (mistakes) => {
        let changes: Changes = { ...whole, profile, ...mistakes };
        let pass = 0;
        const left = async () =>
          (await findingsOf(changes)).filter(({ severity, fix }) => severity === 'error' && fix?.set);
        let findings = await left();
        for (; findings.length > 0 && pass < mostPasses; pass++) {
          changes = withFixes(changes, await findingsOf(changes));
          findings = await left();
        }
        expect(findings.map(({ rule, path, message }) => [rule, path, message])).toEqual([]);
        // Nor is anything left that only a person could put right.
        expect(faults(await findingsOf(changes)).filter((fault) => fault.startsWith('error'))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  },
  120_000,
);
