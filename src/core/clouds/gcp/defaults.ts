/**
 * What a profile fills in on Google Cloud, beside `src/core/config/defaults.ts`: machines, volumes, networks, cluster, providers.
 * Both profiles meet every requirement as they are; production still wants a state bucket.
 */
import type { PartialConfig, Profile } from '../../config/schema.ts';
import { newestChartedRelease } from '../../releases/catalogue.ts';

export function gcpDefaults(profile: Profile): PartialConfig {
  const own = byProfile[profile];
  return { ...always, ...own, cluster: { ...always.cluster, ...own.cluster } };
}

const always = {
  release: newestChartedRelease.version,
  network: {
    // Room for a thousand nodes and load balancers.
    cidr: '10.175.0.0/22',
    // A /24 for each node, as GKE gives it: https://cloud.google.com/kubernetes-engine/docs/concepts/alias-ips
    podsCidr: '10.176.0.0/16',
    servicesCidr: '10.175.16.0/20',
    // Google advises more than a /24, so that further services find room.
    // https://cloud.google.com/vpc/docs/configure-private-services-access
    privateServicesCidr: '10.175.32.0/20',
  },
  cluster: {
    // Nodes of each role's own, which the vendor's chart places best: Autopilot takes one family for all.
    mode: 'standard',
    releaseChannel: 'regular',
    // No address of the control plane is open, and no way into the network is needed.
    // https://cloud.google.com/kubernetes-engine/docs/concepts/network-isolation
    access: 'dns',
    authorizedRanges: [],
    zones: [],
    deletionProtection: true,
  },
  workload: {
    enabled: true,
    namespace: 'braintrust',
    // https://github.com/braintrustdata/helm
    chart: 'oci://public.ecr.aws/braintrust/helm/braintrust',
  },
  alerts: { notificationChannels: [] },
  terraform: {
    providers: {
      google: '>= 6.50.0, < 7.0.0',
      random: '>= 3.7.2, < 4.0.0',
      kubernetes: '>= 2.38.0, < 3.0.0',
      helm: '>= 3.1.1, < 4.0.0',
    },
  },
} satisfies PartialConfig;

const byProfile = {
  staging: {
    api: { replicas: 1, cpu: 1, memoryGib: 2, nodeMemoryPercent: 80 },
    // One pod of the API, and the one that follows it.
    cluster: { services: { instanceType: 'e2-standard-4', minNodes: 1, maxNodes: 3 } },
    postgres: {
      // The least that is required; machines of chosen size are of Enterprise alone.
      // https://cloud.google.com/sql/docs/postgres/editions-intro
      instanceType: 'db-custom-2-8192',
      edition: 'enterprise',
      storage: { type: 'pd-ssd', sizeGb: 100, maxSizeGb: 500 },
    },
    redis: { version: '7.2', memoryGb: 1 },
    brainstore: {
      readers: { instanceType: 'c4a-standard-4-lssd' },
      fastReaders: { instanceType: 'c4a-standard-4-lssd' },
      writers: { instanceType: 'c4a-standard-4-lssd' },
    },
  },
  production: {
    api: { replicas: 4, cpu: 2, memoryGib: 8, nodeMemoryPercent: 80 },
    // Three pods of the API fit on each: a node for each of three zones, and three more while a new release starts.
    cluster: { services: { instanceType: 'n2-standard-8', minNodes: 3, maxNodes: 6 } },
    postgres: {
      // 8 vCPUs, 64 GB and, with an SSD volume from 300 GB on, 15,000 IOPS: what is required, to the point.
      instanceType: 'db-perf-optimized-N-8',
      edition: 'enterprise-plus',
      storage: { type: 'pd-ssd', sizeGb: 1_000, maxSizeGb: 4_000 },
    },
    // One more than required: tier M2 begins there, which is faster than M1.
    // https://cloud.google.com/memorystore/docs/redis/pricing
    redis: { version: '7.2', memoryGb: 5 },
    brainstore: {
      // The smallest ARM machine with 16 vCPUs, 1,024 GB and 150,000 write IOPS.
      readers: { instanceType: 'c4a-standard-16-lssd' },
      fastReaders: { instanceType: 'c4a-standard-16-lssd' },
      // The vendor's chart gives writers twice what readers have.
      writers: { instanceType: 'c4a-standard-32-lssd' },
    },
  },
} satisfies Record<Profile, PartialConfig>;
