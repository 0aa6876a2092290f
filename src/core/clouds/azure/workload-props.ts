/** What a configuration says of the services in the cluster, in the words of the constructs. */
import type { AzureWorkloadProps } from '../../../../modules/azure/workload.ts';
import type { Config } from '../../config/schema.ts';
import type { Release } from '../../releases/catalogue.ts';
import { commonWorkloadProps } from '../kubernetes/workload-props.ts';
import { needed } from '../settings.ts';
import { valuesOf } from './helm-values.ts';
import { namesOf, nodeResourceGroupOf } from './names.ts';

/** `config` with its text escaped already; `chart` as terraform finds it. */
export function workloadProps(
  config: Config,
  release: Release,
  chart: AzureWorkloadProps['chart'],
): AzureWorkloadProps {
  const { account } = config;
  const cluster = needed(config.cluster, 'cluster');
  const names = namesOf(config);
  return {
    ...commonWorkloadProps(config, release, chart),
    subscription: needed(account.subscription, 'account.subscription'),
    tenant: needed(account.tenant, 'account.tenant'),
    cluster: {
      name: cluster.existing?.name ?? names.cluster,
      resourceGroup: cluster.existing?.resourceGroup ?? names.resourceGroup,
      nodeResourceGroup: nodeResourceGroupOf(config),
      access: cluster.access === 'private' ? 'private' : 'public',
    },
    values: valuesOf(config, release),
  };
}
