import { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1/index.js';
import { addressOf } from '../core/addresses.ts';
import { Construct } from '../core/cdktf.ts';

export interface NamespaceProps {
  /** A change makes everything anew in the other one. */
  readonly name: string;
  /** A change updates in place. */
  readonly labels: Readonly<Record<string, string>>;
}

/** A namespace of our own: what a release would own goes with it. */
export class Namespace extends Construct {
  /** Known before it is made, so that a plan shows it; whoever uses it depends on `address` besides. */
  readonly name: string;
  private readonly resource: NamespaceV1;

  constructor(scope: Construct, id: string, props: NamespaceProps) {
    super(scope, id);
    this.name = props.name;
    this.resource = new NamespaceV1(this, 'Resource', {
      metadata: {
        name: props.name,
        // No pod of ours needs the node. https://kubernetes.io/docs/concepts/security/pod-security-standards/
        labels: { ...props.labels, 'pod-security.kubernetes.io/enforce': 'baseline' },
      },
      // Goes last, after the load balancer and its network endpoint groups, which Google takes minutes to remove.
      timeouts: { delete: '20m' },
    });
  }

  get address(): string {
    return addressOf(this.resource);
  }
}
