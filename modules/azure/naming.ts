import { createHash } from 'node:crypto';

/** Everything that another stack, or a person, finds by name. */
export interface AzureNames {
  /** Six digits of subscription and name, where a name is one for the whole world. */
  readonly suffix: string;
  readonly resourceGroup: string;
  readonly keyVault: string;
  readonly storageAccount: string;
  /** Records of the network's traffic. */
  readonly flowLogsAccount: string;
  readonly database: string;
  readonly cache: string;
  readonly cluster: string;
  /** First part of the host of the cluster's API. */
  readonly clusterDnsPrefix: string;
  /** Made by AKS for nodes, load balancers and the private link of the API. */
  readonly nodeResourceGroup: string;
  readonly identities: AzureIdentityNames;
  /** On the load balancer of the API; made by the cluster. */
  readonly privateLinkService: string;
  readonly frontDoor: string;
  /** First part of the host that the whole world sees. */
  readonly frontDoorEndpoint: string;
  /** What each secret in the vault begins with, so that two deployments can share a vault. */
  readonly secretPrefix: string;
  readonly secrets: AzureSecretNames;
}

/** User-assigned identities. */
export interface AzureIdentityNames {
  /** Of the API's and Brainstore's pods. */
  readonly pods: string;
  /** Of the cluster. */
  readonly cluster: string;
  /** Of database, cache and storage when they use the key. */
  readonly encryption: string;
}

/** Names in the vault. */
export interface AzureSecretNames {
  readonly postgresPassword: string;
  readonly postgresConnectionString: string;
  readonly redisConnectionString: string;
  readonly functionSecretKey: string;
  readonly brainstoreLicenseKey: string;
  readonly storageConnectionString: string;
}

/** Containers of the storage account. Another name would leave behind what the first one holds. */
export const containerNames = {
  /** Index, write-ahead log and locks of Brainstore. */
  brainstore: 'brainstore',
  /** Large API responses and Brainstore's response cache. */
  responses: 'responses',
  /** Code of user-defined functions, and attachments. */
  codeBundles: 'code-bundles',
} as const;

/** Kubernetes service accounts of the vendor's chart that act as the pods' identity. */
export const podServiceAccounts = { api: 'braintrust-api', brainstore: 'brainstore' } as const;

/**
 * Names that follow from subscription and name of the deployment alone, so that workload and ingress can be rendered before
 * anything exists. `name` has at most 18 characters, begins with a letter, ends with a letter or digit, and may hold `--`.
 */
export function azureNames(subscription: string, name: string, resourceGroup?: string): AzureNames {
  const suffix = createHash('sha256').update(`${subscription}/${name}`).digest('hex').slice(0, 6);
  // Neither a vault nor a cache takes two dashes in a row.
  const single = name.replaceAll(/-+/g, '-');
  // 3 to 24 lower case letters and digits.
  const account = `${name.replaceAll('-', '').slice(0, 16)}${suffix}`;
  const secretPrefix = `${name}-`;
  return {
    suffix,
    resourceGroup: resourceGroup ?? `${name}-bt`,
    // 3 to 24 letters, digits and dashes.
    keyVault: `${single.slice(0, 17).replace(/-$/, '')}-${suffix}`,
    storageAccount: `bt${account}`,
    flowLogsAccount: `fl${account}`,
    database: `${name}-pg-${suffix}`,
    cache: `${single}-redis-${suffix}`,
    cluster: `${name}-aks`,
    clusterDnsPrefix: `${name}-${suffix}`,
    nodeResourceGroup: `${name}-nodes-${suffix}`,
    identities: { pods: `${name}-pods`, cluster: `${name}-cluster`, encryption: `${name}-encryption` },
    privateLinkService: `${name}-api`,
    frontDoor: `${name}-fd`,
    frontDoorEndpoint: `${name}-${suffix}`,
    secretPrefix,
    secrets: {
      postgresPassword: `${secretPrefix}postgres-password`,
      postgresConnectionString: `${secretPrefix}postgres-connection-string`,
      redisConnectionString: `${secretPrefix}redis-connection-string`,
      functionSecretKey: `${secretPrefix}function-secret-key`,
      brainstoreLicenseKey: `${secretPrefix}brainstore-license-key`,
      storageConnectionString: `${secretPrefix}azure-storage-connection-string`,
    },
  };
}
