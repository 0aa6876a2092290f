/** What a change of a resource means to whoever runs the data plane. Filled by the tables of each cloud. */

export interface ResourceClass {
  /** Plain words for a person: `database`, `bucket`. */
  readonly noun: string;
  /** What is lost when it is destroyed or replaced, so that both are guarded. Absent where that loses nothing. */
  readonly loss?: string;
}

export type ResourceClasses = Readonly<Record<string, ResourceClass>>;
