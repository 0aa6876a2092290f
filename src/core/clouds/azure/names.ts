/** Names and addresses that follow from a configuration alone. Pure. */
import { type AzureNames, azureNames } from '../../../../modules/azure/naming.ts';
import { apiAddress, azureSubnets } from '../../../../modules/azure/subnets.ts';
import type { Config } from '../../config/schema.ts';
import { needed } from '../settings.ts';

export function namesOf({ account, name }: Config): AzureNames {
  return azureNames(needed(account.subscription, 'account.subscription'), name, account.resourceGroup);
}

/** Where the cluster makes nodes, load balancers and the private link of the API. */
export function nodeResourceGroupOf(config: Config): string {
  return config.cluster?.existing?.nodeResourceGroup ?? namesOf(config).nodeResourceGroup;
}

/** Of the API's internal load balancer. */
export function apiAddressOf({ network }: Config): string {
  return network.existing?.apiAddress ?? apiAddress(azureSubnets(network.cidr).nodes);
}
