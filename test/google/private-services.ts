import { invalid } from './errors.ts';
import { type Json, text } from './json.ts';
import { holds } from './policy.ts';
import type { Call } from './route.ts';

/**
 * Managed services live in a network of Google's; without the private connection nothing can be put there.
 * https://cloud.google.com/sql/docs/postgres/private-ip#network_requirements
 */
export function requireConnection(call: Call, network: Json | undefined): void {
  const name = text(network).split('/').at(-1) ?? '';
  if (!call.cloud.resources.has(`servicenetworking/servicenetworking.googleapis.com/${name}`))
    throw invalid(
      `the network ${name} doesn't have at least 1 private services connection. Please see https://cloud.google.com/sql/docs/mysql/private-ip#network_requirements`,
    );
}

/**
 * A service uses a customer's key by its agent, which needs the right to it first.
 * https://cloud.google.com/kms/docs/service-agent#cmek
 */
export function requireKeyGrant(call: Call, key: Json | undefined, agent: string): void {
  const name = text(key);
  if (name === '') return;
  if (!call.cloud.resources.has(`cloudkms/${name}`)) throw invalid(`Cloud KMS key ${name} was not found`);
  if (
    !holds(call, `cloudkms/${name}`, 'roles/cloudkms.cryptoKeyEncrypterDecrypter', `serviceAccount:${agent}`)
  )
    throw invalid(`${agent} lacks cloudkms.cryptoKeyVersions.useToEncrypt on ${name}`);
}
