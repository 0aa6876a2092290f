/** Releases of the data plane: the one number that API, proxy and Brainstore share. */
import { releaseUnknown } from './errors.ts';

export interface Release {
  /** Such as `2.12.0`. */
  readonly version: string;
  /** Day of the release, YYYY-MM-DD. */
  readonly date: string;
  /** Tag of the function packages in the vendor's buckets, such as `v2.12.0`. */
  readonly functionTag: string;
  /** Tag of the Brainstore image. */
  readonly brainstoreTag: string;
  /** The newest Helm chart whose images are of this release; undefined while none is known. */
  readonly chart?: string;
}

/**
 * Oldest first. Tags: `VERSIONS.json` of the services and of Brainstore in the public repository
 * https://github.com/braintrustdata/terraform-aws-braintrust-data-plane, at the module tag named in each row; the day is
 * that of the tagged commit. Charts: https://github.com/braintrustdata/helm, by the image tags in the values of each tag;
 * pre-releases, tags that the vendor took back (3.0.1) and mis-numbered ones (2.5.0) are left out.
 */
export const releases: readonly Release[] = [
  release('1.1.32', '2026-02-24', '5.1.0'), // v4.1.0, the last of 1.x
  release('2.0.0', '2026-04-17', '6.1.0'), // v5.0.0
  release('2.1.0', '2026-04-30', '6.2.0'), // v5.2.0
  release('2.1.1', '2026-05-08', '6.2.2'), // v5.2.1
  release('2.2.1', '2026-06-12', '6.3.0'), // v5.5.0
  release('2.3.0', '2026-06-17', '6.4.0'), // v5.6.0
  release('2.4.0', '2026-06-19', '6.6.0'), // v5.7.0
  release('2.5.0', '2026-06-25', '6.7.1'), // v5.8.0
  release('2.6.0', '2026-07-01', '6.8.0'), // v5.9.0
  release('2.7.0', '2026-07-10', '6.9.0'), // v5.10.0
  release('2.7.1', '2026-07-13', '6.9.2'), // v5.10.1
  release('2.8.0', '2026-07-28', '6.10.0'), // v6.2.0
  release('2.9.0', '2026-07-30', '6.11.0'), // v6.3.0
  release('2.10.0', '2026-08-12'), // v6.4.0
  release('2.11.0', '2026-08-13'), // v6.5.0
  newest(),
];

/** What a configuration without `release` gets. */
export const newestRelease: Release = newest();

/** What it gets where the services are installed by Helm. */
export const newestChartedRelease: Release = newestCharted();

/** Throws kind `config` for a release that is not in the catalogue; the rule `release/unknown` finds it sooner. */
export function findRelease(version: string): Release {
  const found = releases.find((release) => release.version === version);
  if (!found) throw releaseUnknown(version, newestRelease.version);
  return found;
}

function newest(): Release {
  return release('2.12.0', '2026-08-21'); // v6.6.0
}

function newestCharted(): Release {
  return releases.findLast(({ chart }) => chart !== undefined) ?? newestRelease;
}

function release(version: string, date: string, chart?: string): Release {
  const tags = { functionTag: `v${version}`, brainstoreTag: `v${version}` };
  return { version, date, ...tags, ...(chart === undefined ? {} : { chart }) };
}
