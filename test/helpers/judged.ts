/** A deployment from the required keys and a few changes, judged the way `validate` judges it. */
import { aws } from '../../src/core/clouds/aws/cloud.ts';
import { azure } from '../../src/core/clouds/azure/cloud.ts';
import type { Cloud } from '../../src/core/clouds/cloud.ts';
import { gcp } from '../../src/core/clouds/gcp/cloud.ts';
import type { Deployment } from '../../src/core/config/deployment.ts';
import { fromLeaves, leaves, resolve } from '../../src/core/config/resolve.ts';
import type { Config, PartialConfig, Profile } from '../../src/core/config/schema.ts';
import type { Finding } from '../../src/core/findings/finding.ts';
import { builtInCatalogue } from '../../src/core/releases/catalogue.ts';
import { judge } from '../../src/core/rules/judge.ts';

/** By leaf, such as `postgres.storage.sizeGb`. */
export type Changes = Readonly<Record<string, unknown>>;

/** The required keys, and a state bucket so that production has nothing to complain about. */
const common = {
  apiVersion: 'bt-dataplane/v1',
  name: 'acme',
  'organization.name': 'Acme',
  licenseKey: { env: 'BRAINSTORE_LICENSE_KEY' },
};
const required = {
  aws: {
    ...common,
    cloud: 'aws',
    region: 'us-east-1',
    'account.id': '123456789012',
    state: { backend: 's3', bucket: 'acme-terraform-state' },
  },
  gcp: {
    ...common,
    cloud: 'gcp',
    region: 'us-central1',
    'account.project': 'acme-data-plane',
    state: { backend: 'gcs', bucket: 'acme-terraform-state' },
  },
  azure: {
    ...common,
    cloud: 'azure',
    region: 'eastus2',
    'account.subscription': '00000000-0000-4000-8000-000000000001',
    'account.tenant': '00000000-0000-4000-8000-000000000002',
    state: { backend: 'azurerm', storageAccount: 'acmestate', container: 'state' },
  },
};

const clouds = { aws, gcp, azure } as const satisfies Readonly<Record<string, Cloud>>;
export type JudgedCloud = keyof typeof clouds;

export function configOf(profile: Profile, changes: Changes = {}, cloud: JudgedCloud = 'aws'): Config {
  const written = fromLeaves(
    Object.fromEntries(
      Object.entries({ ...required[cloud], profile, ...changes }).filter(([, value]) => value !== undefined),
    ),
  );
  return resolve(clouds[cloud], {}, written as PartialConfig & Pick<Config, 'profile'>).config;
}

export function deploymentWith(
  profile: Profile,
  changes: Changes = {},
  cloud: JudgedCloud = 'aws',
): Deployment {
  return {
    file: '/project/bt-dataplane.yaml',
    bases: [],
    text: '',
    written: {},
    config: configOf(profile, changes, cloud),
    origins: {},
    cloud: clouds[cloud],
    lockFile: '/project/bt-dataplane.lock.yaml',
    lock: undefined,
    catalogue: builtInCatalogue,
    pins: undefined,
    placeOf: (path) => ({ file: '/project/bt-dataplane.yaml', line: lineOf(path), column: 1 }),
  };
}

export function findingsOf(
  profile: Profile,
  changes: Changes = {},
  today = '2026-06-01',
  cloud: JudgedCloud = 'aws',
): readonly Finding[] {
  return judge(deploymentWith(profile, changes, cloud), today);
}

/** The same on Google Cloud. */
export function gcpFindings(profile: Profile, changes: Changes = {}): readonly Finding[] {
  return findingsOf(profile, changes, '2026-06-01', 'gcp');
}

/** The same on Azure. */
export function azureFindings(profile: Profile, changes: Changes = {}): readonly Finding[] {
  return findingsOf(profile, changes, '2026-06-01', 'azure');
}

/** The findings of one rule. */
export function of(findings: readonly Finding[], rule: string): readonly Finding[] {
  return findings.filter((finding) => finding.rule === rule);
}

/** Errors and warnings, as `severity rule`. */
export function faults(findings: readonly Finding[]): readonly string[] {
  return findings
    .filter((finding) => finding.severity !== 'info')
    .map((finding) => `${finding.severity} ${finding.rule}`);
}

/** What a person has after following every suggestion once. */
export function withFixes(changes: Changes, findings: readonly Finding[]): Changes {
  const set = findings.flatMap((finding) => finding.fix?.set ?? []);
  return { ...changes, ...Object.fromEntries(set.map(({ path, value }) => [path, value])) };
}

/** The order of the schema stands for the lines of a file. */
function lineOf(path: string): number {
  const plain = path.replace(/\[.*/, '');
  return 1 + leaves.findIndex((leaf) => leaf.name === plain || leaf.name.startsWith(`${plain}.`));
}
