import { SecretManagerSecret } from '@cdktf/provider-google/lib/secret-manager-secret/index.js';
import { SecretManagerSecretVersion } from '@cdktf/provider-google/lib/secret-manager-secret-version/index.js';
import { addressOf } from '../core/addresses.ts';
import { Construct, type ITerraformDependable } from '../core/cdktf.ts';
import type { IGcpKey } from './contracts.ts';

export interface StoredSecretProps {
  /** Id in Secret Manager, unique in the project. A change replaces the secret. */
  readonly name: string;
  /** The value stays in this region. A change replaces the secret. */
  readonly region: string;
  readonly key: IGcpKey;
  /** Refuse to destroy it: data is unreadable without it. Default: false. */
  readonly irreplaceable?: boolean;
}

export interface StoredValueProps {
  /** Expression for the value, write-only: `${…}` over ephemeral blocks. */
  readonly value: string;
  /** Raise by one to write a new value; from 1. */
  readonly rotation: number;
  /** Attributes such as `google_redis_instance.cache.host`, whose change writes the value anew. Default: - none. */
  readonly writeAgainOn?: readonly string[];
  /** What must be there before. Default: - nothing. */
  readonly after?: readonly ITerraformDependable[];
}

/** A secret whose value is written and never read back into plan or state. */
export class StoredSecret extends Construct {
  /** `projects/P/secrets/S`. */
  readonly id: string;

  constructor(scope: Construct, id: string, props: StoredSecretProps) {
    super(scope, id);
    const secret = new SecretManagerSecret(this, 'Resource', {
      secretId: props.name,
      // One region, since the key is of one region.
      replication: {
        userManaged: {
          replicas: [{ location: props.region, customerManagedEncryption: { kmsKeyName: props.key.id } }],
        },
      },
      ...(props.irreplaceable ? { lifecycle: { preventDestroy: true } } : {}),
      dependsOn: [props.key.granted],
    });
    this.id = secret.id;
  }

  /** Number of the stored value, which rises with each new one: an expression without `${}`. */
  get revision(): string {
    return `tonumber(${addressOf(this.stored)}.version)`;
  }

  private get stored(): SecretManagerSecretVersion {
    return this.node.findChild('value') as SecretManagerSecretVersion;
  }

  /** Stores a value; what is returned is there once it is stored. */
  write(props: StoredValueProps): ITerraformDependable {
    return new SecretManagerSecretVersion(this, 'value', {
      secret: this.id,
      secretDataWo: props.value,
      secretDataWoVersion: props.rotation,
      // A new number replaces this resource in terraform's eyes; the old value stays until somebody destroys it, so that
      // there is always one. `create_before_destroy` would spread to what this depends on, which has a fixed name.
      deletionPolicy: 'ABANDON',
      ...(props.writeAgainOn === undefined
        ? {}
        : { lifecycle: { replaceTriggeredBy: [...props.writeAgainOn] } }),
      ...(props.after === undefined ? {} : { dependsOn: [...props.after] }),
    });
  }
}
