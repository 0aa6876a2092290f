import type { Construct } from '../core/cdktf.ts';
import { randomText } from '../core/random-text.ts';
import type { IAzureVault } from './contracts.ts';
import { azureNames } from './naming.ts';
import { StoredSecret } from './stored-secret.ts';

export interface DatabasePasswordProps {
  /** Name of the deployment. */
  readonly name: string;
  readonly subscription: string;
  readonly vault: IAzureVault;
  /** Raise by one for a new password; from 1. */
  readonly rotation: number;
}

/**
 * The password of the database as it is stored: an expression without `${}`. A random text of each run goes to the vault
 * alone, once for each rotation, and everything that needs the password reads it back from there. So a run that broke off
 * between storing a password and setting it is put right by the next one, and there are never two.
 */
export function databasePassword(scope: Construct, id: string, props: DatabasePasswordProps): string {
  const stored = new StoredSecret(scope, id, {
    vault: props.vault,
    deployment: props.name,
    name: azureNames(props.subscription, props.name).secrets.postgresPassword,
    // 32 letters and digits are 190 bits, and need no escaping in a URL.
    value: `\${${randomText(scope, `${id}_text`, 32)}}`,
    rotation: props.rotation,
  });
  return stored.read('stored');
}
