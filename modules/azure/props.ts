/** What the infrastructure of a data plane on Azure is made from. */
import type { DataPlaneStackProps } from '../core/data-plane-stack.ts';

export interface AzureInfraProps extends DataPlaneStackProps {
  /** Name of the deployment, `^[a-z]([a-z0-9-]*[a-z0-9])?$`, at most 18 characters. A change replaces everything. */
  readonly name: string;
  /** Id of the subscription. A change replaces everything. */
  readonly subscription: string;
  /** Id of the Entra tenant. A change replaces everything. */
  readonly tenant: string;
  /** Such as `eastus2`. A change replaces everything. */
  readonly region: string;
  /** Version that is deployed, such as `2.12.0`; an output. */
  readonly release: string;
  /** Ranges of provider versions, such as `>= 4.55.0, < 5.0.0`. */
  readonly providerVersions: { readonly azurerm: string; readonly random: string };
  /** On everything that can carry a tag, beside our own `braintrust-deployment`. A change updates in place. */
  readonly tags: Readonly<Record<string, string>>;
  /** Name of a resource group that is there already. Default: - one of the data plane. A change replaces everything. */
  readonly existingResourceGroup?: string;
  /** Object ids of those who deploy too, beside whoever applies first. A change gives or takes rights. */
  readonly deployers: readonly string[];
  readonly network: AzureNetworkProps;
  /** `/subscriptions/…/vaults/V/keys/K`. Default: - a key of the data plane. A change replaces database and cluster. */
  readonly existingKey?: string;
  readonly secrets: AzureSecretsProps;
  readonly database: AzureDatabaseProps;
  readonly cache: AzureCacheProps;
  readonly storage: AzureStorageProps;
  /**
   * Ranges, `a.b.c.d/n`, that may call the key vault, the cluster's API and, where it is public at all, the storage account.
   * None: from anywhere, with the identity alone to guard them.
   */
  readonly authorizedRanges: readonly string[];
  readonly cluster: AzureClusterProps;
  readonly brainstore: Readonly<Record<BrainstorePool, AzurePoolProps>>;
  readonly workload: {
    /** Namespace of the Kubernetes service accounts that may act as the pods' identity. */
    readonly namespace: string;
  };
  readonly alerts: {
    /** ARM ids of action groups; none: alerts are only shown. */
    readonly actionGroups: readonly string[];
  };
}

export type BrainstorePool = 'readers' | 'fastReaders' | 'writers';

/** What is reached over a private endpoint. */
export type PrivateService = 'postgres' | 'redis' | 'blob' | 'vault';

export interface AzureNetworkProps {
  /** A network that is there already; `cidr` is then not used, nor is a way out made. Default: - a network of the data plane. */
  readonly existing?: AzureExistingNetwork;
  /** Range of the network, a /20 or larger. A change replaces everything in it. */
  readonly cidr: string;
  /** Range of pods, an overlay; each node takes a /24 of it. A change replaces the cluster. */
  readonly podsCidr: string;
  /** Range of Kubernetes services. A change replaces the cluster. */
  readonly servicesCidr: string;
  /** Records the traffic of the network. */
  readonly flowLogs: boolean;
  /** Makes the subnet of the Private Link Service. */
  readonly frontDoor: boolean;
}

export interface AzureExistingNetwork {
  /** ARM id. */
  readonly vnet: string;
  /** Name of the subnet for nodes and the API's load balancer. */
  readonly nodesSubnet: string;
  /** Name of the subnet for private endpoints. */
  readonly endpointsSubnet: string;
  /** Name of the subnet for the Private Link Service, its network policies for that off. Only with Front Door. */
  readonly linkSubnet?: string;
  /** A NAT gateway of the nodes' subnet, or routes to a firewall. A change replaces the cluster. */
  readonly wayOut: 'nat-gateway' | 'routes';
  /** ARM ids of private DNS zones that are linked to the network already. Default: - a zone of ours, linked. */
  readonly privateDnsZones: Readonly<Partial<Record<PrivateService, string>>>;
}

export interface AzureSecretsProps {
  /** Raise by one to give the database a new password; from 1. */
  readonly databaseRotation: number;
  /** `/subscriptions/…/vaults/V/secrets/S` with the licence key. Default: - the variable `license_key`. */
  readonly licenseKeySecret?: string;
  /** Raise by one to store what `license_key`, or the existing secret, holds now; from 1. */
  readonly licenseKeyRotation: number;
}

export interface AzureDatabaseProps {
  /** Major version, such as `17`. A higher one upgrades in place, with downtime. */
  readonly version: string;
  /** Such as `MO_Standard_E16ds_v5`; azurerm 4.55 knows series up to v5. A change restarts the database. */
  readonly sku: string;
  /** GiB, one of Azure's sizes from 32 to 32,767; it grows and never shrinks. */
  readonly storageGib: number;
  /** `P4` to `P80`; sizes allow some of them. It can change once in twelve hours. */
  readonly storageTier: string;
  /** A standby in another zone. A change needs no restart. */
  readonly highAvailability: boolean;
  /** Days in which any moment can be restored; 7 to 35. */
  readonly backupRetentionDays: number;
  /** A lock keeps the database from being deleted, by whomever. */
  readonly deletionProtection: boolean;
}

export interface AzureCacheProps {
  /** Such as `Balanced_B5`. A change replaces the cache. */
  readonly sku: string;
  /** A replica, in another zone where the region has zones. A change replaces the cache. */
  readonly highAvailability: boolean;
  /** `enterprise` shards behind one address; `none` is one shard, up to 25 GB. A change replaces the cache. */
  readonly clustering: 'none' | 'enterprise';
}

export interface AzureStorageProps {
  /** `premium` keeps blobs on SSDs. A change replaces the account. */
  readonly kind: 'premium' | 'standard';
  /** Copies in three zones, or in one. A change replaces the account. */
  readonly redundancy: 'zrs' | 'lrs';
  /** Days in which replaced and deleted objects can be brought back. */
  readonly retentionDays: number;
  /** Origins beyond the Braintrust UI's that may read and write from a browser. */
  readonly allowedOrigins: readonly string[];
  /** Reachable by signed URL from outside the network, such as from a browser; `authorizedRanges` narrow it. */
  readonly publicNetworkAccess: boolean;
}

export interface AzureClusterProps {
  /** A cluster that is there already; no cluster and no pools are made then. Default: - a cluster of the data plane. */
  readonly existing?: AzureExistingCluster;
  /** How Kubernetes versions follow by themselves. */
  readonly upgradeChannel: 'none' | 'patch' | 'stable' | 'rapid';
  /** Whether its API has a public address. A change replaces the cluster. */
  readonly access: 'private' | 'public';
  /** Availability zones of the nodes; none: Azure does not say where. A change moves nodes. */
  readonly zones: readonly string[];
  /** Object ids of Entra groups whose members administer the cluster. */
  readonly administrators: readonly string[];
  /** Two nodes of Kubernetes' own. */
  readonly system: { readonly instanceType: string };
  /** Nodes of everything but Brainstore. */
  readonly services: {
    readonly instanceType: string;
    readonly minNodes: number;
    readonly maxNodes: number;
  };
}

export interface AzureExistingCluster {
  readonly name: string;
  readonly resourceGroup: string;
  /** Where its nodes and load balancers are. */
  readonly nodeResourceGroup: string;
  /** Host of its API, without scheme. */
  readonly endpoint: string;
  /** Base64 PEM. */
  readonly caCertificate: string;
  /** URL of its OIDC issuer. */
  readonly oidcIssuer: string;
}

/** Nodes of one Brainstore role. */
export interface AzurePoolProps {
  /** Nodes in daily life; 0: no such pool. */
  readonly count: number;
  /** With local NVMe, such as `Standard_D32ds_v6`. A change replaces the nodes, pool by pool. */
  readonly instanceType: string;
  /** Room for an update, which starts new pods before it stops old ones. */
  readonly maxNodes: number;
}
