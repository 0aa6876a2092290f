/** From a configuration to the stacks of AWS. The one place where text that a person wrote becomes part of a terraform file. */
import type { AwsDataPlaneProps } from '../../../../modules/aws/data-plane.ts';
import type { StateBackend } from '../../../../modules/core/data-plane-stack.ts';
import type { RenderedStack } from '../../../../modules/core/render.ts';
import { escapeTemplates } from '../../../../modules/core/user-text.ts';
import type { Config } from '../../config/schema.ts';
import type { RenderContext } from '../cloud.ts';
import { refuseReservedText } from './reserved-text.ts';

const stackName = 'data-plane';

/** One stack, `data-plane`. */
export async function renderAws(config: Config, context: RenderContext): Promise<readonly RenderedStack[]> {
  const [{ AwsDataPlane }, { renderStack }] = await Promise.all([
    import('../../../../modules/aws/data-plane.ts'),
    import('../../../../modules/core/render.ts'),
  ]);
  refuseReservedText(config);
  const props = awsProps(escapeTemplates(config), context);
  return [renderStack(context.scratch, (app) => new AwsDataPlane(app, stackName, props))];
}

/** What the configuration says, in the words of the constructs. Its text is escaped already. */
function awsProps(config: Config, _context: RenderContext): AwsDataPlaneProps {
  const { name, region, network, postgres, redis, storage } = config;
  return {
    name,
    region,
    backend: backendOf(config),
    // Write-only arguments begin with 1.11. https://developer.hashicorp.com/terraform/language/manage-sensitive-data/write-only
    terraformVersion: '>= 1.11.0, < 2.0.0',
    providerVersion: config.terraform.providers.aws ?? '>= 5.100.0, < 7.0.0',
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
  };
}

function backendOf({ name, region, state }: Config): StateBackend {
  if (state.backend === 'local') return { type: 'local', path: `../state/${stackName}.tfstate` };
  return {
    type: 's3',
    bucket: state.bucket,
    // `key` is a folder: the configuration names one for all stacks of a deployment.
    key: `${state.key ?? `bt-dataplane/${name}`}/${stackName}.tfstate`,
    region: state.region ?? region,
    ...defined({ kmsKeyArn: state.kmsKeyArn }),
  };
}

function licenseKeyOf({
  licenseKey,
}: Config): Pick<AwsDataPlaneProps['secrets'], 'licenseKeySecretArn' | 'licenseKeyRotation'> {
  return 'secretRef' in licenseKey
    ? { licenseKeySecretArn: licenseKey.secretRef }
    : { licenseKeyRotation: licenseKey.rotation ?? 1 };
}

function volumeOf({ postgres: { storage } }: Config) {
  const { type, sizeGb, maxSizeGb, iops, throughputMbps } = storage;
  return { type, sizeGb, maxSizeGb, ...defined({ iops, throughputMbps }) };
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Leaves out the keys whose value is undefined. */
function defined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
}
