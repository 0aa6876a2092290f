/** `releases list` and `releases show`: the catalogue, with what was refreshed beside the configuration. Contacts nothing. */
import { dirname } from 'node:path';
import { isBtError } from '../../../errors.ts';
import { findConfig } from '../../config/files.ts';
import type { CloudId } from '../../config/schema.ts';
import type { Context } from '../../context.ts';
import { commandLine } from '../../io/command-line.ts';
import { knownRelease } from '../../releases/catalogue.ts';
import { readCatalogue } from '../../releases/file.ts';
import type { Release, ReleaseCatalogue } from '../../releases/release.ts';
import { catalogueRejected, releaseNotListed } from './errors.ts';

export interface CatalogueOptions {
  /** The configuration, relative to the working folder. Default: the one there, if there is one. */
  readonly config?: string | undefined;
}

export interface ReleaseList {
  readonly source: string;
  readonly sha256: string | undefined;
  /** Newest first. */
  readonly releases: readonly Release[];
}

/** All of them, or those that can be deployed on a cloud. Throws kind `config` for a refreshed catalogue that cannot be used. */
export async function listReleases(
  context: Context,
  options: CatalogueOptions & { readonly cloud?: CloudId | undefined } = {},
): Promise<ReleaseList> {
  const catalogue = await read(context, options);
  const { source, sha256, releases } = catalogue;
  const { cloud } = options;
  const wanted = cloud === undefined ? releases : releases.filter(({ clouds }) => clouds.includes(cloud));
  return { source, sha256, releases: wanted.toReversed() };
}

/** Throws kind `config` for a release that is not in the catalogue, and as `listReleases` does. */
export async function showRelease(
  context: Context,
  options: CatalogueOptions & { readonly release: string },
): Promise<Release> {
  const { release, config } = options;
  const found = knownRelease(release, await read(context, options));
  if (!found) throw releaseNotListed(release, commandLine('releases list', { config }));
  return found;
}

/** Without a word the built-in one would be taken for what the file says. */
async function read({ env }: Context, { config }: CatalogueOptions): Promise<ReleaseCatalogue> {
  const { catalogue, findings } = await readCatalogue(env.fs, await catalogueFolder(env, config));
  if (findings.length > 0) throw catalogueRejected(findings);
  return catalogue;
}

/** The folder of the configuration; the working folder where there is none: the catalogue needs no deployment. */
export async function catalogueFolder(env: Context['env'], config: string | undefined): Promise<string> {
  try {
    return dirname(await findConfig(env, config));
  } catch (thrown) {
    if (isBtError(thrown) && thrown.code === 'config-not-found') return env.cwd;
    throw thrown;
  }
}
