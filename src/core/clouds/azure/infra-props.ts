/** What a configuration says of the infrastructure, in the words of the constructs. */
import type { AzureInfraProps, BrainstorePool } from '../../../../modules/azure/props.ts';
import type { Config } from '../../config/schema.ts';
import type { Release } from '../../releases/catalogue.ts';
import { backendOf, defined, needed, terraformVersion } from '../settings.ts';
import { storageTierOf } from './volumes.ts';

export const infraStack = 'infra';

/** `config` with its text escaped already. */
export function infraProps(config: Config, release: Release): AzureInfraProps {
  const { account, api, name, region, network, postgres, redis, terraform } = config;
  const cluster = needed(config.cluster, 'cluster');
  const workload = needed(config.workload, 'workload');
  return {
    name,
    subscription: needed(account.subscription, 'account.subscription'),
    tenant: needed(account.tenant, 'account.tenant'),
    region,
    release: release.version,
    backend: backendOf(config, infraStack),
    terraformVersion,
    providerVersions: {
      azurerm: needed(terraform.providers.azurerm, 'terraform.providers.azurerm'),
      random: needed(terraform.providers.random, 'terraform.providers.random'),
    },
    tags: config.tags,
    ...defined({
      existingResourceGroup: account.resourceGroup,
      existingKey: config.encryption.keyVaultKey,
    }),
    deployers: needed(account.deployers, 'account.deployers'),
    network: {
      cidr: network.cidr,
      podsCidr: needed(network.podsCidr, 'network.podsCidr'),
      servicesCidr: needed(network.servicesCidr, 'network.servicesCidr'),
      flowLogs: network.flowLogs,
      frontDoor: needed(api.frontDoor, 'api.frontDoor').enabled,
      ...defined({ existing: existingNetwork(config) }),
    },
    secrets: { databaseRotation: postgres.rotation, ...licenseKeyOf(config) },
    database: {
      version: postgres.version,
      sku: postgres.instanceType,
      storageGib: postgres.storage.sizeGb,
      storageTier: storageTierOf(postgres.storage.sizeGb, postgres.storage.tier),
      highAvailability: postgres.multiAz,
      backupRetentionDays: postgres.backupRetentionDays,
      deletionProtection: postgres.deletionProtection,
    },
    cache: {
      sku: needed(redis.instanceType, 'redis.instanceType'),
      highAvailability: redis.replicas > 0,
      clustering: needed(redis.clustering, 'redis.clustering'),
    },
    storage: storageOf(config),
    authorizedRanges: cluster.authorizedRanges,
    cluster: clusterOf(config),
    brainstore: {
      readers: poolOf(config, 'readers'),
      fastReaders: poolOf(config, 'fastReaders'),
      writers: poolOf(config, 'writers'),
    },
    workload: { namespace: workload.namespace },
    alerts: { actionGroups: needed(config.alerts?.actionGroups, 'alerts.actionGroups') },
  };
}

function existingNetwork({ network: { existing } }: Config): AzureInfraProps['network']['existing'] {
  if (existing === undefined) return undefined;
  return {
    vnet: needed(existing.vnet, 'network.existing.vnet'),
    nodesSubnet: needed(existing.nodesSubnet, 'network.existing.nodesSubnet'),
    endpointsSubnet: needed(existing.endpointsSubnet, 'network.existing.endpointsSubnet'),
    wayOut: existing.wayOut ?? 'nat-gateway',
    privateDnsZones: defined(existing.privateDnsZones ?? {}),
    ...defined({ linkSubnet: existing.linkSubnet }),
  };
}

function licenseKeyOf({ licenseKey }: Config): Omit<AzureInfraProps['secrets'], 'databaseRotation'> {
  return {
    licenseKeyRotation: licenseKey.rotation ?? 1,
    ...('secretRef' in licenseKey ? { licenseKeySecret: licenseKey.secretRef } : {}),
  };
}

function storageOf({ storage }: Config): AzureInfraProps['storage'] {
  return {
    kind: needed(storage.kind, 'storage.kind'),
    redundancy: needed(storage.redundancy, 'storage.redundancy'),
    retentionDays: storage.retentionDays,
    allowedOrigins: storage.allowedOrigins,
    publicNetworkAccess: needed(storage.publicNetworkAccess, 'storage.publicNetworkAccess'),
  };
}

function clusterOf(config: Config): AzureInfraProps['cluster'] {
  const cluster = needed(config.cluster, 'cluster');
  return {
    upgradeChannel: needed(cluster.upgradeChannel, 'cluster.upgradeChannel'),
    // The rules let no other through.
    access: cluster.access === 'private' ? 'private' : 'public',
    zones: cluster.zones,
    administrators: needed(cluster.administrators, 'cluster.administrators'),
    system: needed(cluster.system, 'cluster.system'),
    services: cluster.services,
    ...defined({ existing: existingCluster(config) }),
  };
}

function existingCluster({ cluster }: Config): AzureInfraProps['cluster']['existing'] {
  const existing = cluster?.existing;
  if (existing === undefined) return undefined;
  const { name, endpoint } = existing;
  return {
    name,
    endpoint,
    resourceGroup: needed(existing.resourceGroup, 'cluster.existing.resourceGroup'),
    nodeResourceGroup: needed(existing.nodeResourceGroup, 'cluster.existing.nodeResourceGroup'),
    caCertificate: needed(existing.caCertificate, 'cluster.existing.caCertificate'),
    oidcIssuer: needed(existing.oidcIssuer, 'cluster.existing.oidcIssuer'),
  };
}

function poolOf(config: Config, pool: BrainstorePool): AzureInfraProps['brainstore'][BrainstorePool] {
  const { count, instanceType, maxNodes } = config.brainstore[pool];
  // The chart starts all new pods before it stops the old ones, each on a node of its own.
  return { count, instanceType, maxNodes: maxNodes ?? 2 * count };
}
