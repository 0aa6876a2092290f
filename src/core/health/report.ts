/** What is asked about the health of a data plane, and what is found. */
import type { Cloud, RolloutContext } from '../clouds/cloud.ts';
import type { Release } from '../releases/release.ts';
import type { CheckId } from './check.ts';

export interface HealthRequest {
  readonly rollout: RolloutContext;
  readonly cloud: Cloud;
  /** What should run. */
  readonly release: Release;
  /** Where this machine reaches the API. Default: - what the stacks tell. */
  readonly apiUrl?: string | undefined;
  /** Ids of checks to leave out. */
  readonly without: readonly CheckId[];
  readonly timeoutMilliseconds: number;
  /** The command that goes on. */
  readonly again: string;
}

export interface HealthReport {
  readonly release: string;
  /** Where the API was asked; undefined where no address is known. */
  readonly apiUrl: string | undefined;
  /** How long it took to become so. */
  readonly seconds: number;
  /** In the order of `checkIds`. */
  readonly checks: readonly {
    readonly id: CheckId;
    /** `unknown` could not be told from here; `left-out` was not asked. */
    readonly state: 'good' | 'unknown' | 'left-out';
    readonly text: string;
  }[];
}
