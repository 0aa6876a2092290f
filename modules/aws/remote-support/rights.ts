/** Rights of remote support, as data. What can be limited to the deployment is. */
import { escapeTemplate } from '../../core/user-text.ts';
import { type ArnScope, arnOf } from '../api/permissions.ts';
import type { PolicyStatement } from '../naming.ts';
import { deploymentTag } from '../provider.ts';

/** Resource types by action: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html */
export function readLogGroups(scope: ArnScope, groups: readonly string[]): PolicyStatement[] {
  return [
    {
      Sid: 'ReadLogs',
      Effect: 'Allow',
      Action: [
        'logs:DescribeLogStreams',
        'logs:FilterLogEvents',
        'logs:GetLogEvents',
        'logs:GetLogGroupFields',
        'logs:StartLiveTail',
        'logs:StartQuery',
      ],
      Resource: groups.map((group) => arnOf(scope, 'logs', `log-group:${group}`)),
    },
    // AWS asks for the right on all groups, whatever beginning of a name is asked for. It shows names, no content.
    listLogGroups(scope),
    // What was started above, by the id that only its starter got; AWS offers no resource-level control.
    {
      Sid: 'FollowLogQueries',
      Effect: 'Allow',
      Action: ['logs:GetQueryResults', 'logs:StopLiveTail', 'logs:StopQuery'],
      Resource: '*',
    },
  ];
}

export interface ShellScope {
  /** Name of the deployment whose nodes may be entered. */
  readonly deployment: string;
  /** The one document that a session may be started with. */
  readonly documentArn: string;
  /** Encrypts the sessions. */
  readonly keyArn: string;
}

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-restrict-access-examples.html */
export function runShell(scope: ArnScope, shell: ShellScope): PolicyStatement[] {
  const sessions = arnOf(scope, 'ssm', 'session/*');
  return [
    {
      Sid: 'EnterNodes',
      Effect: 'Allow',
      Action: 'ssm:StartSession',
      Resource: arnOf(scope, 'ec2', 'instance/*'),
      Condition: {
        StringEquals: { [`ssm:resourceTag/${deploymentTag}`]: shell.deployment },
        ...documentCheck,
      },
    },
    {
      Sid: 'RecordedShellOnly',
      Effect: 'Allow',
      Action: 'ssm:StartSession',
      Resource: shell.documentArn,
      Condition: documentCheck,
    },
    // A channel opens only with the token that StartSession gave to its caller. By caller it cannot be limited: ids of
    // sessions begin with the name of the role's session, for which IAM has no variable.
    { Sid: 'OpenChannel', Effect: 'Allow', Action: 'ssmmessages:OpenDataChannel', Resource: sessions },
    {
      Sid: 'OwnSessions',
      Effect: 'Allow',
      Action: ['ssm:ResumeSession', 'ssm:TerminateSession'],
      Resource: sessions,
      Condition: {
        StringLike: { 'ssm:resourceTag/aws:ssmmessages:session-id': escapeTemplate('${aws:userid}*') },
      },
    },
    { Sid: 'EncryptSession', Effect: 'Allow', Action: 'kms:GenerateDataKey', Resource: shell.keyArn },
    // Neither service offers resource-level control for these.
    {
      Sid: 'FindNodes',
      Effect: 'Allow',
      Action: ['autoscaling:DescribeAutoScalingGroups', 'ec2:DescribeInstances'],
      Resource: '*',
      Condition: { StringEquals: { 'aws:RequestedRegion': scope.region } },
    },
  ];
}

/**
 * What a node needs to offer sessions and to record them. `AmazonSSMManagedInstanceCore` would also let it read every
 * parameter of the account.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html
 */
export function offerSessions(scope: ArnScope, records: string, keyArn: string): PolicyStatement[] {
  return [
    {
      Sid: 'Register',
      Effect: 'Allow',
      Action: 'ssm:UpdateInstanceInformation',
      Resource: arnOf(scope, 'ec2', 'instance/*'),
    },
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsessionmanagermessagegatewayservice.html
    {
      Sid: 'OfferSessions',
      Effect: 'Allow',
      Action: [
        'ssmmessages:CreateControlChannel',
        'ssmmessages:CreateDataChannel',
        'ssmmessages:OpenControlChannel',
        'ssmmessages:OpenDataChannel',
      ],
      Resource: '*',
    },
    { Sid: 'DecryptSession', Effect: 'Allow', Action: 'kms:Decrypt', Resource: keyArn },
    {
      Sid: 'Record',
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
      Resource: `${records}:*`,
    },
    // Before it begins, a session checks that its records are encrypted.
    listLogGroups(scope),
  ];
}

function listLogGroups(scope: ArnScope): PolicyStatement {
  return {
    Sid: 'ListLogGroups',
    Effect: 'Allow',
    Action: 'logs:DescribeLogGroups',
    Resource: arnOf(scope, 'logs', 'log-group:*'),
  };
}

/**
 * Without it, a session that names no document runs with the account's own settings, unrecorded perhaps. It counts only when
 * every statement on StartSession has it; and only the `IfExists` form lets a named document pass.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-specify-session-document.html
 */
const documentCheck = { BoolIfExists: { 'ssm:SessionDocumentAccessCheck': 'true' } } as const;
