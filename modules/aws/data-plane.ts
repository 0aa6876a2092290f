/**
 * The whole data plane as one stack: what each part gets from the others. Nothing is decided here that belongs to a part.
 */
import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity/index.js';
import { type App, TerraformOutput } from '../core/cdktf.ts';
import { DataPlaneStack, type DataPlaneStackProps } from '../core/data-plane-stack.ts';
import { Cache, type CacheProps } from './cache.ts';
import { Database, type DatabaseProps } from './database.ts';
import { Encryption } from './encryption.ts';
import { Network, type NetworkProps } from './network.ts';
import { Aws, type AwsProps } from './provider.ts';
import { Secrets, type SecretsProps } from './secrets.ts';
import { Storage, type StorageProps } from './storage.ts';

/** What the parts share, and what they give each other, is not asked for twice. */
type Own<Props, Given extends keyof Props> = Omit<Props, Given | 'name' | 'region' | 'key'>;

export interface AwsDataPlaneProps extends DataPlaneStackProps, AwsProps {
  readonly network: Own<NetworkProps, never>;
  /** Your own key for everything at rest. Default: - a key of the data plane. */
  readonly encryptionKeyArn?: string;
  readonly secrets: Own<SecretsProps, never>;
  readonly database: Own<DatabaseProps, 'network' | 'credentials' | 'rotation'>;
  readonly cache: Own<CacheProps, 'network'> & {
    /** The cache's own key. Default: - the key of everything else. A change replaces the cache. */
    readonly keyArn?: string;
  };
  readonly storage: Own<StorageProps, never>;
}

export class AwsDataPlane extends DataPlaneStack {
  constructor(app: App, id: string, props: AwsDataPlaneProps) {
    super(app, id, props);
    new Aws(this, 'aws', props);
    const { name, region } = props;
    const accountId = props.accountId ?? new DataAwsCallerIdentity(this, 'account').accountId;

    const key = new Encryption(this, 'encryption', {
      name,
      region,
      accountId,
      ...(props.encryptionKeyArn === undefined ? {} : { existingKeyArn: props.encryptionKeyArn }),
    });
    const shared = { name, region, key };
    const networks = new Network(this, 'network', { ...shared, ...props.network });
    const network = networks.main;
    const secrets = new Secrets(this, 'secrets', { ...shared, ...props.secrets });
    const database = new Database(this, 'database', {
      ...shared,
      ...props.database,
      network,
      credentials: secrets.databaseCredentials,
      rotation: props.secrets.databaseRotation,
    });
    const cache = new Cache(this, 'cache', {
      ...props.cache,
      name,
      network,
      key: props.cache.keyArn === undefined ? key : { arn: props.cache.keyArn },
    });
    const storage = new Storage(this, 'storage', { ...shared, ...props.storage });

    this.tell({
      egress_ip: ['Address that calls leave from; allow it where providers ask', network.egressIp],
      quarantine_egress_ip: ['The same for user-defined functions', networks.quarantine?.egressIp],
      database_identifier: ['RDS instance', database.identifier],
      database_credentials_secret_arn: ['Secret with username and password', database.credentials.arn],
      cache_host: ['Primary endpoint of Redis', cache.host],
      brainstore_bucket: ['Bucket of Brainstore', storage.brainstore.name],
      code_bundles_bucket: ['Bucket of functions and attachments', storage.codeBundles.name],
      responses_bucket: ['Bucket of large responses', storage.responses.name],
      encryption_key_arn: ['Key of everything at rest', key.arn],
    });
  }

  private tell(outputs: Readonly<Record<string, readonly [description: string, value: unknown]>>): void {
    for (const [id, [description, value]] of Object.entries(outputs)) {
      if (value !== undefined) new TerraformOutput(this, id, { description, value });
    }
  }
}
