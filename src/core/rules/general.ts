/** Rules that hold on every cloud. */
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

export const generalRules: readonly Rule[] = [localState, deletionProtection, openOrganization];
