import { StorageBucket } from '@cdktf/provider-google/lib/storage-bucket/index.js';
import { StorageBucketIamMember } from '@cdktf/provider-google/lib/storage-bucket-iam-member/index.js';
import { Construct, type IResolvable } from '../core/cdktf.ts';
import type { IGcpKey, IGcpServiceAccount } from './contracts.ts';

export interface BucketExpiry {
  readonly prefix: string;
  readonly days: number;
  /** `replaced` counts from the day on which an object was replaced or deleted; `all` from the day it was written. */
  readonly of: 'all' | 'replaced';
}

export interface BucketCors {
  readonly methods: readonly string[];
  /** Such as `https://app.example.com`, `null` or `*`. */
  readonly origins: readonly string[];
}

export interface BucketProps {
  /** A change replaces the bucket. */
  readonly name: string;
  /** A change replaces the bucket. */
  readonly region: string;
  /** Key of new objects. A change leaves the existing ones under the old key. */
  readonly key: IGcpKey;
  /** Destroy what is in it as well. */
  readonly forceDestroy: IResolvable;
  /** The end of objects. */
  readonly expiries: readonly BucketExpiry[];
  /** Default: - no browser may call. */
  readonly cors?: BucketCors;
}

/**
 * Days in which a deleted object, or the whole bucket, can be brought back; the least that Google offers.
 * https://cloud.google.com/storage/docs/soft-delete
 */
const softDeleteDays = 7;

/** Reading and writing objects, and the listing of the bucket that S3-like clients do before. */
const roles = { objects: 'roles/storage.objectAdmin', bucket: 'roles/storage.legacyBucketReader' } as const;

/** A private, encrypted, versioned bucket. */
export class Bucket extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: BucketProps) {
    super(scope, id);
    const bucket = new StorageBucket(this, 'Resource', {
      name: props.name,
      location: props.region,
      storageClass: 'STANDARD',
      uniformBucketLevelAccess: true,
      publicAccessPrevention: 'enforced',
      versioning: { enabled: true },
      softDeletePolicy: { retentionDurationSeconds: softDeleteDays * 24 * 3600 },
      encryption: { defaultKmsKeyName: props.key.id },
      forceDestroy: props.forceDestroy,
      lifecycleRule: [
        // An upload that nobody finishes is paid for and never seen.
        { action: { type: 'AbortIncompleteMultipartUpload' }, condition: { age: 1, withState: 'ANY' } },
        ...props.expiries.map(({ prefix, days, of }) => ({
          action: { type: 'Delete' },
          condition: {
            ...(of === 'all'
              ? { age: days, withState: 'ANY' }
              : { daysSinceNoncurrentTime: days, withState: 'ARCHIVED' }),
            ...(prefix === '' ? {} : { matchesPrefix: [prefix] }),
          },
        })),
      ],
      ...(props.cors === undefined
        ? {}
        : {
            cors: [
              {
                method: [...props.cors.methods],
                origin: [...props.cors.origins],
                responseHeader: ['*'],
                maxAgeSeconds: 3600,
              },
            ],
          }),
      lifecycle: { preventDestroy: true },
      dependsOn: [props.key.granted],
    });
    this.name = bucket.name;
  }

  /** Lets an account read and write. `who` is a short literal id, part of the addresses. */
  allow(who: string, account: IGcpServiceAccount): void {
    for (const [what, role] of Object.entries(roles)) {
      new StorageBucketIamMember(this, `${who}_${what}`, {
        bucket: this.name,
        role,
        member: account.member,
      });
    }
  }
}
