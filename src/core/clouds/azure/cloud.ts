/** Azure: the services in AKS, Brainstore on nodes with NVMe disks, Front Door before them. */
import { urlIn } from '../api-url.ts';
import type { Cloud } from '../cloud.ts';
import { chartPin } from '../kubernetes/chart-pin.ts';
import { workloadImportIds } from '../kubernetes/import-ids.ts';
import { rolloutOfCharts } from '../kubernetes/rollout.ts';
import { valuesDocument } from '../kubernetes/workload-props.ts';
import { credentialSecrets } from './access/credentials.ts';
import { azureCatalogue } from './catalogue.ts';
import { resourceClasses } from './classes.ts';
import { azureDefaults } from './defaults.ts';
import { endpointVariables } from './endpoints.ts';
import { environment } from './environment.ts';
import { failures, leftovers } from './failures.ts';
import { identify } from './identity.ts';
import { ingressStack } from './ingress-props.ts';
import { azureRules } from './rules/index.ts';
import { azureSteps } from './steps/index.ts';

export const azure: Cloud = {
  id: 'azure',
  title: 'Azure',
  defaults: azureDefaults,
  rules: azureRules,
  catalogue: azureCatalogue,
  render: async (config, context) => (await import('./render.ts')).renderAzure(config, context),
  rollout: rolloutOfCharts,
  snapshot: async (context, progress) => (await import('./snapshot.ts')).backupOfDatabase(context, progress),
  // Absent where there is no Front Door: then the API has an address in the network, and no name.
  apiUrl: (context) => urlIn(context, ingressStack),
  identify,
  environment,
  credentialSecrets,
  expectedAccount: (config) => config.account.subscription,
  endpointVariables,
  pins: chartPin,
  resourceClasses,
  // Locks are resources of their own, which go before what they guard.
  liftProtection: {},
  steps: azureSteps,
  helmValues: async (config, context) => {
    const { clientIdNote, valuesOf } = await import('./helm-values.ts');
    return {
      ...valuesDocument(config, context, valuesOf(config, context.release)),
      notes: [clientIdNote],
    };
  },
  failures,
  leftovers,
  // Azure's own ids are import ids, composed ones among them.
  importIds: workloadImportIds,
};
