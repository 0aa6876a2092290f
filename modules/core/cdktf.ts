/**
 * The one file that imports the CDKTF library, so that exchanging it (cdktf, cdktn) is a change of package.json. Everything
 * else imports from here; the provider's constructs come from their own deep paths.
 */

export type { IResolvable, ITerraformDependable } from 'cdktf';
export {
  App,
  AzurermBackend,
  DataResource,
  dependable,
  Fn,
  GcsBackend,
  LocalBackend,
  S3Backend,
  TerraformElement,
  TerraformLocal,
  TerraformOutput,
  TerraformResource,
  TerraformStack,
  Token,
} from 'cdktf';
export { Construct } from 'constructs';
