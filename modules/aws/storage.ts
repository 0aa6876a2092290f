import { Construct } from '../core/cdktf.ts';
import type { IKey, IObjectStore } from '../core/contracts.ts';
import { uiOrigins } from '../core/ui-origins.ts';
import { Bucket, type BucketExpiry } from './bucket.ts';

export interface StorageProps {
  /** Name of the deployment; start of each bucket's name. A change replaces the buckets. */
  readonly name: string;
  /** Key of new objects. A change leaves the existing ones under the old key. */
  readonly key: IKey;
  /** Days in which replaced and deleted Brainstore objects can be brought back. */
  readonly retentionDays: number;
  /**
   * Origins beyond the Braintrust UI's that may read and write from a browser; `null` for pages that a redirect made
   * anonymous, `*` for any.
   */
  readonly allowedOrigins: readonly string[];
}

/** The three buckets. */
export class Storage extends Construct implements IObjectStore {
  readonly brainstore: Bucket;
  readonly codeBundles: Bucket;
  readonly responses: Bucket;

  constructor(scope: Construct, id: string, props: StorageProps) {
    super(scope, id);
    const { name, key } = props;
    const origins = [...new Set([...uiOrigins, ...props.allowedOrigins])];
    this.brainstore = new Bucket(this, 'brainstore', {
      namePrefix: `${name}-brainstore-`,
      key,
      retentionDays: props.retentionDays,
      expiries: deleteOperations(props.retentionDays),
    });
    this.codeBundles = new Bucket(this, 'code_bundles', {
      namePrefix: `${name}-code-bundles-`,
      key,
      retentionDays: 1,
      cors: { methods: ['PUT', 'GET', 'HEAD'], origins },
    });
    this.responses = new Bucket(this, 'responses', {
      namePrefix: `${name}-responses-`,
      key,
      retentionDays: 1,
      expiries: [{ id: 'everything', prefix: '', days: 1 }],
      cors: { methods: ['GET', 'HEAD'], origins },
    });
  }
}

/**
 * Brainstore records there what it no longer needs, and counts on these records to go. The paths are its own.
 * https://github.com/braintrustdata/terraform-aws-braintrust-data-plane (modules/storage)
 */
function deleteOperations(days: number): readonly BucketExpiry[] {
  return [
    { id: 'index-delete-operations', prefix: 'brainstore/index/delete_ops/', days },
    { id: 'wal-delete-operations', prefix: 'brainstore/wal/delete_ops/', days },
  ];
}
