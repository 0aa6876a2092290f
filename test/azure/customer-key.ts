/** Services that encrypt with a key of the customer's need that key, and an identity that may use it. */
import { text } from '../google/json.ts';
import { type Cloud, properties } from './cloud.ts';
import { invalid } from './errors.ts';
import { mayAs } from './roles.ts';
import { itemAt, newest } from './vault.ts';

const users = [
  'Key Vault Crypto Service Encryption User',
  'Key Vault Crypto User',
  'Key Vault Crypto Officer',
  'Key Vault Administrator',
];

/** Throws when a key cannot be used; gives the id of its newest version. A key of no vault here is taken on trust. */
export function usableKey(cloud: Cloud, url: string, identity: string): string {
  const name = /^https:\/\/([^.]+)\.vault\./.exec(url)?.[1]?.toLowerCase();
  const vault = cloud
    .ofType('Microsoft.KeyVault/vaults')
    .find((each) => text(each.name).toLowerCase() === name);
  if (vault === undefined) return url;
  const item = itemAt(cloud, url);
  if (item === undefined) throw invalid(`The key ${url} was not found.`, 'KeyVaultKeyNotFound');
  const { principalId } = properties(cloud.find(identity));
  if (!mayAs(cloud, text(principalId), `${text(vault.id)}/keys/${item.name}`, users))
    throw invalid(
      `The identity ${identity} has no permission to wrap and unwrap with ${url}.`,
      'KeyVaultAccessForbidden',
    );
  const { enableSoftDelete, enablePurgeProtection } = properties(vault);
  if (enableSoftDelete !== true || enablePurgeProtection !== true)
    throw invalid(
      `The vault of ${url} must have soft delete and purge protection.`,
      'KeyVaultNotRecoverable',
    );
  return newest(item);
}
