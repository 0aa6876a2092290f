/** Rules that hold on every cloud. */
import { releases } from '../releases/catalogue.ts';
import type { Rule } from './rule.ts';

const localState: Rule = {
  id: 'state/local-in-production',
  states: 'Production keeps its state in a bucket, where colleagues, backups and locks are.',
  waivable: true,
  check: ({ config }) => {
    if (config.profile !== 'production' || config.state.backend !== 'local') return [];
    return [
      {
        rule: localState.id,
        severity: 'error',
        message:
          'the state of a production deployment is kept on this machine: it is lost with the machine, and nobody else can work on the deployment',
        path: 'state.backend',
        required: 'a bucket',
        found: 'local',
        fix: { text: 'name an existing, versioned bucket: state: { backend: s3, bucket: NAME }' },
      },
    ];
  },
};

const deletionProtection: Rule = {
  id: 'postgres/deletion-protection',
  states: 'A production database cannot be deleted by accident.',
  waivable: true,
  check: ({ config }) => {
    const path = 'postgres.deletionProtection';
    if (config.profile !== 'production' || config.postgres.deletionProtection) return [];
    return [
      {
        rule: deletionProtection.id,
        severity: 'error',
        message: 'the production database is not protected: one mistaken call deletes it',
        path,
        required: 'true',
        found: 'false',
        nearest: 'true',
        fix: { text: `set ${path}: true`, set: [{ path, value: true }] },
      },
    ];
  },
};

const openOrganization: Rule = {
  id: 'config/organization-open',
  states: 'Not every organization may use the data plane.',
  waivable: true,
  check: ({ config }) => {
    if (config.organization.name !== '*' || config.organization.allowedIds.length > 0) return [];
    return [
      {
        rule: openOrganization.id,
        severity: config.profile === 'production' ? 'error' : 'warning',
        message:
          'organization "*" without allowedIds admits every Braintrust organization to this data plane',
        path: 'organization.name',
        found: '*',
        fix: {
          text: 'set organization.name to your organization, or list its id in organization.allowedIds',
        },
      },
    ];
  },
};

const unknownRelease: Rule = {
  id: 'release/unknown',
  states: 'The release is one whose packages are known.',
  check: ({ config }) => {
    const { release } = config;
    if (releases.some((known) => known.version === release)) return [];
    const suggested = releaseBelow(release);
    return [
      {
        rule: unknownRelease.id,
        severity: 'error',
        message: `this version of bt-dataplane does not know the data-plane release ${release}; the nearest that it knows is ${suggested}`,
        path: 'release',
        required: releases.map((known) => known.version).join(', '),
        found: release,
        nearest: suggested,
        fix: { text: `set release: "${suggested}"`, set: [{ path: 'release', value: suggested }] },
        source: 'https://github.com/braintrustdata/terraform-aws-braintrust-data-plane/releases',
      },
    ];
  },
};

/** The newest known release that is not newer than `version`, else the oldest. */
function releaseBelow(version: string): string {
  const older = releases.filter((known) => order(known.version, version) <= 0);
  return (older.at(-1) ?? releases[0])?.version ?? version;
}

function order(one: string, other: string): number {
  const [a = [], b = []] = [one, other].map((version) => version.split('.').map(Number));
  return a.map((part, index) => part - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

export const generalRules: readonly Rule[] = [
  localState,
  deletionProtection,
  openOrganization,
  unknownRelease,
];
