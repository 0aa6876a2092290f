import { type Construct, TerraformElement } from './cdktf.ts';

/** An input variable under a name of its own instead of its path, because whoever fills it has to spell it. */
export class NamedVariable extends TerraformElement {
  private readonly block: Readonly<Record<string, unknown>>;

  /** `block` is what the variable has besides its type and description. */
  constructor(
    scope: Construct,
    id: string,
    name: string,
    description: string,
    block: Readonly<Record<string, unknown>>,
  ) {
    super(scope, id);
    this.block = { type: 'string', description, ...block };
    this.overrideLogicalId(name);
  }

  /** Expression without `${}`. */
  expression(): string {
    return `var.${this.friendlyUniqueId}`;
  }

  override toTerraform(): unknown {
    return { variable: { [this.friendlyUniqueId]: this.block } };
  }
}
