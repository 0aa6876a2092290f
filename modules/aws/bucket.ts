import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket/index.js';
import { S3BucketCorsConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-cors-configuration/index.js';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration/index.js';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy/index.js';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block/index.js';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration/index.js';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning/index.js';
import { Construct } from '../core/cdktf.ts';
import type { IBucket, IKey } from '../core/contracts.ts';
import { policyDocument } from './naming.ts';

export interface BucketCors {
  readonly methods: readonly string[];
  /** Such as `https://app.example.com`, `https://*.example.com`, `null` or `*`. */
  readonly origins: readonly string[];
}

/** Objects under a prefix that expire. */
export interface BucketExpiry {
  /** Short literal id. */
  readonly id: string;
  /** Empty for the whole bucket. */
  readonly prefix: string;
  readonly days: number;
}

export interface BucketProps {
  /** Start of the name, at most 37 characters; AWS wants names unique in the world, the provider adds a suffix. */
  readonly namePrefix: string;
  /** Key of new objects. A change leaves the existing ones under the old key. */
  readonly key: IKey;
  /** Days in which a replaced or deleted object can be brought back. */
  readonly retentionDays: number;
  /** Default: - nothing expires. */
  readonly expiries?: readonly BucketExpiry[];
  /** Default: - no browser may call. */
  readonly cors?: BucketCors;
}

/** A private, encrypted, versioned bucket that answers TLS only. */
export class Bucket extends Construct implements IBucket {
  readonly name: string;
  readonly arn: string;

  constructor(scope: Construct, id: string, props: BucketProps) {
    super(scope, id);
    const bucket = new S3Bucket(this, 'Resource', {
      bucketPrefix: props.namePrefix,
      forceDestroy: false,
      lifecycle: { preventDestroy: true },
    });
    this.name = bucket.id;
    this.arn = bucket.arn;
    this.encrypt(props.key);
    this.closeToPublic();
    this.expire(props);
    if (props.cors !== undefined) this.answerBrowsers(props.cors);
  }

  private encrypt(key: IKey): void {
    new S3BucketServerSideEncryptionConfigurationA(this, 'encryption', {
      bucket: this.name,
      rule: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: key.arn },
          // One call to KMS for many objects. https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
          bucketKeyEnabled: true,
        },
      ],
    });
  }

  private closeToPublic(): void {
    const block = new S3BucketPublicAccessBlock(this, 'public_access', {
      bucket: this.name,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketPolicy(this, 'policy', {
      bucket: this.name,
      policy: policyDocument([
        {
          Sid: 'DenyInsecureTransport',
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:*',
          Resource: [this.arn, `${this.arn}/*`],
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ]),
      // S3 refuses two of these changes at one time (OperationAborted).
      dependsOn: [block],
    });
  }

  private expire(props: BucketProps): void {
    const versioning = new S3BucketVersioningA(this, 'versioning', {
      bucket: this.name,
      versioningConfiguration: { status: 'Enabled' },
    });
    new S3BucketLifecycleConfiguration(this, 'lifecycle', {
      bucket: this.name,
      rule: [
        {
          id: 'replaced-and-deleted',
          status: 'Enabled',
          filter: [{ prefix: '' }],
          noncurrentVersionExpiration: [{ noncurrentDays: props.retentionDays }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 1 }],
        },
        {
          id: 'delete-markers',
          status: 'Enabled',
          filter: [{ prefix: '' }],
          expiration: [{ expiredObjectDeleteMarker: true }],
        },
        ...(props.expiries ?? []).map(({ id, prefix, days }) => ({
          id,
          status: 'Enabled',
          filter: [{ prefix }],
          expiration: [{ days }],
        })),
      ],
      // Rules for replaced versions mean nothing before there are any.
      dependsOn: [versioning],
    });
  }

  private answerBrowsers(cors: BucketCors): void {
    new S3BucketCorsConfiguration(this, 'cors', {
      bucket: this.name,
      corsRule: [
        {
          allowedMethods: [...cors.methods],
          allowedOrigins: [...cors.origins],
          allowedHeaders: ['*'],
          maxAgeSeconds: 3600,
        },
      ],
    });
  }
}
