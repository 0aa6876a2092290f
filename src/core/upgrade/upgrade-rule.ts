/** A rule of the way from what is deployed to what is wanted. Small, named, pure; the list of them is the documentation. */
import type { ReleaseCatalogue } from '../releases/release.ts';
import type { Deployed, Refusal, Target } from './path.ts';
import type { Way } from './way.ts';

export interface Situation {
  readonly catalogue: ReleaseCatalogue;
  readonly deployed: Deployed;
  readonly target: Target;
  /** The releases on the way, or what is missing for one. */
  readonly way: Way;
}

export type Objection = Omit<Refusal, 'rule' | 'source'> & { readonly source?: string };

export interface UpgradeRule {
  /** `upgrade/<what>`. */
  readonly id: string;
  /** One sentence that states it. */
  readonly states: string;
  readonly source: string;
  /** Why there is no way; left out by a rule that only shapes the way. */
  readonly check?: (situation: Situation) => readonly Objection[];
}
