import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import { FlowLog } from '@cdktf/provider-aws/lib/flow-log/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { Construct } from '../core/cdktf.ts';
import type { IKey } from '../core/contracts.ts';
import { policyDocument, trustService } from './naming.ts';

export interface FlowLogsProps {
  readonly vpcId: string;
  /** Log group, such as `/braintrust/acme/flow-logs/main`. A change starts a new group; the old records are deleted. */
  readonly logGroup: string;
  /** Name of the role that writes it, at most 64 characters. */
  readonly roleName: string;
  readonly key: IKey;
  /** Days; one of the figures that CloudWatch Logs takes. */
  readonly logRetentionDays: number;
}

/** Accepted and rejected traffic of one VPC, to a log group. */
export class FlowLogs extends Construct {
  constructor(scope: Construct, id: string, props: FlowLogsProps) {
    super(scope, id);
    const group = new CloudwatchLogGroup(this, 'Resource', {
      name: props.logGroup,
      retentionInDays: props.logRetentionDays,
      kmsKeyId: props.key.arn,
    });
    const role = new IamRole(this, 'writer', {
      name: props.roleName,
      description: 'Lets VPC flow logs write their records',
      assumeRolePolicy: trustService('vpc-flow-logs.amazonaws.com'),
    });
    // https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html, less the creation of groups.
    const permission = new IamRolePolicy(this, 'writer_policy', {
      role: role.name,
      name: 'write-records',
      policy: policyDocument([
        {
          Effect: 'Allow',
          Action: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
          Resource: `${group.arn}:*`,
        },
      ]),
    });
    new FlowLog(this, 'records', {
      vpcId: props.vpcId,
      trafficType: 'ALL',
      logDestinationType: 'cloud-watch-logs',
      logDestination: group.arn,
      iamRoleArn: role.arn,
      dependsOn: [permission],
    });
  }
}
