/** Access for Braintrust's support: who, to what, and what it changes in a deployment that has none. */
import { describe, expect, it } from 'vitest';
import { liftProtection } from '../../../../src/core/clouds/aws/lift-protection.ts';
import type { PartialConfig } from '../../../../src/core/config/schema.ts';
import { awsConfig } from '../../../helpers/aws-config.ts';
import { renderedAws } from '../../../helpers/aws-stack.ts';
import { look, type Synthesized } from '../../../helpers/synth.ts';

interface Statement {
  readonly Sid: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

const withSupport = async (remoteSupport: NonNullable<PartialConfig['remoteSupport']>) =>
  look(await renderedAws(awsConfig('staging', { account: { id: '123456789012' }, remoteSupport })));

const off = await withSupport({});
const both = await withSupport({ logs: true, shell: true });
const logsOnly = await withSupport({ logs: true });
const shellOnly = await withSupport({ shell: true });

const added = (stack: Synthesized) => stack.addresses.filter((address) => !off.addresses.includes(address));

function statements(stack: Synthesized, address: string, argument = 'policy'): readonly Statement[] {
  return JSON.parse(String(stack.resource(address)[argument])).Statement;
}

function statement(stack: Synthesized, address: string, sid: string): Statement {
  const found = statements(stack, address).find(({ Sid }) => Sid === sid);
  if (found === undefined) throw new Error(`no statement ${sid} in ${address}`);
  return found;
}

const policies = [
  'aws_iam_role_policy.support_logs',
  'aws_iam_role_policy.support_shell_rights',
  'aws_iam_role_policy.support_shell_node_rights',
];

describe('what there is', () => {
  const base = ['aws_iam_role.support'];
  const logs = ['aws_iam_role_policy.support_logs'];
  const shell = [
    'aws_cloudwatch_log_group.support_shell_records',
    'aws_iam_role_policy.support_shell_node_rights',
    'aws_iam_role_policy.support_shell_rights',
    'aws_ssm_document.support_shell_document',
  ];

  it.each([
    ['neither', off, []],
    ['logs', logsOnly, [...base, ...logs]],
    ['shell', shellOnly, [...base, ...shell]],
    ['both', both, [...base, ...logs, ...shell]],
  ] as const)('with %s', (_, stack, expected) => {
    expect([...added(stack)].sort()).toEqual([...expected].sort());
  });

  it('leaves everything else as it was, to the letter: no node is started anew, nothing stateful is touched', () => {
    for (const address of off.addresses) {
      if (address.startsWith('data.') || address.startsWith('ephemeral.')) continue;
      expect(both.resource(address), address).toEqual(off.resource(address));
    }
    expect(both.tree.locals).toEqual(off.tree.locals);
    expect(both.tree.data).toEqual(off.tree.data);
  });

  it('opens no port and makes no key pair', () => {
    expect(added(both).join('\n')).not.toMatch(/security_group|key_pair|instance|endpoint/);
  });

  it('is told in the outputs, only where it is', () => {
    const told = (stack: Synthesized) =>
      Object.keys(stack.tree.output ?? {})
        .filter((output) => output.startsWith('support_'))
        .sort();
    expect(told(off)).toEqual([]);
    expect(told(logsOnly)).toEqual(['support_external_id', 'support_role_arn']);
    expect(told(both)).toEqual([
      'support_external_id',
      'support_role_arn',
      'support_session_logs',
      'support_shell_document',
    ]);
  });
});

describe('who may take the role', () => {
  it("is Braintrust's two accounts, with the external id and for an hour", () => {
    expect(statements(both, 'aws_iam_role.support', 'assume_role_policy')).toEqual([
      {
        Effect: 'Allow',
        Principal: { AWS: ['arn:aws:iam::872608195481:root', 'arn:aws:iam::611723957092:root'] },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': 'bt:acme' } },
      },
    ]);
    expect(both.resource('aws_iam_role.support')).toMatchObject({
      name: 'acme-braintrust-support',
      max_session_duration: 3600,
    });
  });

  it('is decided by the configured external id', async () => {
    const own = await withSupport({ logs: true, externalId: 'agreed/2026' });
    const [trust] = statements(own, 'aws_iam_role.support', 'assume_role_policy');
    expect(trust?.Condition).toEqual({ StringEquals: { 'sts:ExternalId': 'agreed/2026' } });
    expect(own.tree.output?.support_external_id).toMatchObject({ value: 'agreed/2026' });
  });
});

describe('rights', () => {
  it('name resources, but for what AWS cannot limit', () => {
    const wide = policies.flatMap((address) =>
      statements(both, address)
        .filter(({ Resource }) => [Resource].flat().includes('*'))
        .map(({ Action }) => [Action].flat()),
    );
    expect(wide).toEqual([
      ['logs:GetQueryResults', 'logs:StopLiveTail', 'logs:StopQuery'],
      ['autoscaling:DescribeAutoScalingGroups', 'ec2:DescribeInstances'],
      [
        'ssmmessages:CreateControlChannel',
        'ssmmessages:CreateDataChannel',
        'ssmmessages:OpenControlChannel',
        'ssmmessages:OpenDataChannel',
      ],
    ]);
  });

  it('name every action in full, and nothing that changes the deployment', () => {
    const actions = policies
      .slice(0, 2)
      .flatMap((address) => statements(both, address).flatMap(({ Action }) => Action));
    expect(actions.join('\n')).not.toContain('*');
    expect(actions.join('\n')).not.toMatch(/:(Put|Create|Delete|Update|Modify|Run|Send|Pass)/);
  });

  it('on logs end at the groups of this deployment, and leave out the records of shells', () => {
    const arn = 'arn:aws:logs:us-east-1:123456789012:log-group:';
    const readable = [
      `${arn}/braintrust/acme/*`,
      `${arn}/aws/rds/instance/acme-postgres/*`,
      // The name is API Gateway's; it has the id of this deployment's API.
      `${arn}API-Gateway-Execution-Logs_\${aws_api_gateway_rest_api.ingress_rest_api.id}/*`,
    ];
    expect(statement(both, 'aws_iam_role_policy.support_logs', 'ReadLogs').Resource).toEqual(readable);

    const groups = Object.values(both.tree.resource?.aws_cloudwatch_log_group ?? {}) as {
      readonly name?: string;
      readonly name_prefix?: string;
    }[];
    const matched = groups.filter(({ name = '', name_prefix = name }) =>
      readable.some((pattern) => `${arn}${name_prefix}`.startsWith(pattern.replace(/\*$/, ''))),
    );
    expect(groups.length - matched.length).toBe(1);
    expect(matched).not.toContain(both.resource('aws_cloudwatch_log_group.support_shell_records'));
  });

  it('on sessions end at the nodes of this deployment, the recorded document and the own session', () => {
    const policy = 'aws_iam_role_policy.support_shell_rights';
    const check = { BoolIfExists: { 'ssm:SessionDocumentAccessCheck': 'true' } };
    expect(statement(both, policy, 'EnterNodes')).toMatchObject({
      Resource: 'arn:aws:ec2:us-east-1:123456789012:instance/*',
      Condition: { StringEquals: { 'ssm:resourceTag/BraintrustDeploymentName': 'acme' }, ...check },
    });
    expect(statement(both, policy, 'RecordedShellOnly')).toMatchObject({
      Resource: '${aws_ssm_document.support_shell_document.arn}',
      Condition: check,
    });
    // Doubled: terraform must leave the variable to IAM.
    expect(statement(both, policy, 'OwnSessions').Condition).toEqual({
      StringLike: { 'ssm:resourceTag/aws:ssmmessages:session-id': '$${aws:userid}*' },
    });
    const starts = statements(both, policy).filter(({ Action }) =>
      [Action].flat().includes('ssm:StartSession'),
    );
    expect(starts).toHaveLength(2);
    for (const { Condition } of starts) expect(Condition).toMatchObject(check);
  });

  it('of nodes grow only while there are shells, in a policy of its own', () => {
    expect(logsOnly.find('aws_iam_role_policy.support_shell_node_rights')).toBeUndefined();
    expect(both.resource('aws_iam_role_policy.support_shell_node_rights').role).toBe(
      '${aws_iam_role.brainstore_node_role.name}',
    );
    expect(statement(both, 'aws_iam_role_policy.support_shell_node_rights', 'Record').Resource).toBe(
      '${aws_cloudwatch_log_group.support_shell_records.arn}:*',
    );
  });
});

describe('a shell', () => {
  it('is recorded as it runs, encrypted with the key, and ends by itself', () => {
    const document = both.resource('aws_ssm_document.support_shell_document');
    expect(document).toMatchObject({ name: 'braintrust-acme-support-shell', document_type: 'Session' });
    expect(JSON.parse(String(document.content))).toMatchObject({
      schemaVersion: '1.0',
      sessionType: 'Standard_Stream',
      inputs: {
        cloudWatchLogGroupName: '${aws_cloudwatch_log_group.support_shell_records.name}',
        cloudWatchEncryptionEnabled: true,
        cloudWatchStreamingEnabled: true,
        kmsKeyId: '${aws_kms_key.encryption.arn}',
        idleSessionTimeout: '20',
        maxSessionDuration: '60',
      },
    });
  });

  it('leaves records that outlast the access, where neither functions nor support reach them', () => {
    expect(both.resource('aws_cloudwatch_log_group.support_shell_records')).toMatchObject({
      name_prefix: '/braintrust-support/acme/sessions-',
      skip_destroy: true,
      retention_in_days: 365,
      kms_key_id: '${aws_kms_key.encryption.arn}',
    });
  });

  it('leaves no other log group behind, and its own records can go when their data is to be deleted', () => {
    const kept = both.addresses.filter(
      (address) => address.startsWith('aws_cloudwatch_log_group.') && both.resource(address).skip_destroy,
    );
    expect(kept).toEqual(['aws_cloudwatch_log_group.support_shell_records']);
    expect(liftProtection.aws_cloudwatch_log_group).toEqual({ skip_destroy: false });
  });
});
