import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret/index.js';
import { SecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/secretsmanager-secret-version/index.js';
import { addressOf } from '../core/addresses.ts';
import { Construct } from '../core/cdktf.ts';
import type { IKey, ISecret } from '../core/contracts.ts';
import { EphemeralResource } from '../core/ephemeral.ts';

export interface StoredSecretProps {
  /** Start of the name; AWS adds a suffix, which keeps a new deployment clear of the old one's recovery window. */
  readonly namePrefix: string;
  readonly description: string;
  readonly key: IKey;
  /** Expression for the value, write-only: `${…}` over ephemeral blocks. */
  readonly value: string;
  /** Raise by one to write a new value; from 1. */
  readonly rotation: number;
  /** Attributes such as `aws_db_instance.database.address`, whose change writes the value anew. Default: - none. */
  readonly writeAgainOn?: readonly string[];
  /** Refuse to destroy it: data is unreadable without it. Default: false. */
  readonly irreplaceable?: boolean;
}

/** A secret whose value is written and never read back into plan or state. */
export class StoredSecret extends Construct implements ISecret {
  readonly arn: string;
  private readonly stored: SecretsmanagerSecretVersion;

  constructor(scope: Construct, id: string, props: StoredSecretProps) {
    super(scope, id);
    const secret = new SecretsmanagerSecret(this, 'Resource', {
      namePrefix: props.namePrefix,
      description: props.description,
      kmsKeyId: props.key.arn,
      // The longest that Secrets Manager offers.
      recoveryWindowInDays: 30,
      ...(props.irreplaceable ? { lifecycle: { preventDestroy: true } } : {}),
    });
    this.arn = secret.arn;
    this.stored = new SecretsmanagerSecretVersion(this, 'value', {
      secretId: secret.id,
      secretStringWo: props.value,
      secretStringWoVersion: props.rotation,
      lifecycle: {
        // A new number replaces this resource in terraform's eyes, though the secret stays: first the new value, so that
        // there is always one.
        createBeforeDestroy: true,
        ...(props.writeAgainOn === undefined ? {} : { replaceTriggeredBy: [...props.writeAgainOn] }),
      },
    });
  }

  /** Address of the stored value, for those who must not start before it is there. */
  get valueAddress(): string {
    return addressOf(this.stored);
  }

  /** Not secret; changes with each rotation. */
  get versionId(): string {
    return this.stored.versionId;
  }

  /**
   * The value as stored, read anew in each run: an expression without `${}`. What was stored is the truth, so a run that
   * broke off between storing a password and setting it is put right by the next one.
   */
  read(): string {
    const stored = new EphemeralResource(this, 'stored', {
      type: 'aws_secretsmanager_secret_version',
      arguments: { secret_id: this.arn },
      dependsOn: [this.valueAddress],
    });
    return stored.expression('secret_string');
  }
}

/** An ephemeral random text of letters and digits: an expression without `${}`. Different in each run. */
export function randomText(scope: Construct, id: string, length: number): string {
  const random = new EphemeralResource(scope, id, {
    type: 'aws_secretsmanager_random_password',
    arguments: { password_length: length, exclude_punctuation: true },
  });
  return random.expression('random_password');
}
