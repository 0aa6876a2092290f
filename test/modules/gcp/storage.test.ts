import { describe, expect, it } from 'vitest';
import type { Block } from '../../helpers/synth.ts';
import { production, shapes, staging } from './infra-props.ts';
import { infra } from './rendered.ts';

const buckets = ['google_storage_bucket.storage_brainstore', 'google_storage_bucket.storage_api'] as const;
const rules = (address: string) => infra(staging).resource(address).lifecycle_rule as Block[];

describe('the buckets', () => {
  it.each(buckets)('are private, versioned and kept: %s', (address) => {
    expect(infra(production).resource(address)).toMatchObject({
      location: 'us-central1',
      uniform_bucket_level_access: true,
      public_access_prevention: 'enforced',
      versioning: { enabled: true },
      soft_delete_policy: { retention_duration_seconds: 604800 },
      force_destroy: '${local.force_destroy}',
      lifecycle: { prevent_destroy: true },
    });
  });

  it.each(buckets)(
    'forget replaced objects after the retention, and uploads that nobody finishes: %s',
    (address) => {
      expect(rules(address)).toEqual(
        expect.arrayContaining([
          { action: { type: 'AbortIncompleteMultipartUpload' }, condition: { age: 1, with_state: 'ANY' } },
          {
            action: { type: 'Delete' },
            condition: { days_since_noncurrent_time: 7, with_state: 'ARCHIVED' },
          },
        ]),
      );
    },
  );

  it.each([
    ['brainstore', 'brainstore/index/delete_ops/', 7],
    ['brainstore', 'brainstore/wal/delete_ops/', 7],
    ['api', 'response/', 1],
    ['api', 'brainstore-cache/', 1],
  ])('forget in %s what is under %s', (bucket, prefix, age) => {
    expect(rules(`google_storage_bucket.storage_${bucket}`)).toContainEqual({
      action: { type: 'Delete' },
      condition: { age, with_state: 'ANY', matches_prefix: [prefix] },
    });
  });

  it('answer browsers of the Braintrust UI and of further origins, in the bucket that they fetch from', () => {
    const cors = (props: typeof staging, bucket: string) =>
      infra(props).resource(`google_storage_bucket.storage_${bucket}`).cors;
    expect(cors(staging, 'brainstore')).toBeUndefined();
    expect(cors(shapes['origins from anywhere'] ?? staging, 'api')).toEqual([
      {
        origin: [
          'https://braintrust.dev',
          'https://*.braintrust.dev',
          'https://*.preview.braintrust.dev',
          'null',
          '*',
        ],
        method: ['PUT', 'GET', 'HEAD'],
        response_header: ['*'],
        max_age_seconds: 3600,
      },
    ]);
  });

  it('are read and written by both services, and by nobody for a key', () => {
    const stack = infra(staging);
    const members = Object.values(stack.tree.resource?.google_storage_bucket_iam_member ?? {}) as Block[];
    expect(members).toHaveLength(8);
    expect(new Set(members.map(({ role }) => role))).toEqual(
      new Set(['roles/storage.objectAdmin', 'roles/storage.legacyBucketReader']),
    );
    expect(stack.tree.resource).not.toHaveProperty('google_storage_hmac_key');
    expect(stack.tree.resource).not.toHaveProperty('google_service_account_key');
  });
});
