import type { Cloud, Pinned } from '../clouds/cloud.ts';
import type { Finding, Place } from '../findings/finding.ts';
import type { ReleaseCatalogue } from '../releases/release.ts';
import type { Lock } from './lock-format.ts';
import type { Origin } from './resolve.ts';
import type { Config, PartialConfig } from './schema.ts';

/** A configuration that has the right shape, with every value known. It may still break rules. */
export interface Deployment {
  /** The configuration file, absolute. */
  readonly file: string;
  /** The files that it builds on, absolute, the weakest first. */
  readonly bases: readonly string[];
  readonly text: string;
  /** What the person wrote, in the file and in those that it builds on. */
  readonly written: PartialConfig;
  readonly config: Config;
  /** Origin of each leaf, by dotted path. */
  readonly origins: Readonly<Record<string, Origin>>;
  readonly cloud: Cloud;
  /** The lock file beside the configuration, absolute, and what it holds; `lock` is undefined while there is none. */
  readonly lockFile: string;
  readonly lock: Lock | undefined;
  /** The releases that there are to choose from: the built-in ones, and those of a refreshed file beside the configuration. */
  readonly catalogue: ReleaseCatalogue;
  /** What the lock file, or a look-up since, pins for this release in this region; undefined when that is not all. */
  readonly pins: Pinned | undefined;
  /** The place of a dotted path in the file, or in one that it builds on; the nearest enclosing key when the value is not written there. */
  placeOf(path: string): Place;
}

/** Either a deployment, or at least one finding of severity `error` that says why there is none. */
export type Loaded =
  | { readonly ok: true; readonly deployment: Deployment; readonly findings: readonly Finding[] }
  | {
      readonly ok: false;
      readonly file: string;
      /** The files that it builds on, absolute, as far as they were found. */
      readonly bases: readonly string[];
      /** The file's text for showing lines of it; values that may be secrets are masked, same length. */
      readonly text: string;
      readonly findings: readonly Finding[];
    };
