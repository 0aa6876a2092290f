/** What a configuration says of the infrastructure, in the words of the constructs. */
import type { BrainstorePool, GcpInfraProps } from '../../../../modules/gcp/props.ts';
import type { Config } from '../../config/schema.ts';
import type { Release } from '../../releases/catalogue.ts';
import { backendOf, defined, needed, terraformVersion } from '../settings.ts';
import { bootDiskOf } from './compute.ts';
import { nodeOf } from './nodes.ts';

export const infraStack = 'infra';

const editions = { enterprise: 'ENTERPRISE', 'enterprise-plus': 'ENTERPRISE_PLUS' } as const;
const releaseChannels = { rapid: 'RAPID', regular: 'REGULAR', stable: 'STABLE' } as const;

/** `config` with its text escaped already. Throws kind `config` for a Brainstore machine without known disks. */
export function infraProps(config: Config, release: Release): GcpInfraProps {
  const { name, region, network, postgres, redis, storage, terraform } = config;
  const workload = needed(config.workload, 'workload');
  return {
    name,
    project: needed(config.account.project, 'account.project'),
    region,
    release: release.version,
    backend: backendOf(config, infraStack),
    terraformVersion,
    providerVersions: {
      google: needed(terraform.providers.google, 'terraform.providers.google'),
      random: needed(terraform.providers.random, 'terraform.providers.random'),
    },
    labels: config.tags,
    network: {
      cidr: network.cidr,
      podsCidr: needed(network.podsCidr, 'network.podsCidr'),
      servicesCidr: needed(network.servicesCidr, 'network.servicesCidr'),
      privateServicesCidr: needed(network.privateServicesCidr, 'network.privateServicesCidr'),
      flowLogs: network.flowLogs,
      ...defined({ existing: existingNetwork(config) }),
    },
    ...defined({ existingKey: config.encryption.kmsKeyName, ingress: ingressOf(config) }),
    secrets: { databaseRotation: postgres.rotation, ...licenseKeyOf(config) },
    database: {
      version: postgres.version,
      tier: postgres.instanceType,
      edition: editions[needed(postgres.edition, 'postgres.edition')],
      diskType: postgres.storage.type === 'hyperdisk-balanced' ? 'HYPERDISK_BALANCED' : 'PD_SSD',
      diskSizeGb: postgres.storage.sizeGb,
      diskLimitGb: needed(postgres.storage.maxSizeGb, 'postgres.storage.maxSizeGb'),
      highAvailability: postgres.multiAz,
      backupRetentionDays: postgres.backupRetentionDays,
      deletionProtection: postgres.deletionProtection,
    },
    cache: {
      version: redis.version,
      memoryGb: needed(redis.memoryGb, 'redis.memoryGb'),
      replicas: redis.replicas === 0 ? 0 : 1,
    },
    storage: { retentionDays: storage.retentionDays, allowedOrigins: storage.allowedOrigins },
    cluster: clusterOf(config),
    brainstore: {
      readers: poolOf(config, 'readers'),
      fastReaders: poolOf(config, 'fastReaders'),
      writers: poolOf(config, 'writers'),
    },
    workload: { namespace: workload.namespace },
    alerts: {
      notificationChannels: needed(config.alerts?.notificationChannels, 'alerts.notificationChannels'),
    },
  };
}

function existingNetwork({ network: { existing } }: Config): GcpInfraProps['network']['existing'] {
  if (existing === undefined) return undefined;
  const { podsRange, servicesRange, privateServiceAccess = false } = existing;
  return {
    network: needed(existing.network, 'network.existing.network'),
    subnetwork: needed(existing.subnetwork, 'network.existing.subnetwork'),
    privateServiceAccess,
    ...defined({ podsRange, servicesRange }),
  };
}

function ingressOf({ api: { customDomain } }: Config): GcpInfraProps['ingress'] {
  if (customDomain === undefined) return undefined;
  return { host: customDomain.name, ...defined({ dnsZone: customDomain.dnsZone }) };
}

function licenseKeyOf({ licenseKey }: Config): Omit<GcpInfraProps['secrets'], 'databaseRotation'> {
  return 'secretRef' in licenseKey
    ? { licenseKeySecret: licenseKey.secretRef, licenseKeyRotation: 1 }
    : { licenseKeyRotation: licenseKey.rotation ?? 1 };
}

function clusterOf(config: Config): GcpInfraProps['cluster'] {
  const cluster = needed(config.cluster, 'cluster');
  const { existing, services } = cluster;
  return {
    mode: needed(cluster.mode, 'cluster.mode'),
    releaseChannel: releaseChannels[needed(cluster.releaseChannel, 'cluster.releaseChannel')],
    access: cluster.access,
    authorizedRanges: cluster.authorizedRanges,
    zones: cluster.zones,
    services: {
      machineType: services.instanceType,
      bootDiskType: bootDiskOf(services.instanceType),
      minNodes: services.minNodes,
      maxNodes: services.maxNodes,
    },
    deletionProtection: needed(cluster.deletionProtection, 'cluster.deletionProtection'),
    ...defined({ controlPlaneCidr: cluster.controlPlaneCidr }),
    ...(existing === undefined
      ? {}
      : {
          existing: {
            name: existing.name,
            location: needed(existing.location, 'cluster.existing.location'),
            endpoint: existing.endpoint,
            ...defined({ caCertificate: existing.caCertificate }),
          },
        }),
  };
}

function poolOf(config: Config, pool: BrainstorePool): GcpInfraProps['brainstore'][BrainstorePool] {
  const { count, instanceType, maxNodes } = config.brainstore[pool];
  const { architecture, localSsdCount, bootDiskType } = nodeOf(config, pool);
  return {
    count,
    machineType: instanceType,
    architecture,
    localSsdCount,
    bootDiskType,
    // The chart starts all new pods before it stops the old ones, each on a node of its own.
    maxNodes: maxNodes ?? 2 * count,
  };
}
