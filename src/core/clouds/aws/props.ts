/** What a configuration says, in the words of the constructs. */

import type { PoolSize } from '../../../../modules/aws/brainstore/pools.ts';
import type { AwsDataPlaneProps } from '../../../../modules/aws/data-plane.ts';
import type { FunctionPackages } from '../../../../modules/aws/functions/package.ts';
import type { Config } from '../../config/schema.ts';
import type { Release } from '../../releases/catalogue.ts';
import type { Pinned } from '../cloud.ts';
import { backendOf, defined, needed, telemetryOf, terraformVersion, unlessNone } from '../settings.ts';
import { awsCatalogue } from './catalogue.ts';
import { nodeTypeUnknown } from './errors.ts';
import { packageKeys } from './packages.ts';
import { kindOf } from './volumes.ts';

export const stackName = 'data-plane';

/** `config` with its text escaped already. Throws kind `config` for a Brainstore machine without known disks. */
export function awsProps(config: Config, release: Release, pins: Pinned = {}): AwsDataPlaneProps {
  const { name, region, network, postgres, redis, storage, brainstore } = config;
  return {
    name,
    region,
    release: release.version,
    backend: backendOf(config, stackName),
    terraformVersion,
    providerVersion: config.terraform.providers.aws ?? '>= 5.100.0, < 7.0.0',
    // A year, as CKV_AWS_338 of https://www.checkov.io/5.Policy%20Index/terraform.html asks for.
    logRetentionDays: 365,
    tags: config.tags,
    ...defined({ accountId: config.account.id, encryptionKeyArn: config.encryption.kmsKeyArn }),
    network: {
      cidr: network.cidr,
      availabilityZones: needed(network.availabilityZones, 'network.availabilityZones'),
      flowLogs: network.flowLogs,
      ...(network.quarantine?.enabled ? { quarantineCidr: network.quarantine.cidr } : {}),
    },
    secrets: { databaseRotation: postgres.rotation, ...licenseKeyOf(config) },
    database: {
      version: postgres.version,
      instanceType: postgres.instanceType,
      ...volumeOf(config),
      ...defined({
        memoryGib: awsCatalogue.databases.find((type) => type.name === postgres.instanceType)?.memoryGib,
      }),
      multiAz: postgres.multiAz,
      backupRetentionDays: postgres.backupRetentionDays,
      deletionProtection: postgres.deletionProtection,
    },
    cache: {
      version: redis.version,
      instanceType: needed(redis.instanceType, 'redis.instanceType'),
      replicas: redis.replicas,
      ...defined({ keyArn: redis.kmsKeyArn }),
    },
    storage: { retentionDays: storage.retentionDays, allowedOrigins: storage.allowedOrigins },
    services: {
      telemetry: telemetryOf(config),
      ...defined({
        walFooterVersion: unlessNone(brainstore.walFooterVersion),
        skipPostgresObjects: unlessNone(brainstore.noPostgres),
      }),
    },
    api: {
      organizationName: config.organization.name,
      allowedOrganizationIds: config.organization.allowedIds,
      allowedOrigins: config.api.allowedOrigins,
      memoryMb: needed(config.api.memoryMb, 'api.memoryMb'),
      // Each would be billed as if it always ran.
      warmInstances: 0,
      packages: packagesOf(release, pins),
    },
    brainstore: {
      imageTag: release.brainstoreTag,
      readers: poolOf(config, 'readers'),
      fastReaders: poolOf(config, 'fastReaders'),
      writers: poolOf(config, 'writers'),
      ...defined({ machineImage: brainstore.machineImage }),
    },
    ingress: {
      makeLogRole: needed(config.api.accountLogRole, 'api.accountLogRole'),
      ...defined({ customDomain: customDomainOf(config) }),
    },
    ...defined({ support: supportOf(config) }),
  };
}

function packagesOf(release: Release, pins: Pinned): FunctionPackages {
  const keys = packageKeys(pins);
  return keys === undefined ? { kind: 'pointer', tag: release.functionTag } : { kind: 'pinned', keys };
}

function licenseKeyOf({
  licenseKey,
}: Config): Pick<AwsDataPlaneProps['secrets'], 'licenseKeySecretArn' | 'licenseKeyRotation'> {
  return 'secretRef' in licenseKey
    ? { licenseKeySecretArn: licenseKey.secretRef }
    : { licenseKeyRotation: licenseKey.rotation ?? 1 };
}

function customDomainOf({ api: { customDomain } }: Config): AwsDataPlaneProps['ingress']['customDomain'] {
  if (customDomain === undefined) return undefined;
  const { name, certificateArn } = customDomain;
  return { name, certificateArn: needed(certificateArn, 'api.customDomain.certificateArn') };
}

function supportOf({ name, remoteSupport }: Config): AwsDataPlaneProps['support'] {
  const { logs, shell, externalId } = needed(remoteSupport, 'remoteSupport');
  return logs || shell ? { logs, shell, externalId: externalId ?? `bt:${name}` } : undefined;
}

function volumeOf({ postgres: { storage } }: Config) {
  const { type, sizeGb, maxSizeGb, iops, throughputMbps } = storage;
  return {
    type: kindOf(type),
    sizeGb,
    maxSizeGb: needed(maxSizeGb, 'postgres.storage.maxSizeGb'),
    ...defined({ iops, throughputMbps }),
  };
}

function poolOf(config: Config, pool: 'readers' | 'fastReaders' | 'writers'): PoolSize {
  const { count, instanceType } = config.brainstore[pool];
  const type = awsCatalogue.nodes.find(({ name }) => name === instanceType);
  // A pool without nodes is not made, so its machine decides nothing.
  if (count === 0) return { count, instanceType, architecture: type?.architecture ?? 'arm64', nvmeGb: 0 };
  if (!type?.nvmeGb) throw nodeTypeUnknown(`brainstore.${pool}.instanceType`, instanceType);
  return { count, instanceType, architecture: type.architecture, nvmeGb: type.nvmeGb };
}
