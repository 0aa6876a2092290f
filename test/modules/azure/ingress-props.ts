/** A way in for production, for tests to change. */
import type { AzureIngressProps } from '../../../modules/azure/ingress.ts';

export const subscription = '11111111-1111-4111-8111-111111111111';
export const tenant = '22222222-2222-4222-8222-222222222222';

export const zone = (name: string, of = subscription) =>
  `/subscriptions/${of}/resourceGroups/dns/providers/Microsoft.Network/dnsZones/${name}`;

export function ingressProps(change: Partial<AzureIngressProps> = {}): AzureIngressProps {
  return {
    backend: { type: 'local', path: 'terraform.tfstate' },
    terraformVersion: '>= 1.11.0, < 2.0.0',
    name: 'acme',
    subscription,
    tenant,
    region: 'eastus2',
    release: '2.12.0',
    resourceGroup: 'acme-bt',
    nodeResourceGroup: 'acme-nodes-0a1b2c',
    providerVersions: { azurerm: '>= 4.55.0, < 5.0.0' },
    tags: { team: 'ai' },
    origin: { address: '10.175.7.253' },
    firewall: 'detection',
    ...change,
  };
}
