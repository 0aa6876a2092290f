import { logicalIds } from './addresses.ts';
import {
  type App,
  AzurermBackend,
  GcsBackend,
  LocalBackend,
  S3Backend,
  type TerraformElement,
  TerraformStack,
} from './cdktf.ts';

/** Where terraform keeps the state of a stack. */
export type StateBackend =
  /** `path` is relative to the rendered folder, so that the folder can be moved. */
  | { readonly type: 'local'; readonly path: string }
  | {
      readonly type: 's3';
      readonly bucket: string;
      readonly key: string;
      readonly region: string;
      /** Key for the state object; default: the bucket's own. */
      readonly kmsKeyArn?: string;
    }
  | {
      readonly type: 'gcs';
      readonly bucket: string;
      /** Folder of the state in the bucket, `/` within; the object is `<prefix>/default.tfstate`. */
      readonly prefix: string;
    }
  | {
      readonly type: 'azurerm';
      readonly storageAccount: string;
      readonly container: string;
      /** Name of the state's blob. */
      readonly key: string;
    };

export interface DataPlaneStackProps {
  readonly backend: StateBackend;
  /** Range of terraform versions, such as `>= 1.11.0, < 2.0.0`. */
  readonly terraformVersion: string;
}

/**
 * Base of every stack: a backend is mandatory (CDKTF's own default writes the current folder into the output), and
 * addresses are ours.
 */
export class DataPlaneStack extends TerraformStack {
  private readonly allocateLogicalIds = logicalIds();

  constructor(app: App, name: string, props: DataPlaneStackProps) {
    super(app, name);
    this.addOverride('terraform.required_version', props.terraformVersion);
    const { backend } = props;
    if (backend.type === 'local') new LocalBackend(this, { path: backend.path });
    // Google Cloud Storage encrypts everything, and terraform locks there without being asked.
    else if (backend.type === 'gcs') {
      new GcsBackend(this, { bucket: backend.bucket, prefix: backend.prefix });
    } else if (backend.type === 'azurerm') {
      new AzurermBackend(this, {
        storageAccountName: backend.storageAccount,
        containerName: backend.container,
        key: backend.key,
        // Signed in as a person or an identity: keys of the account open everything in it. Locked by a lease of the blob.
        // https://developer.hashicorp.com/terraform/language/backend/azurerm
        useAzureadAuth: true,
      });
    } else {
      new S3Backend(this, {
        bucket: backend.bucket,
        key: backend.key,
        region: backend.region,
        encrypt: true,
        ...(backend.kmsKeyArn === undefined ? {} : { kmsKeyId: backend.kmsKeyArn }),
      });
      this.addOverride('terraform.backend.s3.use_lockfile', true);
    }
  }

  protected override allocateLogicalId(element: TerraformElement): string {
    return this.allocateLogicalIds(element);
  }
}
