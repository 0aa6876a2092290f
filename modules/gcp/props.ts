/** What the infrastructure of a data plane on Google Cloud is made from. */
import type { DataPlaneStackProps } from '../core/data-plane-stack.ts';

export interface GcpInfraProps extends DataPlaneStackProps {
  /** Name of the deployment, `^[a-z]([a-z0-9-]*[a-z0-9])?$`, at most 18 characters. A change replaces everything. */
  readonly name: string;
  /** Id of the project. A change replaces everything. */
  readonly project: string;
  /** Such as `us-central1`. A change replaces everything. */
  readonly region: string;
  /** Version that is deployed, such as `2.12.0`; an output. */
  readonly release: string;
  /** Ranges of provider versions, such as `>= 6.50.0, < 7.0.0`. */
  readonly providerVersions: { readonly google: string; readonly random: string };
  /** On everything that can carry a label, beside our own `braintrust-deployment`. A change updates in place. */
  readonly labels: Readonly<Record<string, string>>;
  readonly network: GcpNetworkProps;
  /** `projects/…/locations/…/keyRings/…/cryptoKeys/…`. Default: - a key of the data plane. A change replaces what holds data. */
  readonly existingKey?: string;
  readonly secrets: GcpSecretsProps;
  readonly database: GcpDatabaseProps;
  readonly cache: GcpCacheProps;
  readonly storage: GcpStorageProps;
  readonly cluster: GcpClusterProps;
  readonly brainstore: Readonly<Record<BrainstorePool, GcpPoolProps>>;
  readonly workload: {
    /** Namespace of the Kubernetes service accounts that may act as the Google ones. */
    readonly namespace: string;
  };
  /** Managed TLS for the API. Default: - reachable from inside the network only. */
  readonly ingress?: GcpIngressProps;
  readonly alerts: {
    /** `projects/P/notificationChannels/N`; none: alerts are only shown. */
    readonly notificationChannels: readonly string[];
  };
}

export type BrainstorePool = 'readers' | 'fastReaders' | 'writers';

export interface GcpNetworkProps {
  /** A network that is there already; of the ranges below `cidr` is then not used, the others where it has none. Default: - a network of the data plane. */
  readonly existing?: GcpExistingNetwork;
  /** Range of nodes. A change replaces the subnetwork and what is in it. */
  readonly cidr: string;
  /** Range of pods, each node takes a /24 of it. A change replaces the cluster. */
  readonly podsCidr: string;
  /** Range of Kubernetes services. A change replaces the cluster. */
  readonly servicesCidr: string;
  /** Range that Google's own networks with database and cache are given, a /24 or larger. A change replaces both. */
  readonly privateServicesCidr: string;
  /** Records the traffic of the subnetwork. */
  readonly flowLogs: boolean;
}

export interface GcpExistingNetwork {
  /** `projects/P/global/networks/N`. */
  readonly network: string;
  /** `projects/P/regions/R/subnetworks/S`. */
  readonly subnetwork: string;
  /** Names of secondary ranges of the subnetwork. Default: - GKE adds `podsCidr` and `servicesCidr` to it. */
  readonly podsRange?: string;
  readonly servicesRange?: string;
  /** The network is peered with Google's services already; then no peering is made. */
  readonly privateServiceAccess: boolean;
}

export interface GcpSecretsProps {
  /** Raise by one to give the database a new password; from 1. */
  readonly databaseRotation: number;
  /** An existing secret with the licence key: its id, or `projects/P/secrets/S`. Default: - one of ours, from `license_key`. */
  readonly licenseKeySecret?: string;
  /** Raise by one to store what `license_key` holds now; from 1. */
  readonly licenseKeyRotation: number;
}

export interface GcpDatabaseProps {
  /** Major version, such as `17`. A higher one upgrades in place, with downtime. */
  readonly version: string;
  /** Such as `db-perf-optimized-N-8` or `db-custom-2-8192`. A change restarts the database. */
  readonly tier: string;
  /** Which tiers there are depends on it. A change restarts the database. */
  readonly edition: 'ENTERPRISE' | 'ENTERPRISE_PLUS';
  /** A change replaces the database. */
  readonly diskType: 'PD_SSD' | 'HYPERDISK_BALANCED';
  /** First size; it grows by itself and never shrinks. */
  readonly diskSizeGb: number;
  /** Where growth ends; 0 for the machine's own limit. */
  readonly diskLimitGb: number;
  /** A standby in another zone. A change restarts the database. */
  readonly highAvailability: boolean;
  /** Daily backups, and days of write-ahead log, that are kept; 1 to 35 (write-ahead log 7 in ENTERPRISE). */
  readonly backupRetentionDays: number;
  /** Terraform and Cloud SQL both refuse to delete it. */
  readonly deletionProtection: boolean;
}

export interface GcpCacheProps {
  /** Such as `7.2`. A higher one upgrades in place. */
  readonly version: string;
  /** GB, 1 to 300. A change resizes in place, with a failover. */
  readonly memoryGb: number;
  /** 1 is a standby in another zone. A change replaces the cache. */
  readonly replicas: 0 | 1;
}

export interface GcpStorageProps {
  /** Days in which replaced and deleted objects can be brought back. */
  readonly retentionDays: number;
  /**
   * Origins beyond the Braintrust UI's that may read and write from a browser; `null` for pages that a redirect made
   * anonymous, `*` for any.
   */
  readonly allowedOrigins: readonly string[];
}

export interface GcpClusterProps {
  /** A cluster that is there already; no cluster and no pools are made then. Default: - a cluster of the data plane. */
  readonly existing?: GcpExistingCluster;
  /** Standard has pools of ours; Autopilot makes nodes as pods ask for them. A change replaces the cluster. */
  readonly mode: 'standard' | 'autopilot';
  readonly releaseChannel: 'RAPID' | 'REGULAR' | 'STABLE';
  /** How the control plane is reached: by its DNS name and IAM, from inside the network, or by public address. */
  readonly access: 'dns' | 'private' | 'public';
  /** Ranges that may call the control plane's addresses, beside the cluster's own network. */
  readonly authorizedRanges: readonly string[];
  /** Zones of a Standard cluster's nodes; none: three that Google picks. A change moves nodes. */
  readonly zones: readonly string[];
  /** A /28 for the control plane. Default: - an address in the subnetwork. A change replaces the cluster. */
  readonly controlPlaneCidr?: string;
  /** Nodes of everything but Brainstore; each figure is for the whole region. */
  readonly services: {
    readonly machineType: string;
    /** Such as `pd-balanced`; series such as n4 take Hyperdisk alone. */
    readonly bootDiskType: string;
    readonly minNodes: number;
    readonly maxNodes: number;
  };
  readonly deletionProtection: boolean;
}

export interface GcpExistingCluster {
  readonly name: string;
  readonly location: string;
  /** Host of the control plane, without scheme. */
  readonly endpoint: string;
  /** Base64 PEM. Default: - an authority that everybody knows, as the DNS endpoint has it. */
  readonly caCertificate?: string;
}

/** Nodes of one Brainstore role. Counts are for the whole region. */
export interface GcpPoolProps {
  /** Nodes in daily life; 0: no such pool. */
  readonly count: number;
  /**
   * With Local SSD, such as `c4a-standard-16-lssd`. A change replaces the nodes one by one; where the new type has another
   * number of Local SSDs, the whole pool at once, and its role is down for some minutes.
   */
  readonly machineType: string;
  readonly architecture: 'arm64' | 'x86_64';
  /** Local SSDs of the machine type. A change replaces the pool. */
  readonly localSsdCount: number;
  /** Such as `hyperdisk-balanced`. */
  readonly bootDiskType: string;
  /** Room for an update, which starts new pods before it stops old ones. */
  readonly maxNodes: number;
}

export interface GcpIngressProps {
  /** Name that the API is called by. A change makes a new certificate. */
  readonly host: string;
  /** `projects/P/managedZones/Z`, or a zone of the project. Default: - records are made by hand, outputs name them. */
  readonly dnsZone?: string;
}
