import { addressOf } from './addresses.ts';
import { type Construct, TerraformElement } from './cdktf.ts';
import { NamedVariable } from './named-variable.ts';

export interface EphemeralResourceProps {
  /** Such as `aws_secretsmanager_secret_version`. */
  readonly type: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  /** Addresses that must be applied before it is opened. */
  readonly dependsOn?: readonly string[];
}

/**
 * A terraform `ephemeral` block: opened anew in each run, in neither plan nor state. The bindings have no classes for these.
 * https://developer.hashicorp.com/terraform/language/block/ephemeral
 */
export class EphemeralResource extends TerraformElement {
  /** Keeps its address apart from a managed resource of the same type and id. */
  readonly terraformResourceType: string;
  private readonly props: EphemeralResourceProps;

  constructor(scope: Construct, id: string, props: EphemeralResourceProps) {
    super(scope, id);
    this.props = props;
    this.terraformResourceType = `ephemeral.${props.type}`;
  }

  /** Expression without `${}`. Only write-only arguments and other ephemeral blocks may use it. */
  expression(attribute: string): string {
    return `${addressOf(this)}.${attribute}`;
  }

  override toTerraform(): unknown {
    const { type, arguments: own, dependsOn } = this.props;
    const block = dependsOn === undefined ? own : { ...own, depends_on: [...dependsOn] };
    return { ephemeral: { [type]: { [this.friendlyUniqueId]: block } } };
  }
}

/**
 * An input variable whose value never reaches plan or state. Terraform asks for it in every plan and every apply, also of
 * a saved plan; `TF_VAR_<name>` answers.
 */
export class EphemeralVariable extends NamedVariable {
  constructor(scope: Construct, id: string, name: string, description: string) {
    super(scope, id, name, description, { ephemeral: true, sensitive: true });
  }
}
