import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group/index.js';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule/index.js';
import { Construct } from '../core/cdktf.ts';

export interface GuardedPortProps {
  /** Name of the group. A change replaces it. */
  readonly name: string;
  /** A change replaces the group. */
  readonly description: string;
  readonly vpcId: string;
  readonly port: number;
}

/** A security group that lets nothing out, and in only named callers on one port. */
export class GuardedPort extends Construct {
  readonly securityGroupId: string;
  private readonly props: GuardedPortProps;

  constructor(scope: Construct, id: string, props: GuardedPortProps) {
    super(scope, id);
    this.props = props;
    const group = new SecurityGroup(this, 'Resource', {
      name: props.name,
      description: props.description,
      vpcId: props.vpcId,
      tags: { Name: props.name },
    });
    this.securityGroupId = group.id;
  }

  /** `caller` is a short literal id, part of the rule's address. */
  allowFrom(caller: string, securityGroupId: string): void {
    new VpcSecurityGroupIngressRule(this, `from_${caller}`, {
      securityGroupId: this.securityGroupId,
      referencedSecurityGroupId: securityGroupId,
      description: `From ${caller.replaceAll('_', ' ')}`,
      ipProtocol: 'tcp',
      fromPort: this.props.port,
      toPort: this.props.port,
    });
  }
}
