/** `releases update`: a newer catalogue from a file or an address, beside the configuration; only with the right checksum. */
import { join, resolve } from 'node:path';
import { fromUnknown } from '../../../errors.ts';
import { clouds } from '../../config/schema.ts';
import type { Context } from '../../context.ts';
import { newestSelectable } from '../../releases/catalogue.ts';
import { catalogueOf, refreshedName, sha256Of } from '../../releases/file.ts';
import { largestRefreshed } from '../../releases/refreshed-format.ts';
import { compareVersions } from '../../releases/version-order.ts';
import {
  addressRefused,
  catalogueInvalid,
  catalogueTooLarge,
  catalogueUnreadable,
  catalogueUnwritable,
  checksumDiffers,
} from './errors.ts';
import { catalogueFolder } from './list.ts';

export interface ReleasesUpdateOptions {
  readonly config?: string | undefined;
  /** A path, relative to the working folder, or an address that begins with https://. */
  readonly source: string;
  /** Of the bytes, hexadecimal. */
  readonly sha256: string;
}

export interface ReleasesUpdated {
  readonly file: string;
  readonly sha256: string;
  /** The newest that may be chosen on any cloud. */
  readonly newest: string;
  /** How many there are with the built-in ones, and those that the built-in catalogue does not have. */
  readonly releases: number;
  readonly added: readonly string[];
}

/** An address answers within this, or not at all. */
const timeoutMilliseconds = 30_000;

/** Writes the very bytes, so that their checksum can be compared again. Throws kind `config`, and then nothing was written. */
export async function updateReleases(
  context: Context,
  { config, source, sha256 }: ReleasesUpdateOptions,
): Promise<ReleasesUpdated> {
  const { env } = context;
  const bytes = await bytesOf(context, source);
  if (bytes.length >= largestRefreshed) throw catalogueTooLarge(source, largestRefreshed);
  const found = sha256Of(bytes);
  if (found !== sha256.toLowerCase()) throw checksumDiffers(source, found);
  const read = catalogueOf(bytes, refreshedName);
  if (!read.ok) throw catalogueInvalid(source, read.at, read.why);
  const file = join(await catalogueFolder(env, config), refreshedName);
  await env.fs.write(file, bytes, { mode: 0o644 }).catch((thrown: unknown) => {
    throw catalogueUnwritable(file, thrown);
  });
  const { catalogue, added } = read;
  const newest = clouds
    .flatMap((cloud) => newestSelectable(catalogue, cloud)?.version ?? [])
    .sort(compareVersions)
    .at(-1);
  return { file, sha256: found, newest: newest ?? 'none', releases: catalogue.releases.length, added };
}

/** Of a file that is too large only as much as shows that. */
async function bytesOf({ env }: Context, source: string): Promise<Uint8Array> {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(source)) return fetched(env, source);
  const file = resolve(env.cwd, source);
  try {
    const stat = await env.fs.stat(file);
    if (stat?.kind !== 'file') throw new Error(stat ? 'it is no regular file' : 'there is no such file');
    return stat.size > largestRefreshed ? new Uint8Array(largestRefreshed) : await env.fs.readBytes(file);
  } catch (thrown) {
    throw catalogueUnreadable(source, fromUnknown(thrown).message);
  }
}

/** A public text: what carries credentials, or goes over an open line, is not asked for. */
async function fetched({ http }: Context['env'], source: string): Promise<Uint8Array> {
  const url = URL.canParse(source) ? new URL(source) : undefined;
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') throw addressRefused();
  const answer = await http.get(source, { timeoutMilliseconds }).catch((thrown: unknown) => {
    throw catalogueUnreadable(source, fromUnknown(thrown).message);
  });
  if (answer.status !== 200) throw catalogueUnreadable(source, `the answer is ${answer.status}`);
  return Buffer.from(answer.body);
}
