/**
 * The whole data plane as one stack: what each part gets from the others. Nothing is decided here that belongs to a part.
 */
import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity/index.js';
import { type App, TerraformOutput } from '../core/cdktf.ts';
import { DataPlaneStack, type DataPlaneStackProps } from '../core/data-plane-stack.ts';
import { Api, type ApiProps } from './api/api.ts';
import { Brainstore, type BrainstoreProps } from './brainstore/brainstore.ts';
import { Cache, type CacheProps } from './cache.ts';
import { Database, type DatabaseProps } from './database.ts';
import { Encryption } from './encryption.ts';
import { Ingress, type IngressProps } from './ingress/ingress.ts';
import { Network, type NetworkProps } from './network.ts';
import { Observability } from './observability/observability.ts';
import { Aws, type AwsProps, deploymentTag } from './provider.ts';
import { RemoteSupport, type RemoteSupportProps } from './remote-support/remote-support.ts';
import { Secrets, type SecretsProps } from './secrets.ts';
import { Storage, type StorageProps } from './storage.ts';

/** What all parts share, and what `Given` names as coming from another part, is not asked for again. */
type Own<Props, Given extends PropertyKey = never> = Omit<Props, Given | Shared>;
type Shared = 'name' | 'region' | 'accountId' | 'key' | 'logRetentionDays';
type FromParts =
  | 'givenKeyArn'
  | 'network'
  | 'database'
  | 'cache'
  | 'brainstore'
  | 'objectStore'
  | 'functionTools'
  | 'after';
type Releases = 'telemetry' | 'walFooterVersion' | 'skipPostgresObjects';

export interface AwsDataPlaneProps extends DataPlaneStackProps, AwsProps {
  /** Version that is deployed, such as `2.12.0`; an output. */
  readonly release: string;
  /** Days; one of the figures that CloudWatch Logs takes. A change updates in place. */
  readonly logRetentionDays: number;
  /** Your own key for everything at rest. Default: - a key of the data plane. */
  readonly encryptionKeyArn?: string;
  readonly network: Own<NetworkProps>;
  readonly secrets: Own<SecretsProps>;
  readonly database: Own<DatabaseProps, FromParts | 'credentials' | 'rotation'> & {
    /** Memory of `instanceType`, GiB; decides the alarm on connections. Default: - no such alarm. */
    readonly memoryGib?: number;
  };
  readonly cache: Own<CacheProps, FromParts> & {
    /** The cache's own key. Default: - the key of everything else. A change replaces the cache. */
    readonly keyArn?: string;
  };
  readonly storage: Own<StorageProps>;
  /** What API and Brainstore must agree on. */
  readonly services: Pick<ApiProps, Releases>;
  readonly api: Own<ApiProps, FromParts | Releases | 'cronOverride' | 'quarantine'>;
  readonly brainstore: Own<BrainstoreProps, FromParts | Releases | 'licenseKey' | 'tags' | 'scalingRoleArn'>;
  readonly ingress: Own<IngressProps, 'handler' | 'proxyHost'>;
  /** Default: - support has no access. */
  readonly support?: Own<RemoteSupportProps, 'logGroups' | 'nodeRoleName'>;
}

export class AwsDataPlane extends DataPlaneStack {
  constructor(app: App, id: string, props: AwsDataPlaneProps) {
    super(app, id, props);
    new Aws(this, 'aws', props);
    const { name, region, logRetentionDays } = props;
    const accountId = props.accountId ?? new DataAwsCallerIdentity(this, 'account').accountId;
    const key = new Encryption(this, 'encryption', {
      name,
      region,
      accountId,
      ...(props.encryptionKeyArn === undefined ? {} : { existingKeyArn: props.encryptionKeyArn }),
    });
    const shared = { name, region, accountId, key, logRetentionDays };
    const givenKey = (arn: string | undefined) => (arn === undefined ? {} : { givenKeyArn: arn });

    const networks = new Network(this, 'network', { ...shared, ...props.network });
    const network = networks.main;
    const secrets = new Secrets(this, 'secrets', { ...shared, ...props.secrets });
    const database = new Database(this, 'database', {
      ...shared,
      ...props.database,
      ...givenKey(props.encryptionKeyArn),
      network,
      credentials: secrets.databaseCredentials,
      rotation: props.secrets.databaseRotation,
    });
    const cache = new Cache(this, 'cache', {
      ...shared,
      ...props.cache,
      ...givenKey(props.cache.keyArn ?? props.encryptionKeyArn),
      ...(props.cache.keyArn === undefined ? {} : { key: { arn: props.cache.keyArn } }),
      network,
    });
    const storage = new Storage(this, 'storage', { ...shared, ...props.storage });

    const { functionTools, cronOverride, licenseKey } = secrets;
    const stores = { network, database, cache, objectStore: storage, functionTools };
    const brainstore = new Brainstore(this, 'brainstore', {
      ...shared,
      ...props.services,
      ...props.brainstore,
      ...stores,
      licenseKey,
      scalingRoleArn: key.autoscalingRoleArn,
      // Volumes and network cards get no default tags from the provider.
      tags: { ...props.tags, [deploymentTag]: name },
    });
    // The URL of the database is stored once the database is there.
    const before = [network.wayOut, database.url.valueAddress, ...secrets.valueAddresses];
    const api = new Api(this, 'api', {
      ...shared,
      ...props.services,
      ...props.api,
      ...stores,
      brainstore,
      cronOverride,
      quarantine: networks.quarantine,
      after: before,
    });
    brainstore.startAfter([...before, api.ready]);
    const ingress = new Ingress(this, 'ingress', {
      ...shared,
      ...props.ingress,
      handler: api.handler,
      proxyHost: api.proxyUrl.host,
    });
    new Observability(this, 'observability', {
      name,
      database: {
        identifier: database.identifier,
        storageGb: props.database.sizeGb,
        ...(props.database.memoryGib === undefined ? {} : { memoryGib: props.database.memoryGib }),
      },
      caches: cache.nodeIds,
      pools: brainstore.watched,
      functions: Object.fromEntries(
        [...api.functions].map(([which, { resource }]) => [which, resource.functionName]),
      ),
      apiName: ingress.restApi.apiName,
    });

    const support =
      props.support &&
      new RemoteSupport(this, 'support', {
        ...shared,
        ...props.support,
        logGroups: [
          `/braintrust/${name}/*`,
          `/aws/rds/instance/${database.identifier}/*`,
          `${ingress.restApi.executionLogs}/*`,
        ],
        nodeRoleName: brainstore.nodeRoleName,
      });

    const { readers, fastReaders, writers } = props.brainstore;
    this.tell({
      api_url: ['What the Braintrust UI and SDKs are told', ingress.distribution.url],
      api_domain_target: ['Target of the DNS record of a custom domain', ingress.distribution.domainName],
      release: ['Version of the data plane', props.release],
      wal_footer_version: [
        'Format of the write-ahead log of Brainstore',
        props.services.walFooterVersion ?? 'none',
      ],
      no_postgres: [
        'Kinds of object that are kept without PostgreSQL',
        props.services.skipPostgresObjects ?? 'none',
      ],
      brainstore_nodes: [
        'Nodes by pool',
        { readers: readers.count, fast_readers: fastReaders.count, writers: writers.count },
      ],
      brainstore_reader_url: ['Brainstore, from inside the network', brainstore.readerUrl],
      brainstore_writer_url: ['The same for writes', brainstore.writerUrl],
      brainstore_bucket: ['Bucket of Brainstore', storage.brainstore.name],
      code_bundles_bucket: ['Bucket of functions and attachments', storage.codeBundles.name],
      responses_bucket: ['Bucket of large responses', storage.responses.name],
      database_identifier: ['RDS instance', database.identifier],
      database_credentials_secret_arn: ['Secret with username and password', database.credentials.arn],
      cache_host: ['Primary endpoint of Redis', cache.host],
      encryption_key_arn: ['Key of everything at rest', key.arn],
      egress_ip: ['Address that calls leave from; allow it where providers ask', network.egressIp],
      quarantine_egress_ip: ['The same for user-defined functions', networks.quarantine?.egressIp],
      vpc_id: ['Main network', network.id],
      support_role_arn: ["Role that Braintrust's support takes", support?.roleArn],
      support_external_id: ['What support has to name with it', support?.externalId],
      support_shell_document: ['Document that support starts a shell with', support?.shell?.documentName],
      support_session_logs: ['Log group with the records of shells', support?.shell?.logGroupName],
    });
  }

  private tell(outputs: Readonly<Record<string, readonly [description: string, value: unknown]>>): void {
    for (const [id, [description, value]] of Object.entries(outputs)) {
      if (value !== undefined) new TerraformOutput(this, id, { description, value });
    }
  }
}
