/** `releases update`: a newer catalogue from a file or an address, beside the configuration; only with the right checksum. */
import { join, resolve } from 'node:path';
import { BtError, fromUnknown } from '../../../errors.ts';
import type { Context } from '../../context.ts';
import { catalogueOf, refreshedName, sha256Of } from '../../releases/file.ts';
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
  readonly newest: string;
  readonly releases: number;
}

/** An address answers within this, or not at all. */
const timeoutMilliseconds = 30_000;

export async function updateReleases(
  context: Context,
  options: ReleasesUpdateOptions,
): Promise<ReleasesUpdated> {
  const { env } = context;
  const bytes = await fetchBytes(context, options.source);
  const found = sha256Of(bytes);
  if (found !== options.sha256.toLowerCase())
    throw refusal(
      'checksum-differs',
      `${options.source} has the SHA-256 ${found}, and not the one that was given`,
    );
  const read = catalogueOf(bytes, refreshedName);
  if (!read.ok)
    throw refusal(
      'catalogue-invalid',
      `${options.source} is no catalogue that can be used: ${[read.at, read.why].filter(Boolean).join(': ')}`,
    );
  const file = join(await catalogueFolder(env, options.config), refreshedName);
  await env.fs.write(file, bytes, { mode: 0o644 });
  const { releases } = read.catalogue;
  return { file, sha256: found, newest: releases.at(-1)?.version ?? '', releases: releases.length };
}

async function fetchBytes({ env }: Context, source: string): Promise<Uint8Array> {
  try {
    if (!source.startsWith('https://')) return await env.fs.readBytes(resolve(env.cwd, source));
    const { status, body } = await env.http.get(source, { timeoutMilliseconds });
    if (status !== 200) throw new Error(`the answer is ${status}`);
    return Buffer.from(body);
  } catch (thrown) {
    throw refusal('catalogue-unreadable', `${source} could not be read: ${fromUnknown(thrown).message}`);
  }
}

function refusal(code: string, message: string): BtError {
  return new BtError({
    kind: 'config',
    code,
    message: `${message}; nothing was written`,
    hint: 'compare source and checksum with whom you have them from; the built-in catalogue is enough to run',
  });
}
