/** The refreshed catalogue beside a configuration. It holds the very bytes that were fetched, so that their digest can be told again. */
import { createHash } from 'node:crypto';
import { join as joinPath } from 'node:path';
import type { FileSystem } from '../../env.ts';
import { fromUnknown } from '../../errors.ts';
import type { Finding } from '../findings/finding.ts';
import { builtInCatalogue, knownRelease } from './catalogue.ts';
import { join } from './refresh.ts';
import { largestRefreshed, parseRefreshed } from './refreshed-format.ts';
import type { ReleaseCatalogue } from './release.ts';

export const refreshedName = 'bt-dataplane.releases.json';

export interface CatalogueRead {
  /** The built-in one where there is no file, or a wrong one. */
  readonly catalogue: ReleaseCatalogue;
  readonly findings: readonly Finding[];
}

/** `folder` is that of the configuration, absolute. */
export async function readCatalogue(fs: FileSystem, folder: string): Promise<CatalogueRead> {
  const file = joinPath(folder, refreshedName);
  try {
    const stat = await fs.stat(file);
    if (stat === undefined) return { catalogue: builtInCatalogue, findings: [] };
    if (stat.kind !== 'file' || stat.size > largestRefreshed)
      return rejected(file, '', `it is no file, or larger than ${largestRefreshed / 1024} KiB`);
    const read = catalogueOf(await fs.readBytes(file), refreshedName);
    return read.ok ? { catalogue: read.catalogue, findings: [] } : rejected(file, read.at, read.why);
  } catch (thrown) {
    return rejected(file, '', fromUnknown(thrown).message);
  }
}

export type CatalogueOf =
  | {
      readonly ok: true;
      readonly catalogue: ReleaseCatalogue;
      /** Versions that are not built in. */
      readonly added: readonly string[];
    }
  | { readonly ok: false; readonly at: string; readonly why: string };

export function catalogueOf(bytes: Uint8Array, source: string): CatalogueOf {
  const parsed = parseRefreshed(bytes);
  if (!parsed.ok) return parsed;
  const joined = join(builtInCatalogue, parsed.releases);
  if (!joined.ok) return { ok: false, at: joined.version, why: joined.why };
  return {
    ok: true,
    catalogue: { releases: joined.releases, source, sha256: sha256Of(bytes) },
    added: parsed.releases
      .map(({ version }) => version)
      .filter((version) => knownRelease(version, builtInCatalogue) === undefined),
  };
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function rejected(file: string, at: string, why: string): CatalogueRead {
  const finding: Finding = {
    rule: 'release/catalogue',
    severity: 'error',
    message: `the refreshed catalogue of releases cannot be used: ${at === '' ? '' : `${at}: `}${why}`,
    path: 'release',
    place: { file, line: 1, column: 1 },
    fix: {
      text: 'restore the committed file, fetch it anew with bt-dataplane releases update, or remove it: the built-in catalogue is enough to run',
    },
  };
  return { catalogue: builtInCatalogue, findings: [finding] };
}
