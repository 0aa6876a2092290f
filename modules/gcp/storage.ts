import { Construct, type IResolvable } from '../core/cdktf.ts';
import { uiOrigins } from '../core/ui-origins.ts';
import { Bucket } from './bucket.ts';
import type { IGcpKey, IGcpServiceAccount } from './contracts.ts';
import { gcpNames } from './naming.ts';
import type { GcpStorageProps } from './props.ts';

export interface StorageProps extends GcpStorageProps {
  /** Name of the deployment, part of each bucket's name. A change replaces the buckets. */
  readonly name: string;
  readonly project: string;
  readonly region: string;
  readonly key: IGcpKey;
  readonly forceDestroy: IResolvable;
  readonly api: IGcpServiceAccount;
  readonly brainstore: IGcpServiceAccount;
}

/**
 * The two buckets. Paths in them are the services' own:
 * https://github.com/braintrustdata/terraform-google-braintrust-data-plane (modules/storage)
 */
export class Storage extends Construct {
  /** Index, write-ahead log and locks of Brainstore. */
  readonly brainstore: Bucket;
  /** Code of user-defined functions, attachments, large API responses and Brainstore's response cache. */
  readonly api: Bucket;

  constructor(scope: Construct, id: string, props: StorageProps) {
    super(scope, id);
    const names = gcpNames(props.project, props.name);
    const { region, key, forceDestroy, retentionDays: days } = props;
    this.brainstore = new Bucket(this, 'brainstore', {
      name: names.brainstoreBucket,
      region,
      key,
      forceDestroy,
      expiries: [
        { prefix: '', days, of: 'replaced' },
        // Brainstore records there what it no longer needs, and counts on these records to go.
        { prefix: 'brainstore/index/delete_ops/', days, of: 'all' },
        { prefix: 'brainstore/wal/delete_ops/', days, of: 'all' },
      ],
    });
    this.api = new Bucket(this, 'api', {
      name: names.apiBucket,
      region,
      key,
      forceDestroy,
      expiries: [
        { prefix: '', days, of: 'replaced' },
        // Both are copies for a moment; a day later nobody asks for them.
        { prefix: 'response/', days: 1, of: 'all' },
        { prefix: 'brainstore-cache/', days: 1, of: 'all' },
      ],
      // Browsers fetch and write objects over signed URLs. Where a redirect made a page anonymous, its origin is `null`.
      cors: {
        methods: ['PUT', 'GET', 'HEAD'],
        origins: [...new Set([...uiOrigins, ...props.allowedOrigins])],
      },
    });
    // Since data plane 2.0 the API reads Brainstore's objects itself, and Brainstore the API's bundles.
    for (const bucket of [this.brainstore, this.api]) {
      bucket.allow('api', props.api);
      bucket.allow('brainstore', props.brainstore);
    }
  }
}
