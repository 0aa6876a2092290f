/** What a node is told when it starts. Names and meanings: official AWS module v6.6.0, `modules/brainstore-ec2`. */
import type { ICache, IDatabase, IObjectStore, ISecret } from '../../core/contracts.ts';
import { type SecretReferences, whole } from '../lambda-secrets/references.ts';
import { brainstorePort, type PoolSize } from './pools.ts';
import { proxyUrlParameter } from './proxy-url-parameter.ts';

/** Where a node's disks are mounted; the image expects it. */
export const cacheFolder = '/mnt/tmp/brainstore';

export interface NodeSettings {
  /** Image and tag. */
  readonly image: string;
  readonly region: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Environment variable to secret; read when the node starts. */
  readonly secrets: SecretReferences;
  /** Environment variable to the name of a parameter; waited for when the node starts. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Configuration of the CloudWatch agent. */
  readonly agent: unknown;
}

export interface NodeSettingsProps {
  /** Name of the deployment. */
  readonly name: string;
  readonly region: string;
  /** Tag of the Brainstore image, such as `v2.12.0`. A change rolls the nodes. */
  readonly imageTag: string;
  readonly objectStore: IObjectStore;
  readonly database: IDatabase;
  readonly cache: ICache;
  /** Signs service tokens; the functions' own. */
  readonly functionTools: ISecret;
  /** Brainstore licence key, as plain text. */
  readonly licenseKey: ISecret;
  /** Kinds of telemetry to send, joined by commas, such as `status,metrics,usage`. A change rolls the nodes. */
  readonly telemetry: string;
  /** Format of new write-ahead-log entries, such as `v3`. A change rolls the nodes. Default: - the release's own. */
  readonly walFooterVersion?: string;
  /** Objects whose rows are kept out of Postgres: `all`, `include:…`, `exclude:…`. One way only. Default: - none. */
  readonly skipPostgresObjects?: string;
}

export function nodeSettings(
  props: NodeSettingsProps,
  pool: PoolSize,
  readerOnly: boolean,
  logGroup: string,
): NodeSettings {
  return {
    image: `public.ecr.aws/braintrust/brainstore:${props.imageTag}`,
    region: props.region,
    environment: nodeEnvironment(props, pool, readerOnly),
    secrets: {
      BRAINSTORE_METADATA_URI: whole(props.database.url),
      BRAINSTORE_WAL_URI: whole(props.database.url),
      BRAINSTORE_LICENSE_KEY: whole(props.licenseKey),
      FUNCTION_SECRET_KEY: whole(props.functionTools),
      SERVICE_TOKEN_SECRET_KEY: whole(props.functionTools),
    },
    parameters: { BRAINSTORE_AI_PROXY_URL: proxyUrlParameter(props.name) },
    agent: agentSettings(logGroup),
  };
}

/** What is not secret. Readers and writers must agree on everything but the mode and the cache. */
export function nodeEnvironment(
  props: NodeSettingsProps,
  pool: PoolSize,
  readerOnly: boolean,
): Readonly<Record<string, string>> {
  const { objectStore, walFooterVersion, skipPostgresObjects } = props;
  const efficient = walFooterVersion !== undefined || skipPostgresObjects !== undefined;
  return {
    AWS_REGION: props.region,
    AWS_DEFAULT_REGION: props.region,
    NO_COLOR: '1',
    BRAINSTORE_VERBOSE: '1',
    BRAINSTORE_PORT: String(brainstorePort),
    BRAINSTORE_INDEX_URI: `s3://${objectStore.brainstore.name}/brainstore/index`,
    BRAINSTORE_REALTIME_WAL_URI: `s3://${objectStore.brainstore.name}/brainstore/wal`,
    BRAINSTORE_LOCKS_URI: `s3://${objectStore.brainstore.name}/locks`,
    BRAINSTORE_RESPONSE_CACHE_URI: `s3://${objectStore.responses.name}/brainstore-cache`,
    BRAINSTORE_CODE_BUNDLE_URI: `s3://${objectStore.codeBundles.name}`,
    BRAINSTORE_REDIS_URI: props.cache.url,
    BRAINSTORE_XACT_MANAGER_URI: props.cache.url,
    BRAINSTORE_CACHE_DIR: cacheFolder,
    BRAINSTORE_OBJECT_STORE_CACHE_FILE_SIZE: `${cacheSizeGb(pool)}gb`,
    BRAINSTORE_READER_ONLY_MODE: String(readerOnly),
    BRAINSTORE_CONTROL_PLANE_TELEMETRY: props.telemetry,
    ...(walFooterVersion === undefined ? {} : { BRAINSTORE_WAL_FOOTER_VERSION: walFooterVersion }),
    ...(skipPostgresObjects === undefined
      ? {}
      : {
          BRAINSTORE_ASYNC_SCORING_OBJECTS: skipPostgresObjects,
          BRAINSTORE_LOG_AUTOMATIONS_OBJECTS: skipPostgresObjects,
        }),
    ...(efficient ? { BRAINSTORE_WAL_USE_EFFICIENT_FORMAT: 'true' } : {}),
  };
}

/** Nine tenths of the disks, as upstream: the rest is for what Brainstore writes while it makes room. */
export function cacheSizeGb(pool: PoolSize): number {
  return Math.floor(pool.nvmeGb * 0.9);
}

/** Logs of the container and of the start; memory and disk, which EC2 does not report by itself. */
function agentSettings(logGroup: string): unknown {
  const stream = (file: string, name: string) => ({
    file_path: file,
    log_group_name: logGroup,
    log_stream_name: `{instance_id}/${name}`,
  });
  return {
    agent: { metrics_collection_interval: 60, run_as_user: 'root' },
    logs: {
      force_flush_interval: 5,
      logs_collected: {
        files: {
          collect_list: [
            stream('/var/lib/docker/containers/*/*-json.log', 'containers'),
            stream('/var/log/cloud-init-output.log', 'start'),
          ],
        },
      },
    },
    metrics: {
      namespace: 'CWAgent',
      append_dimensions: {
        AutoScalingGroupName: '$${aws:AutoScalingGroupName}',
        InstanceId: '$${aws:InstanceId}',
      },
      aggregation_dimensions: [['AutoScalingGroupName'], ['InstanceId']],
      metrics_collected: {
        mem: { measurement: ['mem_used_percent', 'mem_used', 'mem_available', 'mem_total'] },
        disk: { measurement: ['used_percent'], resources: ['/', cacheFolder], drop_device: true },
      },
    },
  };
}
