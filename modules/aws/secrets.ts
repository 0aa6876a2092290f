import { Construct } from '../core/cdktf.ts';
import type { IKey, ISecret } from '../core/contracts.ts';
import { EphemeralVariable } from '../core/ephemeral.ts';
import { randomText, StoredSecret } from './stored-secret.ts';

export interface SecretsProps {
  /** Name of the deployment; first part of each secret's name. */
  readonly name: string;
  readonly key: IKey;
  /** Raise by one to give the database a new password; from 1. */
  readonly databaseRotation: number;
  /**
   * An existing secret that holds the Brainstore licence key as plain text. Default: - a secret of ours, written from the
   * ephemeral variable `license_key`.
   */
  readonly licenseKeySecretArn?: string;
  /** Raise by one to store what `license_key` holds now; from 1. Default: 1. */
  readonly licenseKeyRotation?: number;
}

/** Name of the input variable with the licence key. */
export const licenseKeyVariable = 'license_key';

/** Administrator of the database. */
export const databaseUser = 'postgres';

/** The secrets that are not part of one service. Their values are in neither plan nor state. */
export class Secrets extends Construct {
  /** JSON with `username` and `password`. */
  readonly databaseCredentials: StoredSecret;
  /** 32 characters; FUNCTION_SECRET_KEY and SERVICE_TOKEN_SECRET_KEY of the services, which must be equal. */
  readonly functionTools: ISecret;
  /** 32 characters; CRON_OVERRIDE_SECRET_KEY. */
  readonly cronOverride: ISecret;
  readonly licenseKey: ISecret;
  /** Addresses of every value, for those who must not start before all are there. */
  readonly valueAddresses: readonly string[];

  constructor(scope: Construct, id: string, props: SecretsProps) {
    super(scope, id);
    const stored: StoredSecret[] = [];
    const store = (
      secret: string,
      description: string,
      value: string,
      more: { readonly rotation?: number; readonly irreplaceable?: boolean } = {},
    ): StoredSecret => {
      const made = new StoredSecret(this, secret, {
        namePrefix: `${props.name}/${secret.replaceAll('_', '-')}-`,
        description,
        key: props.key,
        value,
        rotation: 1,
        ...more,
      });
      stored.push(made);
      return made;
    };

    // 32 letters and digits are 190 bits; RDS takes up to 128 characters.
    const password = randomText(this, 'database_password', 32);
    this.databaseCredentials = store(
      'database_credentials',
      'Administrator of the PostgreSQL database',
      `\${jsonencode({ username = "${databaseUser}", password = ${password} })}`,
      { rotation: props.databaseRotation },
    );
    this.functionTools = store(
      'function_tools',
      "Encrypts users' function secrets; signs service tokens",
      `\${${randomText(this, 'function_tools_text', 32)}}`,
      // A new value would make what was encrypted with the old one unreadable: no rotation either.
      { irreplaceable: true },
    );
    this.cronOverride = store(
      'cron_override',
      'Lets the automation cron call the API',
      `\${${randomText(this, 'cron_override_text', 32)}}`,
    );
    this.licenseKey =
      props.licenseKeySecretArn === undefined
        ? store('license_key', 'Brainstore licence key', this.licenseKeyText(), {
            rotation: props.licenseKeyRotation ?? 1,
          })
        : { arn: props.licenseKeySecretArn };
    this.valueAddresses = stored.map((secret) => secret.valueAddress);
  }

  private licenseKeyText(): string {
    const variable = new EphemeralVariable(
      this,
      'license_key_input',
      licenseKeyVariable,
      'Brainstore licence key',
    );
    return `\${${variable.expression()}}`;
  }
}
