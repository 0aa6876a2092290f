/** Google Cloud: the services in GKE, Brainstore on nodes with Local SSD. */
import { urlIn } from '../api-url.ts';
import type { Cloud } from '../cloud.ts';
import { chartPin } from '../kubernetes/chart-pin.ts';
import { rolloutOfCharts } from '../kubernetes/rollout.ts';
import { valuesDocument } from '../kubernetes/workload-props.ts';
import { gcpCatalogue } from './catalogue.ts';
import { resourceClasses } from './classes.ts';
import { credentialSecrets } from './credentials.ts';
import { gcpDefaults } from './defaults.ts';
import { endpointVariables } from './endpoints.ts';
import { failures, leftovers } from './failures.ts';
import { identify } from './identity.ts';
import { importIds } from './import-ids.ts';
import { infraStack } from './infra-props.ts';
import { liftProtection } from './lift-protection.ts';
import { gcpRules } from './rules/index.ts';
import { serviceAgents } from './service-agents.ts';
import { readSecret } from './stored-secrets.ts';

export const gcp: Cloud = {
  id: 'gcp',
  title: 'Google Cloud',
  defaults: gcpDefaults,
  rules: gcpRules,
  catalogue: gcpCatalogue,
  render: async (config, context) => (await import('./render.ts')).renderGcp(config, context),
  rollout: rolloutOfCharts,
  snapshot: async (context, progress) => (await import('./snapshot.ts')).backupOfDatabase(context, progress),
  // Absent where nothing leads in from outside: then the API has an address in the network, and no name.
  apiUrl: (context) => urlIn(context, infraStack),
  identify,
  credentialSecrets,
  expectedAccount: (config) => config.account.project,
  readSecret,
  endpointVariables,
  pins: chartPin,
  resourceClasses,
  liftProtection,
  liftLocals: { deletion_protection: false, force_destroy: true },
  steps: [serviceAgents],
  helmValues: async (config, context) =>
    valuesDocument(config, context, (await import('./helm-values.ts')).valuesOf(config, context.release)),
  failures,
  leftovers,
  importIds,
};
