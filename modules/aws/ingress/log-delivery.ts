import { ApiGatewayAccount } from '@cdktf/provider-aws/lib/api-gateway-account/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js';
import { Construct } from '../../core/cdktf.ts';
import { managedPolicyArn, trustService } from '../naming.ts';

export interface LogDeliveryProps {
  /** Name of the deployment. */
  readonly name: string;
  readonly region: string;
}

/**
 * The role in which API Gateway writes logs, a setting of the whole account in a region. Without one a stage with an access
 * log is refused: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html#set-up-access-logging-permissions
 */
export class LogDelivery extends Construct {
  /** Address of the setting. */
  readonly ready: string;

  constructor(scope: Construct, id: string, props: LogDeliveryProps) {
    super(scope, id);
    const role = new IamRole(this, 'Resource', {
      name: `${props.name}-api-gateway-logs`,
      description: 'In which API Gateway writes logs',
      assumeRolePolicy: trustService('apigateway.amazonaws.com'),
    });
    const rights = new IamRolePolicyAttachment(this, 'rights', {
      role: role.name,
      policyArn: managedPolicyArn(props.region, 'service-role/AmazonAPIGatewayPushToCloudWatchLogs'),
    });
    this.ready = new ApiGatewayAccount(this, 'account', {
      cloudwatchRoleArn: role.arn,
      dependsOn: [rights],
    }).fqn;
  }
}
