/** Properties of the infrastructure as the two profiles have them, and the shapes of it that are tried out. */
import type { GcpInfraProps } from '../../../modules/gcp/infra.ts';
import type { GcpPoolProps } from '../../../modules/gcp/props.ts';

const none: GcpPoolProps = {
  count: 0,
  machineType: 'c4a-standard-8-lssd',
  architecture: 'arm64',
  localSsdCount: 2,
  bootDiskType: 'hyperdisk-balanced',
  maxNodes: 1,
};

export const staging: GcpInfraProps = {
  backend: { type: 'local', path: 'terraform.tfstate' },
  terraformVersion: '>= 1.11.0, < 2.0.0',
  name: 'braintrust',
  project: 'acme-data-plane',
  region: 'us-central1',
  release: '2.12.0',
  providerVersions: { google: '>= 6.50.0, < 7.0.0', random: '>= 3.7.2, < 4.0.0' },
  labels: { team: 'platform' },
  network: {
    cidr: '10.175.0.0/20',
    podsCidr: '10.176.0.0/16',
    servicesCidr: '10.177.0.0/20',
    privateServicesCidr: '10.178.0.0/20',
    flowLogs: false,
  },
  secrets: { databaseRotation: 1, licenseKeyRotation: 1 },
  database: {
    version: '17',
    tier: 'db-custom-2-8192',
    edition: 'ENTERPRISE',
    diskType: 'PD_SSD',
    diskSizeGb: 128,
    diskLimitGb: 500,
    highAvailability: false,
    backupRetentionDays: 7,
    deletionProtection: false,
  },
  cache: { version: '7.2', memoryGb: 1, replicas: 0 },
  storage: { retentionDays: 7, allowedOrigins: [] },
  cluster: {
    mode: 'standard',
    releaseChannel: 'REGULAR',
    access: 'dns',
    authorizedRanges: [],
    zones: [],
    services: { machineType: 'e2-standard-4', bootDiskType: 'pd-balanced', minNodes: 1, maxNodes: 3 },
    deletionProtection: false,
  },
  brainstore: { readers: { ...none, count: 1, maxNodes: 2 }, fastReaders: none, writers: none },
  workload: { namespace: 'braintrust' },
  alerts: { notificationChannels: [] },
};

const pool = (count: number, change: Partial<GcpPoolProps> = {}): GcpPoolProps => ({
  ...none,
  count,
  machineType: 'c4a-standard-16-lssd',
  localSsdCount: 4,
  maxNodes: 2 * count,
  ...change,
});

export const production: GcpInfraProps = {
  ...staging,
  network: { ...staging.network, flowLogs: true },
  database: {
    ...staging.database,
    tier: 'db-perf-optimized-N-8',
    edition: 'ENTERPRISE_PLUS',
    diskSizeGb: 1000,
    diskLimitGb: 4000,
    highAvailability: true,
    backupRetentionDays: 14,
    deletionProtection: true,
  },
  cache: { ...staging.cache, memoryGb: 5, replicas: 1 },
  cluster: {
    ...staging.cluster,
    zones: ['us-central1-a', 'us-central1-b', 'us-central1-c'],
    services: { machineType: 'n4-standard-8', bootDiskType: 'hyperdisk-balanced', minNodes: 3, maxNodes: 9 },
    deletionProtection: true,
  },
  brainstore: { readers: pool(2), fastReaders: pool(2), writers: pool(1) },
  ingress: { host: 'braintrust.acme.example' },
  alerts: { notificationChannels: ['projects/acme-data-plane/notificationChannels/1234567890'] },
};

const existingNetwork = {
  network: 'projects/acme-net/global/networks/shared',
  subnetwork: 'projects/acme-net/regions/us-central1/subnetworks/apps',
  privateServiceAccess: true,
} as const;

const existingCluster = {
  name: 'apps',
  location: 'us-central1-a',
  endpoint: '10.0.0.2',
  caCertificate: 'LS0tLS1CRUdJTg==',
} as const;

function cluster(change: Partial<GcpInfraProps['cluster']>): GcpInfraProps {
  return { ...production, cluster: { ...production.cluster, ...change } };
}

function machines(change: Partial<GcpPoolProps>): GcpInfraProps['brainstore'] {
  return { readers: pool(2, change), fastReaders: pool(2, change), writers: pool(1, change) };
}

const everywhere = ['europe-west4', 'me-central2'] as const;

/** What must be valid, whatever the choice. */
export const shapes: Readonly<Record<string, GcpInfraProps>> = {
  staging,
  production,
  autopilot: cluster({ mode: 'autopilot', zones: [] }),
  'control plane inside the network only': cluster({
    access: 'private',
    authorizedRanges: ['10.0.0.0/8'],
    controlPlaneCidr: '172.16.0.0/28',
  }),
  'public control plane': cluster({
    access: 'public',
    authorizedRanges: ['192.0.2.0/24', '198.51.100.7/32'],
  }),
  'existing network': { ...production, network: { ...production.network, existing: existingNetwork } },
  'existing network with ranges and without private services': {
    ...production,
    network: {
      ...production.network,
      existing: {
        ...existingNetwork,
        podsRange: 'pods',
        servicesRange: 'services',
        privateServiceAccess: false,
      },
    },
  },
  'existing cluster': cluster({ existing: existingCluster }),
  'existing network and cluster': {
    ...cluster({ existing: existingCluster }),
    network: { ...production.network, existing: existingNetwork },
  },
  'existing key': {
    ...production,
    existingKey: 'projects/acme-keys/locations/us-central1/keyRings/ring/cryptoKeys/key',
  },
  'existing licence key': {
    ...production,
    secrets: {
      databaseRotation: 3,
      licenseKeyRotation: 1,
      licenseKeySecret: 'projects/acme/secrets/licence',
    },
  },
  'internal only': (({ ingress: _, ...rest }) => rest)(production),
  'records in a zone': {
    ...production,
    ingress: { host: 'braintrust.acme.example', dnsZone: 'acme-example' },
  },
  'records in a zone of another project': {
    ...production,
    ingress: { host: 'braintrust.acme.example', dnsZone: 'projects/acme-dns/managedZones/acme-example' },
  },
  'shortest name': { ...production, name: 'a' },
  'longest name': { ...production, name: 'braintrust-prod-eu' },
  'name with digits': { ...production, name: 'b2-3' },
  'origins from anywhere': { ...production, storage: { retentionDays: 30, allowedOrigins: ['null', '*'] } },
  'smallest machines': {
    ...staging,
    database: {
      ...staging.database,
      tier: 'db-custom-1-3840',
      diskSizeGb: 10,
      diskLimitGb: 0,
      version: '15',
    },
    cluster: {
      ...staging.cluster,
      services: { machineType: 'e2-medium', bootDiskType: 'pd-balanced', minNodes: 1, maxNodes: 1 },
    },
  },
  'largest machines': {
    ...production,
    database: {
      ...production.database,
      tier: 'db-perf-optimized-N-128',
      diskSizeGb: 65536,
      diskLimitGb: 65536,
      backupRetentionDays: 35,
      version: '18',
    },
    cache: { ...production.cache, memoryGb: 300 },
    brainstore: machines({
      machineType: 'z3-highmem-88-highlssd',
      architecture: 'x86_64',
      localSsdCount: 12,
    }),
  },
  'hyperdisk database': {
    ...production,
    database: { ...production.database, tier: 'db-c4a-highmem-8', diskType: 'HYPERDISK_BALANCED' },
  },
  'x86 nodes': {
    ...production,
    brainstore: machines({ machineType: 'c4-standard-24-lssd', architecture: 'x86_64' }),
  },
  'no labels': { ...production, labels: {} },
  ...Object.fromEntries(
    everywhere.map((region) => [
      region,
      { ...production, region, cluster: { ...production.cluster, zones: [`${region}-a`, `${region}-b`] } },
    ]),
  ),
};
