/**
 * The one file that imports the CDKTF library, so that exchanging it (cdktf, cdktn) is a change of package.json. Everything
 * else imports from here; the provider's constructs come from their own deep paths.
 */

export type { TerraformResource } from 'cdktf';
export {
  App,
  dependable,
  Fn,
  GcsBackend,
  LocalBackend,
  S3Backend,
  TerraformElement,
  TerraformLocal,
  TerraformOutput,
  TerraformStack,
  Token,
} from 'cdktf';
export { Construct } from 'constructs';
