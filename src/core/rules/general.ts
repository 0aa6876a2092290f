/** Rules that hold on every cloud. */
import { type Release, releases } from '../releases/catalogue.ts';
import type { Rule } from './rule.ts';

const localState: Rule = {
  id: 'state/local-in-production',
  states: 'Production keeps its state in a bucket, where colleagues, backups and locks are.',
  waivable: true,
  check: ({ config, cloud }) => {
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
        fix: { text: `name an existing, versioned ${statePlaces[cloud.catalogue.stateBackend]}` },
      },
    ];
  },
};

const statePlaces = {
  s3: 'bucket: state: { backend: s3, bucket: NAME }',
  gcs: 'bucket: state: { backend: gcs, bucket: NAME }',
  azurerm: 'container: state: { backend: azurerm, storageAccount: ACCOUNT, container: NAME }',
} as const;

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
    const suggested = releaseBelow(release, config.workload ? charted : releases);
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

/** Those that can be installed by Helm. */
const charted = releases.filter(({ chart }) => chart !== undefined);

const releaseWithoutChart: Rule = {
  id: 'release/chart',
  states:
    'Where the services are installed by Helm, the release is one whose chart is known, or the chart is named.',
  check: ({ config: { release, workload } }) => {
    const known = releases.find(({ version }) => version === release);
    if (!workload || workload.chartVersion !== undefined || !known || known.chart !== undefined) return [];
    const suggested = releaseBelow(release, charted);
    return [
      {
        rule: releaseWithoutChart.id,
        severity: 'error',
        message: `no Helm chart of the data-plane release ${release} is known to this version of bt-dataplane; the nearest release with one is ${suggested}`,
        path: 'release',
        required: charted.map(({ version }) => version).join(', '),
        found: release,
        nearest: suggested,
        fix: {
          text: `set release: "${suggested}", or name the chart in workload.chartVersion`,
          set: [{ path: 'release', value: suggested }],
        },
        source: 'https://github.com/braintrustdata/helm',
      },
    ];
  },
};

/** The newest of these that is not newer than `version`, else the oldest. */
function releaseBelow(version: string, among: readonly Release[]): string {
  const older = among.filter((known) => order(known.version, version) <= 0);
  return (older.at(-1) ?? among[0])?.version ?? version;
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
  releaseWithoutChart,
];
