import type { IQuarantine } from '../../core/contracts.ts';
import type { PolicyStatement } from '../naming.ts';
import { type ArnScope, arnOf } from './permissions.ts';

/** The tag that the services put on functions of user code. */
const quarantined = { StringEquals: { 'aws:ResourceTag/BraintrustQuarantine': 'true' } };

/** Lets the API make and run functions of user code, in the quarantine network only. */
export function manageUserFunctions(
  scope: ArnScope,
  quarantine: IQuarantine,
  functionRoleArn: string,
): PolicyStatement[] {
  const functions = arnOf(scope, 'lambda', 'function:*');
  return [
    {
      Sid: 'CreateUserFunctions',
      Effect: 'Allow',
      Action: ['lambda:CreateFunction', 'lambda:PublishVersion'],
      Resource: functions,
      Condition: { StringEquals: { 'lambda:VpcIds': quarantine.id } },
    },
    {
      Sid: 'TagUserFunctions',
      Effect: 'Allow',
      Action: 'lambda:TagResource',
      Resource: functions,
      Condition: quarantined,
    },
    {
      Sid: 'UseUserFunctions',
      Effect: 'Allow',
      Action: [
        'lambda:DeleteFunction',
        // GetFunction may be called 100 times a second, the other reads 15: both are used.
        // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
        'lambda:GetFunction',
        'lambda:GetFunctionConfiguration',
        'lambda:InvokeFunction',
        'lambda:UpdateFunctionCode',
        'lambda:UpdateFunctionConfiguration',
      ],
      Resource: functions,
      Condition: quarantined,
    },
    {
      Sid: 'PassUserFunctionRole',
      Effect: 'Allow',
      Action: 'iam:PassRole',
      Resource: functionRoleArn,
      Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
    },
    {
      Sid: 'SeeNetworks',
      Effect: 'Allow',
      Action: ['ec2:DescribeSecurityGroups', 'ec2:DescribeSubnets', 'ec2:DescribeVpcs'],
      Resource: '*',
    },
  ];
}

/** Rights of the role in which the API invokes user code. */
export function invokeUserFunctions(scope: ArnScope): PolicyStatement[] {
  return [
    {
      Sid: 'InvokeUserFunctions',
      Effect: 'Allow',
      Action: 'lambda:InvokeFunction',
      Resource: arnOf(scope, 'lambda', 'function:*'),
      Condition: quarantined,
    },
  ];
}
