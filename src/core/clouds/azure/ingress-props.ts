/** What a configuration says of the public entry, in the words of the constructs. */
import type { AzureIngressProps } from '../../../../modules/azure/ingress.ts';
import type { Config } from '../../config/schema.ts';
import type { Release } from '../../releases/catalogue.ts';
import { backendOf, defined, needed, terraformVersion } from '../settings.ts';
import { apiAddressOf, namesOf, nodeResourceGroupOf } from './names.ts';

export const ingressStack = 'ingress';

/** `config` with its text escaped already. */
export function ingressProps(config: Config, release: Release): AzureIngressProps {
  const { account, api, name, region, tags, terraform } = config;
  return {
    name,
    subscription: needed(account.subscription, 'account.subscription'),
    tenant: needed(account.tenant, 'account.tenant'),
    region,
    release: release.version,
    backend: backendOf(config, ingressStack),
    terraformVersion,
    providerVersions: { azurerm: needed(terraform.providers.azurerm, 'terraform.providers.azurerm') },
    tags,
    resourceGroup: namesOf(config).resourceGroup,
    nodeResourceGroup: nodeResourceGroupOf(config),
    origin: { address: apiAddressOf(config) },
    firewall: needed(api.frontDoor, 'api.frontDoor').firewall,
    ...defined({ domain: domainOf(config) }),
  };
}

function domainOf({ api: { customDomain } }: Config): AzureIngressProps['domain'] {
  if (customDomain === undefined) return undefined;
  return { host: customDomain.name, ...defined({ dnsZoneId: customDomain.dnsZoneId }) };
}
