/** What a person reviews. The same data for `plan`, and before the question of `apply`. */
import type { Identity } from '../clouds/cloud.ts';
import type { Finding } from '../findings/finding.ts';
import type { Concern, Counts, Prediction, StackPlan } from './model.ts';

export interface Subject {
  readonly name: string;
  readonly cloud: string;
  readonly region: string;
  readonly profile: string;
  /** Release that the configuration asks for. */
  readonly release: string;
  /** Release that is deployed, as far as the stacks' outputs tell. */
  readonly deployedRelease: string | undefined;
  /** The configuration file, absolute. */
  readonly config: string;
  /** The rendered folder, absolute. */
  readonly folder: string;
  readonly digest: string;
}

/** What a look at changes from outside of terraform found; they are in `drift` of the stacks. */
export interface RefreshOnly {
  readonly drifted: boolean;
  /** Stacks that have nothing to look at yet. */
  readonly notDeployed: readonly string[];
  /** Addresses of resources that differ only in what the configuration says nothing about, as after every apply. */
  readonly unsaid: readonly string[];
}

export interface PlanResult {
  readonly subject: Subject;
  readonly identity: Identity;
  readonly terraformVersion: string;
  readonly hasChanges: boolean;
  readonly counts: Counts;
  /** In the order in which they are applied. */
  readonly stacks: readonly (StackPlan | Prediction)[];
  /** Replacements and deletions of what holds data; `apply` refuses while one is not allowed. */
  readonly concerns: readonly Concern[];
  readonly blocked: boolean;
  /** Variables that send the provider's calls elsewhere. */
  readonly endpoints: readonly { readonly name: string; readonly value: string }[];
  /** The person's own override files, by path. */
  readonly overrides: readonly string[];
  readonly findings: readonly Finding[];
  /** Digest of what the plan does; equal for every plan that does the same. */
  readonly effect: string;
  /** Set when it was only looked at what there is: nothing of it can be applied. */
  readonly refreshOnly?: RefreshOnly;
  /** Where terraform's own words are kept. */
  readonly logs: string;
}
