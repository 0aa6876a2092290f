/** Properties of the infrastructure as the two profiles have them, and the shapes of it that are tried out. */
import type { AzureInfraProps, AzurePoolProps } from '../../../modules/azure/props.ts';

const subscription = '11111111-2222-3333-4444-555555555555';
const tenant = '66666666-7777-8888-9999-000000000000';
const deployer = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee';

const none: AzurePoolProps = { count: 0, instanceType: 'Standard_D8ds_v6', maxNodes: 1 };

export const staging: AzureInfraProps = {
  backend: { type: 'local', path: 'terraform.tfstate' },
  terraformVersion: '>= 1.11.0, < 2.0.0',
  name: 'braintrust',
  subscription,
  tenant,
  region: 'eastus2',
  release: '2.12.0',
  providerVersions: { azurerm: '>= 4.55.0, < 5.0.0', random: '>= 3.7.2, < 4.0.0' },
  tags: { team: 'platform' },
  deployers: [],
  network: {
    cidr: '10.175.0.0/20',
    podsCidr: '10.176.0.0/16',
    servicesCidr: '10.175.16.0/20',
    flowLogs: false,
    frontDoor: false,
  },
  secrets: { databaseRotation: 1, licenseKeyRotation: 1 },
  database: {
    version: '17',
    sku: 'GP_Standard_D2ds_v5',
    storageGib: 128,
    storageTier: 'P30',
    highAvailability: false,
    backupRetentionDays: 7,
    deletionProtection: false,
  },
  cache: { sku: 'Balanced_B1', highAvailability: false, clustering: 'none' },
  storage: {
    kind: 'standard',
    redundancy: 'lrs',
    retentionDays: 7,
    allowedOrigins: [],
    publicNetworkAccess: false,
  },
  authorizedRanges: [],
  cluster: {
    upgradeChannel: 'stable',
    access: 'public',
    zones: [],
    administrators: [],
    system: { instanceType: 'Standard_D2ds_v5' },
    services: { instanceType: 'Standard_D4s_v5', minNodes: 1, maxNodes: 3 },
  },
  brainstore: { readers: { ...none, count: 1, maxNodes: 2 }, fastReaders: none, writers: none },
  workload: { namespace: 'braintrust' },
  alerts: { actionGroups: [] },
};

const pool = (count: number, change: Partial<AzurePoolProps> = {}): AzurePoolProps => ({
  instanceType: 'Standard_D32ds_v6',
  count,
  maxNodes: 2 * count,
  ...change,
});

export const production: AzureInfraProps = {
  ...staging,
  deployers: [deployer],
  network: { ...staging.network, flowLogs: true, frontDoor: true },
  database: {
    ...staging.database,
    sku: 'MO_Standard_E16ds_v5',
    storageGib: 8192,
    storageTier: 'P60',
    highAvailability: true,
    backupRetentionDays: 14,
    deletionProtection: true,
  },
  cache: { sku: 'Balanced_B5', highAvailability: true, clustering: 'none' },
  storage: { ...staging.storage, kind: 'premium', redundancy: 'zrs' },
  cluster: {
    ...staging.cluster,
    zones: ['1', '2', '3'],
    services: { instanceType: 'Standard_D8s_v5', minNodes: 3, maxNodes: 6 },
  },
  brainstore: {
    readers: pool(2),
    fastReaders: pool(2),
    writers: pool(1, { instanceType: 'Standard_D48ds_v6' }),
  },
  alerts: {
    actionGroups: [
      `/subscriptions/${subscription}/resourceGroups/acme/providers/Microsoft.Insights/actionGroups/pager`,
    ],
  },
};

const shared = `/subscriptions/${subscription}/resourceGroups/acme-net/providers/Microsoft.Network`;

const existingNetwork = {
  vnet: `${shared}/virtualNetworks/shared`,
  nodesSubnet: 'apps',
  endpointsSubnet: 'endpoints',
  linkSubnet: 'links',
  wayOut: 'nat-gateway',
  privateDnsZones: {},
} as const;

const zones = {
  postgres: `${shared}/privateDnsZones/privatelink.postgres.database.azure.com`,
  redis: `${shared}/privateDnsZones/privatelink.redis.azure.net`,
  blob: `${shared}/privateDnsZones/privatelink.blob.core.windows.net`,
  vault: `${shared}/privateDnsZones/privatelink.vaultcore.azure.net`,
} as const;

const existingCluster = {
  name: 'apps',
  resourceGroup: 'acme-apps',
  nodeResourceGroup: 'MC_acme-apps_apps_eastus2',
  endpoint: 'apps-1a2b3c4d.hcp.eastus2.azmk8s.io',
  caCertificate: 'LS0tLS1CRUdJTg==',
  oidcIssuer: `https://eastus2.oic.prod-aks.azure.com/${tenant}/${deployer}/`,
} as const;

const vault = `/subscriptions/${subscription}/resourceGroups/acme-keys/providers/Microsoft.KeyVault/vaults/acme`;

/** What must be valid, whatever the choice. */
export const shapes: Readonly<Record<string, AzureInfraProps>> = {
  staging,
  production,
  'private cluster': { ...production, cluster: { ...production.cluster, access: 'private' } },
  'from some ranges only': {
    ...production,
    authorizedRanges: ['192.0.2.0/24', '198.51.100.7/32', '203.0.113.6/31', '10.0.0.0/8'],
    storage: { ...production.storage, publicNetworkAccess: true },
  },
  'existing resource group': { ...production, existingResourceGroup: 'acme-data-plane' },
  'existing network': { ...production, network: { ...production.network, existing: existingNetwork } },
  'existing network with zones': {
    ...production,
    network: { ...production.network, existing: { ...existingNetwork, privateDnsZones: zones } },
  },
  'existing cluster': { ...production, cluster: { ...production.cluster, existing: existingCluster } },
  'existing network and cluster': {
    ...production,
    network: { ...production.network, existing: existingNetwork },
    cluster: { ...production.cluster, existing: existingCluster },
  },
  'existing key': { ...production, existingKey: `${vault}/keys/data` },
  'existing licence key': {
    ...production,
    secrets: { databaseRotation: 3, licenseKeyRotation: 1, licenseKeySecret: `${vault}/secrets/licence` },
  },
  'internal only': { ...production, network: { ...production.network, frontDoor: false } },
  'shortest name': { ...production, name: 'a' },
  'longest name': { ...production, name: 'braintrust-prod-eu' },
  'name with two dashes': { ...production, name: 'b2--3' },
  'origins from anywhere': {
    ...production,
    storage: { ...production.storage, publicNetworkAccess: true, allowedOrigins: ['null', '*'] },
  },
  'cache with shards': { ...production, cache: { ...production.cache, clustering: 'enterprise' } },
  'smallest machines': {
    ...staging,
    database: {
      ...staging.database,
      sku: 'B_Standard_B1ms',
      storageGib: 32,
      storageTier: 'P4',
      version: '15',
    },
    cache: { ...staging.cache, sku: 'Balanced_B0' },
  },
  'largest machines': {
    ...production,
    database: {
      ...production.database,
      sku: 'MO_Standard_E96ds_v5',
      storageGib: 16384,
      storageTier: 'P80',
      backupRetentionDays: 35,
      version: '18',
    },
    cache: { ...production.cache, sku: 'MemoryOptimized_M2000', clustering: 'enterprise' },
    storage: { ...production.storage, retentionDays: 365 },
    brainstore: {
      readers: pool(20, { instanceType: 'Standard_L80s_v3' }),
      fastReaders: pool(20, { instanceType: 'Standard_L80s_v3' }),
      writers: pool(10, { instanceType: 'Standard_L80s_v3' }),
    },
  },
  'several deployers': { ...production, deployers: [deployer, tenant, deployer] },
  'no tags': { ...production, tags: {} },
  ...Object.fromEntries(['westeurope', 'uksouth'].map((region) => [region, { ...production, region }])),
};
