import { Construct, DataResource, type ITerraformDependable } from '../core/cdktf.ts';

export interface SettleProps {
  /** A change waits again. */
  readonly triggers: readonly string[];
  /** What must be there before the wait begins. */
  readonly after: readonly ITerraformDependable[];
}

/** Seconds that Google takes for what it calls eventually consistent; most changes are through within them. */
const seconds = 60;

/**
 * A wait, once, between a change that Google spreads at leisure and those who count on it. It starts the program `sleep`
 * itself, without a shell; the `time` provider would be one more to fetch.
 */
export class Settle extends Construct {
  /** For `dependsOn`. */
  readonly done: DataResource;

  constructor(scope: Construct, id: string, props: SettleProps) {
    super(scope, id);
    this.done = new DataResource(this, 'Resource', {
      provisioners: [{ type: 'local-exec', interpreter: ['sleep'], command: String(seconds) }],
      dependsOn: [...props.after],
    });
    // The bindings want a map here, terraform takes anything.
    this.done.addOverride('triggers_replace', [...props.triggers]);
  }
}
