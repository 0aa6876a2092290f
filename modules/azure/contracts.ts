/** What the parts give each other. Strings may be terraform references. */
import type { DataResource, ITerraformDependable } from '../core/cdktf.ts';

/** Where everything goes, and what it carries. */
export interface AzurePlace {
  /** Name of the deployment, first part of most names. A change replaces everything. */
  readonly name: string;
  /** Id of the subscription. A change replaces everything. */
  readonly subscription: string;
  /** Such as `eastus2`. A change replaces everything. */
  readonly region: string;
  /** Name of the resource group. A change replaces everything. */
  readonly resourceGroup: string;
  /** On everything that can carry a tag. A change updates in place. */
  readonly tags: Readonly<Record<string, string>>;
}

export interface IAzureNetwork {
  /** ARM id of the virtual network. */
  readonly id: string;
  /** ARM ids of the subnets. */
  readonly nodesSubnetId: string;
  readonly endpointsSubnetId: string;
  /** Only with Front Door. */
  readonly linkSubnetId: string | undefined;
  /** How nodes find their way out. */
  readonly outboundType: 'userAssignedNATGateway' | 'userDefinedRouting';
  /** Address from which the data plane calls out; none where the network is not ours. */
  readonly egressAddress: string | undefined;
  /** The way out is there once these are: nodes without one do not start. */
  readonly wayOut: readonly ITerraformDependable[];
}

export interface IAzureCluster {
  readonly name: string;
  /** Host of its API, without scheme. */
  readonly endpoint: string;
  /** Base64 PEM. */
  readonly caCertificate: string;
  /** URL of its OIDC issuer. */
  readonly oidcIssuer: string;
  readonly nodeResourceGroup: string;
}

/** Where private endpoints are made. */
export interface IAzureEndpoints {
  readonly network: IAzureNetwork;
  /** ARM ids of private DNS zones that are linked to the network already, by what they are for. */
  readonly zones: Readonly<Partial<Record<'postgres' | 'redis' | 'blob' | 'vault', string>>>;
}

export interface IAzureVault {
  /** ARM id. */
  readonly id: string;
  readonly name: string;
  /** Whoever deploys may write secrets and keys once this is there. */
  readonly admitted: DataResource;
}

export interface IAzureKey {
  /** `https://V.vault.azure.net/keys/K`: whoever is given it follows each rotation. */
  readonly versionlessId: string;
  /** The same with the version that is good now, for those that take no other. */
  readonly currentId: string;
  /** ARM id of the identity that may use the key. */
  readonly identityId: string;
  /** ARM id of the disk encryption set, for disks of nodes. */
  readonly diskEncryptionSetId: string;
  /** The identity may use the key once this is there. Whatever is encrypted with it waits for that. */
  readonly granted: DataResource;
}
