/** What a configuration says, in the words of the constructs. */

import type { PoolSize } from '../../../../modules/aws/brainstore/pools.ts';
import type { AwsDataPlaneProps } from '../../../../modules/aws/data-plane.ts';
import type { FunctionPackages } from '../../../../modules/aws/functions/package.ts';
import type { StateBackend } from '../../../../modules/core/data-plane-stack.ts';
import type { Config } from '../../config/schema.ts';
import type { Release } from '../../releases/catalogue.ts';
import type { Pinned } from '../cloud.ts';
import { awsCatalogue } from './catalogue.ts';
import { nodeTypeUnknown } from './errors.ts';
import { packageKeys } from './packages.ts';

export const stackName = 'data-plane';

/** `config` with its text escaped already. Throws kind `config` for a Brainstore machine without known disks. */
export function awsProps(config: Config, release: Release, pins: Pinned = {}): AwsDataPlaneProps {
  const { name, region, network, postgres, redis, storage, brainstore } = config;
  return {
    name,
    region,
    release: release.version,
    backend: backendOf(config),
    // Write-only arguments begin with 1.11. https://developer.hashicorp.com/terraform/language/manage-sensitive-data/write-only
    terraformVersion: '>= 1.11.0, < 2.0.0',
    providerVersion: config.terraform.providers.aws ?? '>= 5.100.0, < 7.0.0',
    // A year, as CKV_AWS_338 of https://www.checkov.io/5.Policy%20Index/terraform.html asks for.
    logRetentionDays: 365,
    tags: config.tags,
    ...defined({ accountId: config.account.id, encryptionKeyArn: config.encryption.kmsKeyArn }),
    network: {
      cidr: network.cidr,
      availabilityZones: network.availabilityZones,
      flowLogs: network.flowLogs,
      ...(network.quarantine.enabled ? { quarantineCidr: network.quarantine.cidr } : {}),
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
      instanceType: redis.instanceType,
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
      memoryMb: config.api.memoryMb,
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
      makeLogRole: config.api.accountLogRole,
      ...defined({ customDomain: config.api.customDomain }),
    },
    ...defined({ support: supportOf(config) }),
  };
}

function backendOf({ name, region, state }: Config): StateBackend {
  if (state.backend === 'local') return { type: 'local', path: `../state/${stackName}.tfstate` };
  return {
    type: 's3',
    bucket: state.bucket,
    // The configuration names a folder, for all stacks of a deployment.
    key: `${state.key ?? `bt-dataplane/${name}`}/${stackName}.tfstate`,
    region: state.region ?? region,
    ...defined({ kmsKeyArn: state.kmsKeyArn }),
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

function supportOf({ name, remoteSupport }: Config): AwsDataPlaneProps['support'] {
  const { logs, shell, externalId } = remoteSupport;
  return logs || shell ? { logs, shell, externalId: externalId ?? `bt:${name}` } : undefined;
}

function volumeOf({ postgres: { storage } }: Config) {
  const { type, sizeGb, maxSizeGb, iops, throughputMbps } = storage;
  return { type, sizeGb, maxSizeGb, ...defined({ iops, throughputMbps }) };
}

function telemetryOf({ telemetry }: Config): string {
  return Object.entries(telemetry)
    .flatMap(([kind, on]) => (on ? [kind] : []))
    .join(',');
}

function unlessNone(value: string): string | undefined {
  return value === 'none' ? undefined : value;
}

function poolOf(config: Config, pool: 'readers' | 'fastReaders' | 'writers'): PoolSize {
  const { count, instanceType } = config.brainstore[pool];
  const type = awsCatalogue.nodes.find(({ name }) => name === instanceType);
  // A pool without nodes is not made, so its machine decides nothing.
  if (count === 0) return { count, instanceType, architecture: type?.architecture ?? 'arm64', nvmeGb: 0 };
  if (!type?.nvmeGb) throw nodeTypeUnknown(`brainstore.${pool}.instanceType`, instanceType);
  return { count, instanceType, architecture: type.architecture, nvmeGb: type.nvmeGb };
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Leaves out the keys whose value is undefined. */
function defined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
}
