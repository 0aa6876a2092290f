import { type Construct, TerraformElement } from '../core/cdktf.ts';

export interface RandomSuffixProps {
  /** A change of one of them makes a new suffix. */
  readonly keepers: Readonly<Record<string, string>>;
}

/** Six random hexadecimal digits, kept in the state; for names that Google blocks after their owner has gone. */
export class RandomSuffix extends TerraformElement {
  readonly terraformResourceType = 'random_id';
  private readonly props: RandomSuffixProps;

  constructor(scope: Construct, id: string, props: RandomSuffixProps) {
    super(scope, id);
    this.props = props;
  }

  get hex(): string {
    return `\${${this.terraformResourceType}.${this.friendlyUniqueId}.hex}`;
  }

  override toTerraform(): unknown {
    const block = { byte_length: 3, keepers: this.props.keepers };
    return { resource: { [this.terraformResourceType]: { [this.friendlyUniqueId]: block } } };
  }
}
