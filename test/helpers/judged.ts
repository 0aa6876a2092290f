/** A deployment from the required keys and a few changes, judged the way `validate` judges it. */
import { aws } from '../../src/core/clouds/aws/cloud.ts';
import type { Deployment } from '../../src/core/config/deployment.ts';
import { fromLeaves, leaves, resolve } from '../../src/core/config/resolve.ts';
import type { Config, PartialConfig, Profile } from '../../src/core/config/schema.ts';
import type { Finding } from '../../src/core/findings/finding.ts';
import { judge } from '../../src/core/rules/judge.ts';

/** By leaf, such as `postgres.storage.sizeGb`. */
export type Changes = Readonly<Record<string, unknown>>;

/** The required keys, and a state bucket so that production has nothing to complain about. */
const required = {
  apiVersion: 'bt-dataplane/v1',
  name: 'acme',
  cloud: 'aws',
  region: 'us-east-1',
  'account.id': '123456789012',
  'organization.name': 'Acme',
  licenseKey: { env: 'BRAINSTORE_LICENSE_KEY' },
  state: { backend: 's3', bucket: 'acme-terraform-state' },
};

export function configOf(profile: Profile, changes: Changes = {}): Config {
  const written = fromLeaves(
    Object.fromEntries(
      Object.entries({ ...required, profile, ...changes }).filter(([, value]) => value !== undefined),
    ),
  );
  return resolve(aws, {}, written as PartialConfig & Pick<Config, 'profile'>).config;
}

export function deploymentWith(profile: Profile, changes: Changes = {}): Deployment {
  return {
    file: '/project/bt-dataplane.yaml',
    text: '',
    written: {},
    config: configOf(profile, changes),
    origins: {},
    cloud: aws,
    lockFile: '/project/bt-dataplane.lock.yaml',
    lock: undefined,
    pins: undefined,
    placeOf: (path) => ({ file: '/project/bt-dataplane.yaml', line: lineOf(path), column: 1 }),
  };
}

export function findingsOf(
  profile: Profile,
  changes: Changes = {},
  today = '2026-06-01',
): readonly Finding[] {
  return judge(deploymentWith(profile, changes), today);
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
