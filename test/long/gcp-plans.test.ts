/**
 * Plans of changes that a reviewer has to know of, by the real Google provider over an infrastructure that it made in the
 * stand-in. What they mean is tested from these records, without a provider: `test/src/core/plan/recorded-concerns.test.ts`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PartialConfig } from '../../src/core/config/schema.ts';
import { type DeployedStack, deployStack } from '../helpers/deployed-stack.ts';
import { gcpConfig } from '../helpers/gcp-config.ts';
import { describeWithGoogleMirror } from '../helpers/google-mirror.ts';
import { localChart, renderedGcp } from '../helpers/google-stacks.ts';
import { type GoogleStore, startGoogleStore } from '../helpers/google-store.ts';
import { planRecord } from '../helpers/plan-record.ts';
import { standInPrograms } from '../helpers/stand-in-programs.ts';

const project = 'acme-data-plane';

const changes: Readonly<Record<string, PartialConfig>> = {
  nothing: {},
  'database-tier': { postgres: { instanceType: 'db-perf-optimized-N-16' } },
  'database-disk': { postgres: { storage: { sizeGb: 2000, maxSizeGb: 8000 } } },
  'cache-size': { redis: { memoryGb: 10 } },
  'database-disk-type': { postgres: { storage: { type: 'hyperdisk-balanced' } } },
  'node-machine': { brainstore: { readers: { instanceType: 'c4a-standard-32-lssd' } } },
  'services-machine': { cluster: { services: { instanceType: 'n2-standard-16' } } },
  key: {
    encryption: { kmsKeyName: `projects/${project}/locations/us-central1/keyRings/own/cryptoKeys/own` },
  },
  'bucket-name': { name: 'other' },
  'network-range': { network: { cidr: '10.99.0.0/22' } },
  'network-range-grows': { network: { cidr: '10.175.0.0/21' } },
  'public-endpoint': { cluster: { access: 'public', authorizedRanges: ['198.51.100.0/24'] } },
  'open-endpoint': { cluster: { access: 'public', authorizedRanges: ['0.0.0.0/0'] } },
};

/** A new name replaces everything: what does not hold objects is left out. */
const only: Readonly<Record<string, RegExp>> = { 'bucket-name': /\.storage_/ };

describeWithGoogleMirror('changes of an infrastructure on Google Cloud', ['google', 'random'], (parts) => {
  const scratch = mkdtempSync(join(tmpdir(), 'bt-plans-'));
  let store: GoogleStore;
  let deployed: DeployedStack;

  beforeAll(async () => {
    store = await startGoogleStore({ project });
    for (const api of ['sqladmin', 'redis', 'container', 'secretmanager']) {
      const service = `projects/${project}/services/${api}.googleapis.com`;
      await store.ask('POST', `serviceusage/v1/${service}:enable`);
      await store.ask('POST', `serviceusage/v1beta1/${service}:generateServiceIdentity`);
    }
    const programs = standInPrograms(join(scratch, 'bin'), 'gke-gcloud-auth-plugin', 'no-token');
    deployed = await deployStack(parts, await infra({}), {
      inputs: { license_key: 'not-a-real-licence' },
      variables: { ...store.variables, PATH: `${programs}:${process.env.PATH ?? ''}` },
    });
  });

  afterAll(async () => {
    deployed?.[Symbol.dispose]();
    await store?.stop();
    rmSync(scratch, { recursive: true });
  });

  it.each(Object.entries(changes))('%s', async (name, change) => {
    const random = new RegExp(deployed.values('random_id', 'hex').join('|'), 'g');
    const text = planRecord(await deployed.plan(await infra(change)), { only: only[name], random });
    await expect(text).toMatchFileSnapshot(`../fixtures/plans/gcp/${name}.json`);
  });

  it('met nothing that the stand-in lacks', () => {
    expect(store.complaints).toEqual([]);
  });
});

async function infra(change: PartialConfig) {
  const [stack] = await renderedGcp(gcpConfig('production', { ...change, workload: localChart }));
  if (stack === undefined) throw new Error('no stack was rendered');
  return stack;
}
