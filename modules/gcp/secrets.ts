import { Construct } from '../core/cdktf.ts';
import { EphemeralVariable } from '../core/ephemeral.ts';
import { randomText } from '../core/random-text.ts';
import type { IGcpKey } from './contracts.ts';
import { gcpNames } from './naming.ts';
import type { GcpSecretsProps } from './props.ts';
import { StoredSecret } from './stored-secret.ts';

export interface SecretsProps extends Omit<GcpSecretsProps, 'databaseRotation'> {
  /** Name of the deployment; first part of each secret's id. */
  readonly name: string;
  readonly project: string;
  readonly region: string;
  readonly key: IGcpKey;
}

/** Name of the input variable with the licence key. */
export const licenseKeyVariable = 'license_key';

/** The secrets that do not belong to database or cache. Their values are in neither plan nor state. */
export class Secrets extends Construct {
  readonly stored: readonly StoredSecret[];

  constructor(scope: Construct, id: string, props: SecretsProps) {
    super(scope, id);
    const { region, key } = props;
    const names = gcpNames(props.project, props.name).secrets;
    // Encrypts users' function secrets: a new value would make what was encrypted with the old one unreadable, so there is
    // no rotation either.
    const functionKey = new StoredSecret(this, 'function_secret_key', {
      name: names.functionSecretKey,
      region,
      key,
      irreplaceable: true,
    });
    this.stored = [functionKey];
    functionKey.write({ value: `\${${randomText(this, 'function_secret_key_text', 32)}}`, rotation: 1 });
    if (props.licenseKeySecret !== undefined) return;
    const variable = new EphemeralVariable(
      this,
      'license_key_input',
      licenseKeyVariable,
      'Brainstore licence key',
    );
    const license = new StoredSecret(this, 'license_key', { name: names.licenseKey, region, key });
    this.stored = [functionKey, license];
    license.write({
      value: `\${${variable.expression()}}`,
      rotation: props.licenseKeyRotation,
    });
  }
}
