import { GoogleProvider } from '@cdktf/provider-google/lib/provider/index.js';
import { Construct, TerraformStack } from '../core/cdktf.ts';

export interface GoogleProps {
  /** Name of the deployment; the value of the label that marks everything as part of it. */
  readonly name: string;
  /** The one project to work in. Changing it replaces everything. */
  readonly project: string;
  /** Such as `us-central1`. Changing it replaces everything. */
  readonly region: string;
  /** Ranges of provider versions; a provider without a range is not used by the stack. */
  readonly providerVersions: { readonly google: string; readonly random?: string };
  /** Labels on everything that can carry one. A change updates in place. */
  readonly labels: Readonly<Record<string, string>>;
}

/** Seconds that Google takes for what it calls eventually consistent; most changes are through within them. */
export const settleSeconds = 60;

/** Tells what belongs to a deployment. A user's label of the same name loses. */
export const deploymentLabel = 'braintrust-deployment';

/** What everything carries. Cloud SQL and alerts have labels that the provider's defaults do not reach. */
export function allLabels(props: Pick<GoogleProps, 'name' | 'labels'>): Readonly<Record<string, string>> {
  return { ...props.labels, [deploymentLabel]: props.name };
}

/** The Google provider of a stack, and the random one where it is used. */
export class Google extends Construct {
  constructor(scope: Construct, id: string, props: GoogleProps) {
    super(scope, id);
    const provider = new GoogleProvider(this, 'Resource', { project: props.project, region: props.region });
    // As it is written: as an argument its keys would become snake case, `cost-center` would be `cost_center`.
    provider.addOverride('default_labels', allLabels(props));
    const { google, random } = props.providerVersions;
    // The bindings pin the one version that they were made from.
    const stack = TerraformStack.of(this);
    stack.addOverride('terraform.required_providers.google', { source: 'hashicorp/google', version: google });
    if (random !== undefined) {
      stack.addOverride('terraform.required_providers.random', {
        source: 'hashicorp/random',
        version: random,
      });
    }
  }
}
