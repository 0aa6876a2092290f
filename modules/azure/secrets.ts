import { addressOf } from '../core/addresses.ts';
import { Construct } from '../core/cdktf.ts';
import { EphemeralResource, EphemeralVariable } from '../core/ephemeral.ts';
import { ConstructError } from '../core/errors.ts';
import { randomText } from '../core/random-text.ts';
import type { IAzureVault } from './contracts.ts';
import { azureNames } from './naming.ts';
import type { AzureSecretsProps } from './props.ts';
import { StoredSecret } from './stored-secret.ts';

export interface SecretsProps extends Omit<AzureSecretsProps, 'databaseRotation'> {
  /** Name of the deployment; first part of each secret's name. */
  readonly name: string;
  readonly subscription: string;
  readonly vault: IAzureVault;
}

/** Name of the input variable with the licence key. */
export const licenseKeyVariable = 'license_key';

/** The secrets that do not belong to database, cache or storage. Their values are in neither plan nor state. */
export class Secrets extends Construct {
  readonly functionSecretKey: StoredSecret;
  readonly licenseKey: StoredSecret;

  constructor(scope: Construct, id: string, props: SecretsProps) {
    super(scope, id);
    const { vault, name } = props;
    const names = azureNames(props.subscription, name).secrets;
    const common = { vault, deployment: name };
    // Encrypts users' function secrets: a new value would make what was encrypted with the old one unreadable, so there is
    // no rotation either.
    this.functionSecretKey = new StoredSecret(this, 'function_secret_key', {
      ...common,
      name: names.functionSecretKey,
      value: `\${${randomText(this, 'function_secret_key_text', 32)}}`,
      rotation: 1,
      irreplaceable: true,
    });
    this.licenseKey = new StoredSecret(this, 'license_key', {
      ...common,
      name: names.brainstoreLicenseKey,
      value: `\${${this.givenLicenseKey(props)}}`,
      rotation: props.licenseKeyRotation,
    });
  }

  /** The key as an expression: what the variable holds, or a copy of what an existing secret does, since pods read one vault. */
  private givenLicenseKey(props: SecretsProps): string {
    if (props.licenseKeySecret === undefined) {
      return new EphemeralVariable(
        this,
        'license_key_input',
        licenseKeyVariable,
        'Brainstore licence key',
      ).expression();
    }
    const { vault, name } = partsOf(props.licenseKeySecret);
    return new EphemeralResource(this, 'existing_license_key', {
      type: 'azurerm_key_vault_secret',
      arguments: {
        // Nothing of it, but known only once those who deploy have their rights: before that no vault is asked.
        name: `${name}\${substr(${addressOf(props.vault.admitted)}.id, 0, 0)}`,
        key_vault_id: vault,
      },
    }).expression('value');
  }
}

function partsOf(secret: string): { vault: string; name: string } {
  const [, vault, name] = /^(.+\/vaults\/[^/]+)\/secrets\/([^/]+)$/.exec(secret) ?? [];
  if (vault === undefined || name === undefined)
    throw new ConstructError(secret, 'is not the id of a secret');
  return { vault, name };
}
