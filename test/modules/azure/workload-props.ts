/** A workload in the size of production, for tests to change. */
import { type AzureWorkloadProps, knownLaterOf } from '../../../modules/azure/workload.ts';
import { type AzureValuesProps, azurePart } from '../../../modules/kubernetes/values/azure.ts';
import type { HelmValuesProps } from '../../../modules/kubernetes/values/props.ts';
import { helmValues } from '../../../modules/kubernetes/values/values.ts';
import { merged } from '../../helpers/merged.ts';
import { valuesProps } from '../kubernetes/values-props.ts';
import { subscription, tenant } from './ingress-props.ts';

export function azureProps(change: Partial<AzureValuesProps> = {}): AzureValuesProps {
  return {
    tenant,
    keyVault: 'acme-0a1b2c',
    secretPrefix: 'acme-',
    storageAccount: 'btacme0a1b2c',
    api: {
      address: '10.175.7.253',
      subnet: 'nodes',
      privateLink: { name: 'acme-api', subnet: 'link', visibility: subscription },
    },
    ...change,
  };
}

/** Values on AKS. */
export function onAzure(
  change: Partial<HelmValuesProps> = {},
  { privateLink = true }: { readonly privateLink?: boolean } = {},
) {
  const props = valuesProps(change);
  const { api, ...azure } = azureProps();
  const { address, subnet } = api;
  return helmValues(props, azurePart(props, { ...azure, api: privateLink ? api : { address, subnet } }));
}

export const clientId = '55555555-5555-4555-8555-555555555555';

/** The same with what only terraform knows, as helm joins them. */
export function onAzureKnown(change: Partial<HelmValuesProps> = {}): object {
  return merged(onAzure(change), knownLaterOf('7', clientId));
}

export function workloadProps(change: Partial<AzureWorkloadProps> = {}): AzureWorkloadProps {
  return {
    backend: { type: 'local', path: 'terraform.tfstate' },
    terraformVersion: '>= 1.11.0, < 2.0.0',
    name: 'acme',
    subscription,
    tenant,
    release: '2.12.0',
    providerVersions: { kubernetes: '>= 2.38.0, < 3.0.0', helm: '>= 3.1.1, < 4.0.0' },
    cluster: {
      name: 'acme-aks',
      resourceGroup: 'acme-bt',
      nodeResourceGroup: 'acme-nodes-0a1b2c',
      access: 'public',
    },
    namespace: 'braintrust',
    chart: { reference: 'oci://public.ecr.aws/braintrust/helm/braintrust', version: '6.11.0' },
    values: onAzure(),
    podDisruption: { apiReplicas: 4, readers: 2, fastReaders: 2 },
    ...change,
  };
}
