/** Terraform's own lock file. https://developer.hashicorp.com/terraform/language/files/dependency-lock */
import { join } from 'node:path';
import type { Env } from '../../../env.ts';
import { sha256 } from '../../synth/digest.ts';

export interface ProviderLock {
  /** Null where there is no file: the stack needs no provider. */
  readonly digest: string | null;
  /** Exact versions by address. */
  readonly providers: Readonly<Record<string, string>>;
}

const name = '.terraform.lock.hcl';

export async function providerLock(env: Env, folder: string): Promise<ProviderLock> {
  const file = join(folder, name);
  if ((await env.fs.stat(file)) === undefined) return { digest: null, providers: {} };
  const text = await env.fs.readText(file);
  const blocks = text.matchAll(/^provider "([^"]+)" \{[^}]*?^\s*version\s*=\s*"([^"]+)"/gm);
  const providers = Object.fromEntries(
    [...blocks].map(([, address = '', version = '']) => [address, version]),
  );
  return { digest: sha256(text), providers };
}
