import { describe, expect, it } from 'vitest';
import { Storage } from '../../../modules/aws/storage.ts';
import { synth } from '../../helpers/synth.ts';

const storage = (allowedOrigins: readonly string[] = []) =>
  synth(
    (stack) =>
      void new Storage(stack, 'storage', {
        name: 'acme-with-18-chars',
        key: { arn: 'arn:key' },
        retentionDays: 9,
        allowedOrigins,
      }),
  );

type Rule = Record<string, unknown> & { id: string };
const rules = (bucket: string) =>
  Object.fromEntries(
    (
      storage().resource(`aws_s3_bucket_lifecycle_configuration.storage_${bucket}_lifecycle`).rule as Rule[]
    ).map(({ id, ...rule }) => [id, rule]),
  );

describe.each(['brainstore', 'code_bundles', 'responses'])('the bucket %s', (bucket) => {
  const stack = storage();

  it('keeps its data: not destroyed, not emptied, versioned', () => {
    expect(stack.resource(`aws_s3_bucket.storage_${bucket}`)).toMatchObject({
      force_destroy: false,
      lifecycle: { prevent_destroy: true },
    });
    expect(stack.resource(`aws_s3_bucket_versioning.storage_${bucket}_versioning`)).toMatchObject({
      versioning_configuration: { status: 'Enabled' },
    });
  });

  it('has a prefix that leaves room for the suffix, of 63 characters in all', () => {
    expect(
      String(stack.resource(`aws_s3_bucket.storage_${bucket}`).bucket_prefix).length,
    ).toBeLessThanOrEqual(37);
  });

  it('is encrypted with the key', () => {
    expect(
      stack.resource(`aws_s3_bucket_server_side_encryption_configuration.storage_${bucket}_encryption`).rule,
    ).toEqual([
      {
        apply_server_side_encryption_by_default: { kms_master_key_id: 'arn:key', sse_algorithm: 'aws:kms' },
        bucket_key_enabled: true,
      },
    ]);
  });

  it('is closed to the public and refuses plain HTTP', () => {
    expect(stack.resource(`aws_s3_bucket_public_access_block.storage_${bucket}_public_access`)).toMatchObject(
      {
        block_public_acls: true,
        block_public_policy: true,
        ignore_public_acls: true,
        restrict_public_buckets: true,
      },
    );
    const { policy } = stack.resource(`aws_s3_bucket_policy.storage_${bucket}_policy`);
    expect(JSON.parse(String(policy)).Statement).toEqual([
      {
        Sid: 'DenyInsecureTransport',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [`\${aws_s3_bucket.storage_${bucket}.arn}`, `\${aws_s3_bucket.storage_${bucket}.arn}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ]);
  });
});

describe('objects', () => {
  it('of Brainstore stay, but for what was replaced, deleted or recorded as deleted', () => {
    expect(rules('brainstore')).toMatchObject({
      'replaced-and-deleted': { noncurrent_version_expiration: [{ noncurrent_days: 9 }] },
      'index-delete-operations': {
        filter: [{ prefix: 'brainstore/index/delete_ops/' }],
        expiration: [{ days: 9 }],
      },
      'wal-delete-operations': {
        filter: [{ prefix: 'brainstore/wal/delete_ops/' }],
        expiration: [{ days: 9 }],
      },
    });
  });

  it('of users’ code stay for ever', () => {
    expect(Object.keys(rules('code_bundles'))).toEqual(['replaced-and-deleted', 'delete-markers']);
  });

  it('of responses go after a day', () => {
    expect(rules('responses')).toMatchObject({
      everything: { filter: [{ prefix: '' }], expiration: [{ days: 1 }] },
    });
  });
});

describe('browsers', () => {
  const cors = (bucket: string, origins: readonly string[]) =>
    storage(origins).find(`aws_s3_bucket_cors_configuration.storage_${bucket}_cors`)?.cors_rule as
      | readonly { allowed_methods: string[]; allowed_origins: string[] }[]
      | undefined;

  it('may write code bundles and read responses, from the UI and what is configured, `null` included', () => {
    expect(cors('code_bundles', ['null'])?.[0]).toMatchObject({
      allowed_methods: ['PUT', 'GET', 'HEAD'],
      allowed_origins: [
        'https://braintrust.dev',
        'https://*.braintrust.dev',
        'https://*.preview.braintrust.dev',
        'null',
      ],
    });
    expect(cors('responses', ['*'])?.[0]?.allowed_origins).toContain('*');
    expect(cors('responses', [])?.[0]?.allowed_methods).toEqual(['GET', 'HEAD']);
  });

  it('may not call the bucket of Brainstore', () => {
    expect(cors('brainstore', ['*'])).toBeUndefined();
  });
});
