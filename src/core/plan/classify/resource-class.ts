/** What a change of a resource means to whoever runs the data plane. Filled by the tables of each cloud. */
import type { ConcernKind, Severity } from '../model.ts';
import type { Condition } from './conditions.ts';

/** What comes of a change. */
export interface Effect {
  readonly kind: ConcernKind;
  readonly severity: Exclude<Severity, 'blocking'>;
  /** What happens and for how long, in plain words. */
  readonly consequence: string;
  /** Where that is written: an address, or `modules/…` where our own stacks make it so. */
  readonly source: string;
}

/** What a change of one attribute means. */
export interface AttributeRow extends Effect {
  /**
   * Dotted, from the resource down; `*` is any element, and `{json}`, `{script}` read the text that they follow, such as
   * `values.*.{json}.global`.
   */
  readonly path: string;
  readonly when: Condition;
}

/** A change that the data plane cannot take back: it takes a flag that names it. */
export interface OneWayRow {
  readonly path: string;
  readonly when: Condition;
  /** Its name for `--accept-one-way`. */
  readonly accept: string;
  readonly consequence: string;
  readonly source: string;
}

export interface ResourceClass {
  /** Plain words for a person: `database`, `bucket`. */
  readonly noun: string;
  /** What is lost when it is destroyed or replaced, so that both are guarded. Absent where that loses nothing. */
  readonly loss?: string;
  /** What it means that one more is made in a deployment that is there already. Absent: nothing. */
  readonly made?: Effect;
  /** What a replacement means besides its loss. Absent: nobody notices. */
  readonly replaced?: Effect;
  /** What it means that it goes, besides its loss. Absent: nobody notices. */
  readonly destroyed?: Effect;
  readonly rows?: readonly AttributeRow[];
  readonly oneWay?: readonly OneWayRow[];
}

export type ResourceClasses = Readonly<Record<string, ResourceClass>>;
