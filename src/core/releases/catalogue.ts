/** The releases that there are to choose from. */
import type { CloudId } from '../config/schema.ts';
import { releaseUnknown } from './errors.ts';
import { knownReleases } from './known.ts';
import type { Release, ReleaseCatalogue } from './release.ts';

export type { Release, ReleaseCatalogue } from './release.ts';

export const builtInCatalogue: ReleaseCatalogue = { releases: knownReleases, source: 'built in' };

/** What a configuration without `release` gets. */
export const newestRelease: Release = newestBuiltIn('aws');

/** What it gets where the services are installed by Helm. */
export const newestChartedRelease: Release = newestBuiltIn('gcp');

/**
 * Usable or not: what is deployed has to be taken down, too. Throws kind `config` for a release that is not in the catalogue;
 * the rule `release/unknown` finds it sooner.
 */
export function findRelease(version: string, catalogue: ReleaseCatalogue = builtInCatalogue): Release {
  const found = knownRelease(version, catalogue);
  if (!found) throw releaseUnknown(version, newestRelease.version);
  return found;
}

export function knownRelease(version: string, catalogue: ReleaseCatalogue): Release | undefined {
  return catalogue.releases.find((release) => release.version === version);
}

/** Oldest first: those that may be chosen on a cloud. */
export function selectable(catalogue: ReleaseCatalogue, cloud: CloudId): readonly Release[] {
  return catalogue.releases.filter((release) => isSelectable(release, cloud));
}

export function isSelectable({ unusable, clouds }: Release, cloud: CloudId): boolean {
  return unusable === undefined && clouds.includes(cloud);
}

/** Undefined where a catalogue leaves nothing to choose. */
export function newestSelectable(catalogue: ReleaseCatalogue, cloud: CloudId): Release | undefined {
  return selectable(catalogue, cloud).at(-1);
}

function newestBuiltIn(cloud: CloudId): Release {
  const newest = newestSelectable(builtInCatalogue, cloud);
  if (!newest) throw new Error(`the built-in catalogue has no release for ${cloud}`);
  return newest;
}
