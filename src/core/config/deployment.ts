import type { Cloud } from '../clouds/cloud.ts';
import type { Finding, Place } from '../findings/finding.ts';
import type { Config, PartialConfig } from './schema.ts';

/** Where an effective value comes from. */
export type Origin = 'file' | 'lock' | 'profile';

/** A configuration that has the right shape, with every value known. It may still break rules. */
export interface Deployment {
  /** The configuration file, absolute. */
  readonly file: string;
  readonly text: string;
  /** What the person wrote. */
  readonly written: PartialConfig;
  readonly config: Config;
  /** Origin of each leaf, by dotted path. */
  readonly origins: Readonly<Record<string, Origin>>;
  readonly cloud: Cloud;
  /** The place of a dotted path in the file; the nearest enclosing key when the value is not written there. */
  placeOf(path: string): Place;
}

/** Either a deployment, or at least one finding of severity `error` that says why there is none. */
export type Loaded =
  | { readonly ok: true; readonly deployment: Deployment; readonly findings: readonly Finding[] }
  | { readonly ok: false; readonly file: string; readonly text: string; readonly findings: readonly Finding[] };
