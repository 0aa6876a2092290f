/** What a plan's providers were. */
import { join } from 'node:path';
import type { Env } from '../../../env.ts';
import { sha256 } from '../../synth/digest.ts';
import { lockedProviders, lockFileName } from '../../terraform/provider-lock.ts';

export interface ProviderLock {
  /** Null where there is no file: the stack needs no provider. */
  readonly digest: string | null;
  /** Exact versions by address. */
  readonly providers: Readonly<Record<string, string>>;
}

export async function providerLock(env: Env, folder: string): Promise<ProviderLock> {
  const file = join(folder, lockFileName);
  if ((await env.fs.stat(file)) === undefined) return { digest: null, providers: {} };
  const text = await env.fs.readText(file);
  const locked = lockedProviders(text).map(({ address, version }) => [address, version]);
  return { digest: sha256(text), providers: Object.fromEntries(locked) };
}
