/**
 * The provider packages that all deployments on a machine share; the AWS provider alone is 700 MB.
 *
 * terraform's own plugin cache is written anew by whoever has no lock file yet, under the feet of those who run from it
 * (https://github.com/hashicorp/terraform/issues/31964). So each working copy has a cache of its own, made of links into
 * the store; what terraform unpacks there moves into the store, where nothing is ever written a second time.
 */
import { basename, dirname, join } from 'node:path';
import type { Env } from '../../env.ts';
import { sha256 } from '../synth/digest.ts';
import { type LockedProvider, lockedProviders, lockFileName } from './provider-lock.ts';

/** Makes the working copy's cache anew, with those packages of the store that its lock file vouches for. Returns its path. */
export async function offerPackages(env: Env, store: string, folder: string): Promise<string> {
  const cache = cacheOf(folder);
  await env.fs.remove(cache);
  await env.fs.makeDirectory(cache);
  for (const { kept, cached } of await packagesOf(env, store, folder, store)) {
    if ((await env.fs.stat(kept)) === undefined) continue;
    await env.fs.makeDirectory(dirname(cached));
    await env.fs.link(kept, cached);
  }
  return cache;
}

/** Moves what terraform unpacked into the store, and leaves a link. Where that cannot be done, the package stays. */
export async function sharePackages(env: Env, store: string, folder: string): Promise<void> {
  for (const { kept, cached } of await packagesOf(env, store, folder, cacheOf(folder))) {
    try {
      if (await isLink(env, cached)) continue;
      await env.fs.makeDirectory(dirname(kept));
      // Another run may have put the same package there meanwhile: a folder is never moved onto one that has files.
      await env.fs.move(cached, kept).catch(() => {});
      if ((await env.fs.stat(kept)) === undefined) continue;
      await env.fs.remove(cached);
      await env.fs.link(kept, cached);
    } catch {
      // A full or read-only disk. The next set-up finds no package here, and gets it anew.
    }
  }
}

interface Package {
  readonly cached: string;
  readonly kept: string;
}

/** Of the providers in the lock file, for the platforms that are found below `where`. */
async function packagesOf(
  env: Env,
  store: string,
  folder: string,
  where: string,
): Promise<readonly Package[]> {
  const lock = await env.fs.readText(join(folder, lockFileName)).catch(() => '');
  const found = lockedProviders(lock).map(async (provider) => {
    const version = join(provider.address, provider.version);
    const platforms = await env.fs.list(join(where, version)).catch(() => []);
    return platforms.map((platform) => ({
      cached: join(cacheOf(folder), version, platform),
      kept: join(store, version, platform, contentKey(provider)),
    }));
  });
  return (await Promise.all(found)).flat();
}

/** After a set-up the hash of the unpacked package is one of these, so equal lists of one platform are one package. */
function contentKey({ hashes }: LockedProvider): string {
  const unpacked = hashes.filter((hash) => hash.startsWith('h1:')).sort();
  return sha256(unpacked.join('\n')).slice(0, 16);
}

const cacheOf = (folder: string) => join(folder, 'packages');

/** A mirror that is unpacked is linked by terraform itself. */
async function isLink(env: Env, path: string): Promise<boolean> {
  return (await env.fs.realPath(path)) !== join(await env.fs.realPath(dirname(path)), basename(path));
}
