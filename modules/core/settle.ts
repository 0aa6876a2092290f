import { Construct, DataResource, type ITerraformDependable } from './cdktf.ts';

export interface SettleProps {
  /** A change waits again. */
  readonly triggers: readonly string[];
  /** What must be there before the wait begins. */
  readonly after: readonly ITerraformDependable[];
  /** How long; a change of it alone does not wait again. */
  readonly seconds: number;
}

/**
 * A wait, once, between a change that a cloud spreads at leisure and those who count on it. It starts the program `sleep`
 * itself, without a shell; the `time` provider would be one more to fetch.
 */
export class Settle extends Construct {
  /** For `dependsOn`. */
  readonly done: DataResource;

  constructor(scope: Construct, id: string, props: SettleProps) {
    super(scope, id);
    this.done = new DataResource(this, 'Resource', {
      provisioners: [{ type: 'local-exec', interpreter: ['sleep'], command: String(props.seconds) }],
      dependsOn: [...props.after],
    });
    // The bindings want a map here, terraform takes anything.
    this.done.addOverride('triggers_replace', [...props.triggers]);
  }
}
