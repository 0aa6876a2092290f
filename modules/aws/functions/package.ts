import { DataAwsS3Object } from '@cdktf/provider-aws/lib/data-aws-s3-object/index.js';
import type { Construct } from '../../core/cdktf.ts';
import type { FunctionId, FunctionSpec } from './catalogue.ts';
import { packageBucket, pointerKey } from './vendor-bucket.ts';

/** Where a release's function packages are. Lambda takes code only from a bucket of its own region. */
export type FunctionPackages =
  /** The vendor's pointer objects say it, looked up at every plan. `tag` such as `v2.12.0`. */
  | { readonly kind: 'pointer'; readonly tag: string }
  /** The S3 key of each function's archive, frozen; nothing is looked up. */
  | { readonly kind: 'pinned'; readonly keys: Readonly<Record<FunctionId, string>> };

/** The S3 key of one function's archive: a value, or a reference to the pointer's text. */
export function packageKey(
  scope: Construct,
  id: FunctionId,
  spec: FunctionSpec,
  packages: FunctionPackages,
  region: string,
): string {
  if (packages.kind === 'pinned') return packages.keys[id];
  const bucket = packageBucket(region);
  const key = pointerKey(spec.package, packages.tag);
  const pointer = new DataAwsS3Object(scope, 'package', {
    bucket,
    key,
    lifecycle: {
      postcondition: [
        {
          condition: `\${try(trimspace(self.body), "") != ""}`,
          errorMessage:
            `s3://${bucket}/${key} does not name the code of ${spec.package}: it is empty, or not text. ` +
            'Check that the release exists and is published in this region.',
        },
      ],
    },
  });
  return `\${trimspace(${pointer.fqn}.body)}`;
}
