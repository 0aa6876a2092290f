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
}

/**
 * Oldest first. Tags: `VERSIONS.json` of the services and of Brainstore in the public repository
 * https://github.com/braintrustdata/terraform-aws-braintrust-data-plane, at the module tag named in each row; the day is
 * that of the tagged commit.
 */
export const releases: readonly Release[] = [
  release('1.1.32', '2026-02-24'), // v4.1.0, the last of 1.x
  release('2.0.0', '2026-04-17'), // v5.0.0
  release('2.1.0', '2026-04-30'), // v5.2.0
  release('2.1.1', '2026-05-08'), // v5.2.1
  release('2.2.1', '2026-06-12'), // v5.5.0
  release('2.3.0', '2026-06-17'), // v5.6.0
  release('2.4.0', '2026-06-19'), // v5.7.0
  release('2.5.0', '2026-06-25'), // v5.8.0
  release('2.6.0', '2026-07-01'), // v5.9.0
  release('2.7.0', '2026-07-10'), // v5.10.0
  release('2.7.1', '2026-07-13'), // v5.10.1
  release('2.8.0', '2026-07-28'), // v6.2.0
  release('2.9.0', '2026-07-30'), // v6.3.0
  release('2.10.0', '2026-08-12'), // v6.4.0
  release('2.11.0', '2026-08-13'), // v6.5.0
  newest(),
];

/** What a configuration without `release` gets. */
export const newestRelease: Release = newest();

/** Throws kind `config` for a release that is not in the catalogue; the rule `release/unknown` finds it sooner. */
export function findRelease(version: string): Release {
  const found = releases.find((release) => release.version === version);
  if (!found) throw releaseUnknown(version, newestRelease.version);
  return found;
}

function newest(): Release {
  return release('2.12.0', '2026-08-21'); // v6.6.0
}

function release(version: string, date: string): Release {
  return { version, date, functionTag: `v${version}`, brainstoreTag: `v${version}` };
}
