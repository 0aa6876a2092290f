import type { Construct } from '../core/cdktf.ts';
import { randomText } from '../core/random-text.ts';
import type { StoredSecretInput } from '../core/render.ts';
import { SecretVariable } from '../core/secret-variable.ts';
import { gcpNames } from './naming.ts';

const variable = 'stored_database_password';

/** JSON as it is stored. */
export interface StoredPassword {
  readonly username: string;
  readonly password: string;
  /** Which rotation it was made for. */
  readonly rotation: number;
}

/**
 * The password of one rotation as an expression without `${}`: the stored one where it was made for this rotation, else a
 * random one. So a run that broke off between storing a password and setting it is put right by the next one, and what is
 * written a second time is what was written first.
 */
export function databasePassword(scope: Construct, rotation: number): string {
  const stored = new SecretVariable(
    scope,
    'stored_password',
    variable,
    'Password of the database as it is stored, JSON',
  ).expression();
  // 32 letters and digits are 190 bits, and need no escaping in a URL.
  const random = randomText(scope, 'password_text', 32);
  const password = `coalesce(try(jsondecode(${stored}).rotation == ${rotation} ? jsondecode(${stored}).password : null, null), ${random})`;
  // Whichever it is: the variable is sensitive, the random text is not, and terraform would see the difference as a change.
  return `sensitive(${password})`;
}

/** What fills the variable, from the time on at which the stack has stored it. */
export function databasePasswordInput(
  project: string,
  name: string,
): Readonly<Record<string, StoredSecretInput>> {
  const { postgresPassword } = gcpNames(project, name).secrets;
  return {
    [variable]: {
      secret: `projects/${project}/secrets/${postgresPassword}`,
      storedBy: 'google_secret_manager_secret_version.database_password_value',
    },
  };
}
