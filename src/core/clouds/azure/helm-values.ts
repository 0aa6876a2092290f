/**
 * The values of the official Helm chart, from the configuration alone. Only whom the pods sign in as is not among them: Azure
 * chooses that id, and the stack adds it.
 */

import { subnetNames } from '../../../../modules/azure/subnets.ts';
import { type AzureValuesProps, azurePart } from '../../../../modules/kubernetes/values/azure.ts';
import { type HelmValues, helmValues } from '../../../../modules/kubernetes/values/values.ts';
import type { Config } from '../../config/schema.ts';
import type { Release } from '../../releases/catalogue.ts';
import { valuesProps } from '../kubernetes/values-props.ts';
import { needed } from '../settings.ts';
import { apiAddressOf, namesOf } from './names.ts';
import { nodeOf, podSizes } from './nodes.ts';

export function valuesOf(config: Config, release: Release): HelmValues {
  const props = valuesProps(config, release, {
    // Front Door too comes through the load balancer inside the network.
    internal: true,
    pool: (key) => ({ ...podSizes(config, key), architecture: nodeOf(config, key).architecture }),
  });
  return helmValues(props, azurePart(props, azureOf(config)));
}

/** For whoever installs the chart in another way. */
export const clientIdNote =
  'add azure.keyVaultCSIclientID, api.serviceAccount.azureClientId and brainstore.serviceAccount.azureClientId: the output workload_identity_client_id of infra';

function azureOf(config: Config): AzureValuesProps {
  const { account, api, network } = config;
  const names = namesOf(config);
  const subscription = needed(account.subscription, 'account.subscription');
  return {
    tenant: needed(account.tenant, 'account.tenant'),
    keyVault: names.keyVault,
    secretPrefix: names.secretPrefix,
    storageAccount: names.storageAccount,
    api: {
      address: apiAddressOf(config),
      subnet: network.existing?.nodesSubnet ?? subnetNames.nodes,
      ...(api.frontDoor?.enabled && {
        privateLink: {
          name: names.privateLinkService,
          subnet: network.existing?.linkSubnet ?? subnetNames.link,
          // Front Door asks for a connection in the name of the subscription that it is made in.
          // https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs/resources/cdn_frontdoor_origin
          visibility: subscription,
        },
      }),
    },
  };
}
