/** What is deployed, what is wanted, and the applies that lead from the one to the other. */
import type { CloudId } from '../config/schema.ts';

/** As the state has it, never the configuration. */
export interface Deployed {
  readonly cloud: CloudId;
  /** The lowest among the stacks. */
  readonly release: string;
  /** `none`, or a version; undefined where no output says so, and then the rules about it are left out. */
  readonly walFooterVersion: string | undefined;
  /** `none`, or the objects that are kept without PostgreSQL; undefined likewise. */
  readonly noPostgres: string | undefined;
}

export interface Target {
  readonly release: string;
  /** The last two as the configuration has them. */
  readonly walFooterVersion: string;
  readonly noPostgres: string;
  /** Whether the configuration names the chart: then a release without a known one can be installed, too. */
  readonly chartNamed?: boolean;
}

export type UpgradePath =
  | { readonly ok: true; readonly hops: readonly Hop[] }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

/** Why a path does not exist: a rule that it would break. */
export interface Refusal {
  /** Such as `upgrade/one-major`. */
  readonly rule: string;
  readonly message: string;
  readonly source: string;
  /** What can be done instead, a sentence. */
  readonly instead?: string;
}

/** One apply. */
export interface Hop {
  /** `release-2.1.1`, `wal-footer-v1`, `no-postgres`: the same name whenever the path is computed anew. */
  readonly id: string;
  readonly title: string;
  /** These three as they are after the hop. */
  readonly release: string;
  readonly walFooterVersion: string;
  readonly noPostgres: string;
  /** Keys of the configuration that it changes; `release` among them when it does. */
  readonly sets: readonly { readonly path: string; readonly value: string }[];
  /** Must hold before it starts. */
  readonly gates: readonly Gate[];
  /** Names for `--accept-one-way`: `wal-footer-version`, `no-postgres`. */
  readonly oneWay: readonly string[];
  /** Whether a snapshot of the database is taken before it. */
  readonly snapshot: boolean;
  readonly rollback: Rollback;
  /** Defaults that changed, and what else to know. */
  readonly notes: readonly string[];
  /** Ids of the rules that made it what it is. */
  readonly rules: readonly string[];
  readonly source: string;
}

export interface Rollback {
  readonly kind: 'reversible' | 'roll-forward' | 'restore';
  /** What to do, with the commands of it. */
  readonly recipe: string;
}

export type Gate =
  /** Every node runs what is deployed. */
  | { readonly id: string; readonly text: string; readonly kind: 'all-nodes' }
  /** And has done so for that long. */
  | { readonly id: string; readonly text: string; readonly kind: 'ran'; readonly hours: number };
