import { type Construct, TerraformElement } from '../core/cdktf.ts';

/** A text that an output of another stack gives. */
export class InputVariable extends TerraformElement {
  private readonly text: string;

  /** `name` instead of the path, because whoever fills it has to spell it. */
  constructor(scope: Construct, id: string, name: string, description: string) {
    super(scope, id);
    this.text = description;
    this.overrideLogicalId(name);
  }

  /** Expression without `${}`. */
  expression(): string {
    return `var.${this.friendlyUniqueId}`;
  }

  override toTerraform(): unknown {
    return {
      variable: {
        [this.friendlyUniqueId]: { type: 'string', description: this.text, nullable: false },
      },
    };
  }
}
