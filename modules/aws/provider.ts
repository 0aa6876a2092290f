import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { Construct, TerraformStack } from '../core/cdktf.ts';
import { deploymentTag } from './deployment-tag.ts';

export interface AwsProps {
  /** Name of the deployment; the value of the tag that marks everything as part of it. */
  readonly name: string;
  /** Such as `us-east-1`. Changing it replaces everything. */
  readonly region: string;
  /** Range of provider versions, such as `>= 5.100.0, < 7.0.0`. */
  readonly providerVersion: string;
  /** The one account to work in, twelve digits; terraform refuses credentials of another. Default: - any account. */
  readonly accountId?: string;
  /** Tags on every resource that can carry one. A change updates in place. */
  readonly tags: Readonly<Record<string, string>>;
}

export { deploymentTag };

/**
 * How often the provider tries a call. Its own 25 times take about 26 minutes, in which nobody learns that the service is down;
 * these take about one, and outlast throttling. https://github.com/hashicorp/terraform-provider-aws/issues/1209
 * `AWS_MAX_ATTEMPTS` has no say in it: provider 5.100 goes on after it.
 */
export const providerTries = 8;

/** The AWS provider of a stack. */
export class Aws extends Construct {
  constructor(scope: Construct, id: string, props: AwsProps) {
    super(scope, id);
    new AwsProvider(this, 'Resource', {
      region: props.region,
      maxRetries: providerTries,
      defaultTags: [{ tags: { ...props.tags, [deploymentTag]: props.name } }],
      ...(props.accountId === undefined ? {} : { allowedAccountIds: [props.accountId] }),
    });
    // The bindings pin the one version that they were made from; only what 5.100 has as well is used here.
    const stack = TerraformStack.of(this);
    stack.addOverride('terraform.required_providers.aws', {
      source: 'hashicorp/aws',
      version: props.providerVersion,
    });
  }
}
