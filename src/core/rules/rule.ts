/** A rule judges a resolved configuration. Small, named, pure; the lists of rules are the documentation. */

import type { Config } from '../config/schema.ts';
import type { Breach } from '../findings/finding.ts';
import type { ReleaseCatalogue } from '../releases/release.ts';
import type { Catalogue } from '../requirements/catalogue.ts';

export interface Subject {
  readonly config: Config;
  /** All that a rule may ask of a cloud. */
  readonly cloud: { readonly title: string; readonly catalogue: Catalogue };
}

/** With what is not the cloud's. */
export interface RuleSubject extends Subject {
  /** The releases that there are to choose from. */
  readonly releases: ReleaseCatalogue;
}

export interface Rule {
  readonly id: string;
  /** One sentence that states the requirement. */
  readonly states: string;
  /** A waiver may turn its errors into warnings. Left out where the cloud would refuse the value anyway. */
  readonly waivable?: true;
  readonly check: (subject: RuleSubject) => readonly Breach[];
}
