/** What one check of the health of a data plane is. */
import type { HttpAnswer } from '../../env.ts';
import type { Rollout } from '../clouds/cloud.ts';
import type { Release } from '../releases/release.ts';

export const checkIds = [
  'rollout',
  'api',
  'api-version',
  'brainstore',
  'brainstore-version',
  'migration',
] as const;
export type CheckId = (typeof checkIds)[number];

/**
 * `good` is as it should be; `unknown` could not be told from here, and is no reason to wait; `waiting` is not so yet;
 * `broken` does not mend itself.
 */
export type CheckState = 'good' | 'unknown' | 'waiting' | 'broken';

export interface CheckAnswer {
  readonly state: CheckState;
  /** What was seen, for a person; without the name of the check. */
  readonly text: string;
}

/** One round of looking: everything is asked once, however many checks want it. */
export interface Look {
  readonly release: Release;
  /** An answer of the API to a path such as `/ping`, or why there is none; undefined where no address of it is known. */
  get(path: string): Promise<HttpAnswer | NoAnswer> | undefined;
  rollout(): Promise<Rollout>;
}

export interface NoAnswer {
  readonly status: undefined;
  /** Such as `ECONNREFUSED`. */
  readonly reason: string;
}

export interface Check {
  readonly id: CheckId;
  /** What it looks at, such as `every node runs what was applied`. */
  readonly title: string;
  /** What to do when it stays bad. */
  readonly advice: string;
  look(look: Look): Promise<CheckAnswer>;
}
