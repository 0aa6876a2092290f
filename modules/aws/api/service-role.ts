import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { Construct } from '../../core/cdktf.ts';
import { type PolicyStatement, policyDocument } from '../naming.ts';

export interface ServiceRoleProps {
  readonly name: string;
  readonly description: string;
  /** Trust policy, JSON. */
  readonly trust: string;
  readonly statements: readonly PolicyStatement[];
}

/** A role with one policy of its own. */
export class ServiceRole extends Construct {
  readonly arn: string;
  readonly name: string;
  /** Address of the policy: who acts in the role waits for it. */
  readonly granted: string;

  constructor(scope: Construct, id: string, props: ServiceRoleProps) {
    super(scope, id);
    const role = new IamRole(this, 'Resource', {
      name: props.name,
      description: props.description,
      assumeRolePolicy: props.trust,
    });
    this.arn = role.arn;
    this.name = role.name;
    const policy = new IamRolePolicy(this, 'policy', {
      name: 'rights',
      role: role.name,
      policy: policyDocument(props.statements),
    });
    this.granted = policy.fqn;
  }
}

/** A trust policy that lets one role of this account take another. */
export function trustRole(arn: string): string {
  return policyDocument([{ Effect: 'Allow', Principal: { AWS: arn }, Action: 'sts:AssumeRole' }]);
}
