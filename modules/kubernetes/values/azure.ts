import { containerNames } from '../../azure/naming.ts';
import { ConstructError } from '../../core/errors.ts';
import type { CloudPart } from './cloud-part.ts';
import { onOwnNodes } from './own-nodes.ts';
import type { HelmValuesProps } from './props.ts';

export interface AzureValuesProps {
  /** Id of the Entra tenant of the key vault. */
  readonly tenant: string;
  /** Name of the key vault that the secrets of the pods come from. */
  readonly keyVault: string;
  /** What the name of each of them begins with there, such as `acme-`. */
  readonly secretPrefix: string;
  /** Name of the storage account. Changing it loses sight of all data. */
  readonly storageAccount: string;
  readonly api: {
    /** Address of its load balancer, of `subnet`. A change moves the API there. */
    readonly address: string;
    /** Name of the subnet of the load balancer, in the network of the nodes. */
    readonly subnet: string;
    /** A Private Link Service before the load balancer, for Front Door. Default: - none. */
    readonly privateLink?: AzurePrivateLink;
  };
}

export interface AzurePrivateLink {
  /** In the resource group of the nodes. A change makes it anew, and the connection has to be approved again. */
  readonly name: string;
  /** Name of the subnet whose addresses requests seem to come from. */
  readonly subnet: string;
  /** Subscriptions that may ask for a connection, separated by blanks; `*` is all, empty those with rights on it. */
  readonly visibility: string;
}

export interface AzurePart extends CloudPart {
  readonly settings: AzureSettings;
}

interface AzureSettings {
  readonly cloud: 'azure';
  readonly azure: {
    readonly tenantId: string;
    readonly enableAzureContainerStorageDriver: boolean;
    readonly enableAzureKeyVaultDriver: boolean;
    readonly keyVaultName: string;
  };
  readonly azureKeyVaultDriver: { readonly secrets: readonly VaultSecret[] };
  readonly objectStorage: {
    readonly azure: {
      readonly storageAccountName: string;
      readonly brainstoreContainer: string;
      readonly responseContainer: string;
      readonly codeBundleContainer: string;
    };
  };
}

/** Class of the volumes on a node's NVMe disks, by the name that the chart gives it. */
export const localStorageClass = 'local';

interface VaultSecret {
  readonly keyVaultSecretName: string;
  readonly keyVaultSecretType: 'secret';
  readonly kubernetesSecretKey: string;
}

/** Keys of the Secret that the chart's pods read, by the name in the vault that follows the prefix. */
const vaultSecrets: Readonly<Record<string, string>> = {
  'redis-connection-string': 'REDIS_URL',
  'postgres-connection-string': 'PG_URL',
  'brainstore-license-key': 'BRAINSTORE_LICENSE_KEY',
  'function-secret-key': 'FUNCTION_SECRET_KEY',
  'azure-storage-connection-string': 'AZURE_STORAGE_CONNECTION_STRING',
};

/** The chart's settings for Azure, but for the client id of the pods: see `identityValues`. */
export function azurePart({ pools }: HelmValuesProps, azure: AzureValuesProps): AzurePart {
  // The vault's name is that of the SecretProviderClass too, and chart 6.11.0 renders one without a name.
  if (azure.keyVault === '') throw new ConstructError('azure.keyVaultName', 'needs the name of a key vault');
  return {
    settings: {
      cloud: 'azure',
      azure: {
        tenantId: azure.tenant,
        // A volume of the node's NVMe disks for each pod of Brainstore. Their class is the chart's and the cluster's, so
        // that one cluster has one data plane.
        enableAzureContainerStorageDriver: true,
        enableAzureKeyVaultDriver: true,
        keyVaultName: azure.keyVault,
      },
      azureKeyVaultDriver: {
        secrets: Object.entries(vaultSecrets).map(([name, key]) => ({
          keyVaultSecretName: `${azure.secretPrefix}${name}`,
          keyVaultSecretType: 'secret',
          kubernetesSecretKey: key,
        })),
      },
      objectStorage: {
        azure: {
          storageAccountName: azure.storageAccount,
          brainstoreContainer: containerNames.brainstore,
          responseContainer: containerNames.responses,
          codeBundleContainer: containerNames.codeBundles,
        },
      },
    },
    api: { serviceAccount: {}, internalAnnotations: loadBalancer(azure.api), more: {} },
    brainstore: { serviceAccount: { annotations: {} } },
    placement: (role) => onOwnNodes(pools[role]),
    // Of every role: the chart renders none without a size, not even one without pods (6.11.0).
    disk: (role) => ({ requests: {}, volumeSize: `${pools[role].volumeGib}Gi` }),
  };
}

/** Whom pods and the Key Vault driver sign in as: the client id of one identity, which Azure chooses. */
export function identityValues(clientId: string) {
  const serviceAccount = { azureClientId: clientId };
  return {
    azure: { keyVaultCSIclientID: clientId },
    api: { serviceAccount },
    brainstore: { serviceAccount },
  };
}

const annotation = 'service.beta.kubernetes.io/azure-';

/**
 * An internal load balancer, and a Private Link Service before it.
 * https://kubernetes-sigs.github.io/cloud-provider-azure/topics/loadbalancer/ and …/pls-integration/
 */
function loadBalancer({ address, subnet, privateLink }: AzureValuesProps['api']): Record<string, string> {
  return {
    [`${annotation}load-balancer-internal`]: 'true',
    [`${annotation}load-balancer-internal-subnet`]: subnet,
    // Fixed, because Front Door and names of the network point to it.
    [`${annotation}load-balancer-ipv4`]: address,
    // Minutes. Models think for longer than the 4 after which a silent connection is cut otherwise.
    [`${annotation}load-balancer-tcp-idle-timeout`]: '30',
    ...(privateLink && {
      [`${annotation}pls-create`]: 'true',
      // By its name the id is known before it is there.
      [`${annotation}pls-name`]: privateLink.name,
      [`${annotation}pls-ip-configuration-subnet`]: privateLink.subnet,
      // The API does not speak it.
      [`${annotation}pls-proxy-protocol`]: 'false',
      ...(privateLink.visibility !== '' && { [`${annotation}pls-visibility`]: privateLink.visibility }),
    }),
  };
}
