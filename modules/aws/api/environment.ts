/** Environments of the vendor's functions. Names and meanings: official AWS module v6.6.0, `modules/services`. */
import type {
  IBrainstore,
  ICache,
  IDatabase,
  IObjectStore,
  IQuarantine,
  ISecret,
} from '../../core/contracts.ts';
import { type SecretReferences, whole } from '../lambda-secrets/references.ts';

export type Environment = Readonly<Record<string, string>>;

export interface ServiceSettings {
  /** Name of the deployment. */
  readonly name: string;
  /** Organization that is admitted, by the name that the UI shows; `*` admits any. */
  readonly organizationName: string;
  /** Organization that may manage service tokens; of use when `organizationName` is `*`. Default: '' (the one named). */
  readonly primaryOrganizationName?: string;
  /** Ids of organizations that are admitted; empty admits by name alone. */
  readonly allowedOrganizationIds: readonly string[];
  /** Origins that may call the API from a browser, beyond the UI's. */
  readonly allowedOrigins: readonly string[];
  /** Kinds of telemetry to send, joined by commas, such as `status,metrics,usage`. */
  readonly telemetry: string;
  /** Format of new write-ahead-log entries, such as `v3`; every node must know it. Default: - the release's own. */
  readonly walFooterVersion?: string;
  /** Objects whose rows are kept out of Postgres: `all`, `include:…`, `exclude:…`. One way only. Default: - none. */
  readonly skipPostgresObjects?: string;
}

export interface ServiceParts {
  readonly objectStore: IObjectStore;
  readonly database: IDatabase;
  readonly cache: ICache;
  readonly brainstore: IBrainstore;
  readonly functionTools: ISecret;
  readonly cronOverride: ISecret;
}

/** Roles and network of user-defined functions. */
export interface QuarantinePlace {
  readonly network: IQuarantine;
  readonly invokeRoleArn: string;
  readonly functionRoleArn: string;
}

/** Origins of the Braintrust UI. https://www.braintrust.dev */
export const uiOrigins = ['https://www.braintrust.dev', 'https://braintrust.dev'] as const;

/** The UI's queries that fast readers serve: official AWS module v6.6.0. */
const fastReaderQueries = [
  'summaryPaginatedObjectViewer [realtime]',
  'summaryPaginatedObjectViewer',
  'a602c972-1843-4ee1-b6bc-d3c1075cd7e7',
  'traceQueryFn-id',
  'traceQueryFn-rootSpanId',
  'fullSpanQueryFn-root_span_id',
  'fullSpanQueryFn-id',
];

/** Every origin that may call from a browser, each once. */
export function browserOrigins(allowed: readonly string[]): string[] {
  return [...new Set([...uiOrigins, ...allowed])];
}

/** What APIHandler and AIProxy share. One function for both, because upstream once forgot the other (#87). */
export function publicEnvironment(
  settings: ServiceSettings,
  parts: ServiceParts,
  quarantine: QuarantinePlace | undefined,
): Environment {
  const { brainstore } = parts;
  return {
    ...commonEnvironment(settings),
    PRIMARY_ORG_NAME: settings.primaryOrganizationName ?? '',
    ALLOWED_ORG_IDS: settings.allowedOrganizationIds.join(','),
    BRAINTRUST_DEPLOYMENT_NAME: settings.name,
    ...cacheEnvironment(parts.cache),
    RESPONSE_BUCKET: parts.objectStore.responses.name,
    CODE_BUNDLE_BUCKET: parts.objectStore.codeBundles.name,
    WHITELISTED_ORIGINS: browserOrigins(settings.allowedOrigins).join(','),
    // 0 turns the limit off.
    OUTBOUND_RATE_LIMIT_WINDOW_MINUTES: '1',
    OUTBOUND_RATE_LIMIT_MAX_REQUESTS: '0',
    ...quarantineEnvironment(quarantine),
    ...brainstoreEnvironment(parts),
    BRAINSTORE_DEFAULT: 'force',
    BRAINSTORE_INSERT_ROW_REFS: 'true',
    ...(brainstore.fastReaderUrl === undefined
      ? {}
      : {
          BRAINSTORE_FAST_READER_URL: brainstore.fastReaderUrl,
          BRAINSTORE_FAST_READER_QUERY_SOURCES: fastReaderQueries.join(','),
        }),
    ...telemetryEnvironment(settings),
  };
}

export interface ProxyPlace {
  readonly arn: string;
  readonly url: string;
  readonly invokeRoleArn: string;
  readonly catchupArn: string;
}

/** What APIHandler has beyond AIProxy. */
export function handlerEnvironment(settings: ServiceSettings, proxy: ProxyPlace): Environment {
  const { walFooterVersion, skipPostgresObjects } = settings;
  const efficient = walFooterVersion !== undefined || skipPostgresObjects !== undefined;
  return {
    AI_PROXY_FN_ARN: proxy.arn,
    AI_PROXY_FN_URL: proxy.url,
    AI_PROXY_INVOKE_ROLE: proxy.invokeRoleArn,
    CATCHUP_ETL_ARN: proxy.catchupArn,
    INSERT_LOGS2: 'true',
    ...(walFooterVersion === undefined ? {} : { BRAINSTORE_WAL_FOOTER_VERSION: walFooterVersion }),
    ...(skipPostgresObjects === undefined ? {} : { SKIP_PG_FOR_BRAINSTORE_OBJECTS: skipPostgresObjects }),
    ...(efficient ? { BRAINSTORE_WAL_USE_EFFICIENT_FORMAT: 'true' } : {}),
  };
}

export function migrationEnvironment(): Environment {
  return { BRAINTRUST_LEGACY_IDS: 'true', BRAINTRUST_RUN_DRAFT_MIGRATIONS: 'false', INSERT_LOGS2: 'true' };
}

export function warmupEnvironment(
  settings: ServiceSettings,
  parts: ServiceParts,
  quarantine: QuarantinePlace,
): Environment {
  return {
    ...commonEnvironment(settings),
    BRAINTRUST_DEPLOYMENT_NAME: settings.name,
    ...cacheEnvironment(parts.cache),
    ...quarantineEnvironment(quarantine),
  };
}

export function catchupEnvironment(settings: ServiceSettings, parts: ServiceParts): Environment {
  return {
    ...commonEnvironment(settings),
    ...cacheEnvironment(parts.cache),
    ...brainstoreEnvironment(parts),
  };
}

export function billingEnvironment(settings: ServiceSettings, parts: ServiceParts): Environment {
  return {
    ...commonEnvironment(settings),
    ...cacheEnvironment(parts.cache),
    ...telemetryEnvironment(settings),
  };
}

export function automationEnvironment(settings: ServiceSettings, parts: ServiceParts): Environment {
  return { ...catchupEnvironment(settings, parts), BRAINSTORE_BACKFILL_ENABLE_NONHISTORICAL: 'true' };
}

type SecretName = 'PG_URL' | 'FUNCTION_SECRET_KEY' | 'SERVICE_TOKEN_SECRET_KEY' | 'CRON_OVERRIDE_SECRET_KEY';

/** References to the secrets of these names. The first two keys are one secret, since they must be equal (upstream #188). */
export function secretsFor(parts: ServiceParts, names: readonly SecretName[]): SecretReferences {
  const all: Record<SecretName, SecretReferences[string]> = {
    PG_URL: whole(parts.database.url),
    FUNCTION_SECRET_KEY: whole(parts.functionTools),
    SERVICE_TOKEN_SECRET_KEY: whole(parts.functionTools),
    CRON_OVERRIDE_SECRET_KEY: whole(parts.cronOverride),
  };
  return Object.fromEntries(names.map((name) => [name, all[name]]));
}

function commonEnvironment(settings: ServiceSettings): Environment {
  return { ORG_NAME: settings.organizationName, BRAINTRUST_LEGACY_IDS: 'true' };
}

/** The URL goes to every user of the cache: host and port alone would mean no TLS, which the cache refuses. */
function cacheEnvironment(cache: ICache): Environment {
  return { REDIS_HOST: cache.host, REDIS_PORT: String(cache.port), REDIS_URL: cache.url };
}

function brainstoreEnvironment(parts: ServiceParts): Environment {
  return {
    BRAINSTORE_ENABLED: 'true',
    BRAINSTORE_URL: parts.brainstore.readerUrl,
    BRAINSTORE_WRITER_URL: parts.brainstore.writerUrl,
    BRAINSTORE_REALTIME_WAL_BUCKET: parts.objectStore.brainstore.name,
  };
}

function telemetryEnvironment(settings: ServiceSettings): Environment {
  return {
    CONTROL_PLANE_TELEMETRY: settings.telemetry,
    TELEMETRY_DISABLE_AGGREGATION: 'false',
    TELEMETRY_LOG_LEVEL: '',
  };
}

/** Empty values where there is no quarantine: the services ask for these names. */
function quarantineEnvironment(quarantine: QuarantinePlace | undefined): Environment {
  const [first = '', second = '', third = ''] = quarantine?.network.privateSubnetIds ?? [];
  return {
    QUARANTINE_INVOKE_ROLE: quarantine?.invokeRoleArn ?? '',
    QUARANTINE_FUNCTION_ROLE: quarantine?.functionRoleArn ?? '',
    QUARANTINE_PRIVATE_SUBNET_1_ID: first,
    QUARANTINE_PRIVATE_SUBNET_2_ID: second,
    QUARANTINE_PRIVATE_SUBNET_3_ID: third,
    QUARANTINE_PUB_PRIVATE_VPC_DEFAULT_SECURITY_GROUP: quarantine?.network.securityGroupId ?? '',
    QUARANTINE_PUB_PRIVATE_VPC_ID: quarantine?.network.id ?? '',
  };
}
