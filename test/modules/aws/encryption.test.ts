import { describe, expect, it } from 'vitest';
import { Encryption } from '../../../modules/aws/encryption.ts';
import { TerraformOutput } from '../../../modules/core/cdktf.ts';
import { synth } from '../../helpers/synth.ts';

const encryption = (existingKeyArn?: string) =>
  synth((stack) => {
    const key = new Encryption(stack, 'encryption', {
      name: 'acme',
      region: 'us-gov-west-1',
      accountId: '123456789012',
      ...(existingKeyArn === undefined ? {} : { existingKeyArn }),
    });
    expect(key.arn).toBeTypeOf('string');
    new TerraformOutput(stack, 'role', { value: key.autoscalingRoleArn });
  });

describe('encryption', () => {
  it('makes a key that rotates, cannot go by accident and takes 30 days to go', () => {
    expect(encryption().resource('aws_kms_key.encryption')).toMatchObject({
      enable_key_rotation: true,
      deletion_window_in_days: 30,
      lifecycle: { prevent_destroy: true },
    });
  });

  it('admits the account, the logs of this account only, and auto scaling; nobody else', () => {
    const { policy } = encryption().resource('aws_kms_key.encryption');
    const { Statement } = JSON.parse(String(policy));
    expect(Statement.map((statement: { Sid: string; Principal: unknown }) => statement.Principal)).toEqual([
      { AWS: 'arn:aws-us-gov:iam::123456789012:root' },
      { Service: 'logs.us-gov-west-1.amazonaws.com' },
      { AWS: '${aws_iam_service_linked_role.encryption_autoscaling.arn}' },
      { AWS: '${aws_iam_service_linked_role.encryption_autoscaling.arn}' },
    ]);
    expect(Statement[1].Condition).toEqual({
      ArnLike: {
        'kms:EncryptionContext:aws:logs:arn': 'arn:aws-us-gov:logs:us-gov-west-1:123456789012:*',
      },
    });
    expect(Statement[3]).toMatchObject({
      Action: 'kms:CreateGrant',
      Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    });
  });

  it('leaves an existing key alone and admits auto scaling by a grant', () => {
    const stack = encryption('arn:aws:kms:us-east-1:1:key/own');
    expect(stack.addresses).toEqual([
      'aws_iam_service_linked_role.encryption_autoscaling',
      'aws_kms_grant.encryption_autoscaling_grant',
    ]);
    expect(stack.resource('aws_kms_grant.encryption_autoscaling_grant')).toMatchObject({
      key_id: 'arn:aws:kms:us-east-1:1:key/own',
      grantee_principal: '${aws_iam_service_linked_role.encryption_autoscaling.arn}',
    });
    // Whoever names the role waits for the grant.
    expect(stack.tree.output?.role).toEqual({
      value: '${aws_kms_grant.encryption_autoscaling_grant.grantee_principal}',
    });
  });
});
