/**
 * What a profile fills in on Azure, beside `src/core/config/defaults.ts`: machines, volumes, networks, cluster, providers.
 * Both profiles meet every requirement as they are; production still wants a state container.
 */
import type { PartialConfig, Profile } from '../../config/schema.ts';
import { newestChartedRelease } from '../../releases/catalogue.ts';

export function azureDefaults(profile: Profile): PartialConfig {
  const own = byProfile[profile];
  return {
    ...always,
    ...own,
    cluster: { ...always.cluster, ...own.cluster },
  };
}

const always = {
  account: { deployers: [] },
  release: newestChartedRelease.version,
  network: {
    // A /21 of it for the nodes: 2,000, and every node's upgrade besides.
    cidr: '10.175.0.0/20',
    // An overlay: a /24 for each node. https://learn.microsoft.com/azure/aks/concepts-network-azure-cni-overlay
    podsCidr: '10.176.0.0/16',
    servicesCidr: '10.175.16.0/20',
  },
  cluster: {
    // The minor version before the newest, which Azure advises for production.
    // https://learn.microsoft.com/azure/aks/auto-upgrade-cluster
    upgradeChannel: 'stable',
    // Whoever deploys has to reach it, and local accounts are off: who comes in is Entra's decision.
    access: 'public',
    authorizedRanges: [],
    administrators: [],
  },
  workload: {
    enabled: true,
    namespace: 'braintrust',
    // https://github.com/braintrustdata/helm
    chart: 'oci://public.ecr.aws/braintrust/helm/braintrust',
  },
  alerts: { actionGroups: [] },
  terraform: {
    providers: {
      azurerm: '>= 4.55.0, < 5.0.0',
      random: '>= 3.7.2, < 4.0.0',
      kubernetes: '>= 2.38.0, < 3.0.0',
      helm: '>= 3.1.1, < 4.0.0',
    },
  },
} satisfies PartialConfig;

/** Only logs at first: its rules take prompts with code or SQL in them for attacks. */
const frontDoor = { enabled: true, firewall: 'detection' } as const;

const byProfile = {
  staging: {
    api: { replicas: 1, cpu: 1, memoryGib: 2, nodeMemoryPercent: 80, frontDoor },
    cluster: {
      zones: [],
      // 4 vCPUs at least: https://learn.microsoft.com/azure/aks/use-system-pools
      system: { instanceType: 'Standard_D4ds_v5' },
      // One pod of the API, and the one that follows it.
      services: { instanceType: 'Standard_D4s_v5', minNodes: 1, maxNodes: 3 },
    },
    postgres: {
      instanceType: 'GP_Standard_D2ds_v5',
      storage: { sizeGb: 128, tier: 'P30' },
      // The least that Azure keeps: https://learn.microsoft.com/azure/postgresql/backup-restore/concepts-backup-restore
      backupRetentionDays: 7,
    },
    redis: { version: '7.4', instanceType: 'Balanced_B1', clustering: 'none' },
    brainstore: {
      readers: { instanceType: 'Standard_D4pds_v6' },
      fastReaders: { instanceType: 'Standard_D4pds_v6' },
      writers: { instanceType: 'Standard_D4pds_v6' },
    },
    storage: { kind: 'standard', redundancy: 'lrs', publicNetworkAccess: false },
  },
  production: {
    api: { replicas: 4, cpu: 2, memoryGib: 8, nodeMemoryPercent: 80, frontDoor },
    cluster: {
      zones: ['1', '2', '3'],
      system: { instanceType: 'Standard_D4ds_v5' },
      // Two pods of the API fit on each: a node for each of three zones, and three more while a new release starts.
      services: { instanceType: 'Standard_D8s_v5', minNodes: 3, maxNodes: 6 },
    },
    postgres: {
      // 16 vCPUs, 64 GB and 25,600 IOPS of its own; with 8 vCPUs the machines that the provider takes stop at 12,800.
      // Below 8 TiB no volume gives 15,000. https://learn.microsoft.com/azure/postgresql/compute-storage/concepts-storage
      instanceType: 'GP_Standard_D16ds_v5',
      storage: { sizeGb: 8_192 },
    },
    redis: { version: '7.4', instanceType: 'Balanced_B5', clustering: 'none' },
    brainstore: {
      // The smallest ARM machine with 1,024 GB and 150,000 write IOPS. Container Storage has its driver for ARM:
      // https://github.com/Azure/local-csi-driver/pull/30
      readers: { instanceType: 'Standard_D32plds_v6' },
      fastReaders: { instanceType: 'Standard_D32plds_v6' },
      // The vendor's chart gives writers twice what readers have, which does not fit on the same machine.
      writers: { instanceType: 'Standard_D48plds_v6' },
    },
    // https://learn.microsoft.com/azure/storage/blobs/storage-blob-block-blob-premium
    storage: { kind: 'premium', redundancy: 'zrs', publicNetworkAccess: false },
  },
} satisfies Record<Profile, PartialConfig>;
