import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider/index.js';
import { Construct, TerraformStack } from '../core/cdktf.ts';

export interface AzureProps {
  /** Name of the deployment; the value of the tag that marks everything as part of it. */
  readonly name: string;
  /** Id of the one subscription to work in. Changing it replaces everything. */
  readonly subscription: string;
  /** Id of the Entra tenant that the subscription trusts. Changing it replaces everything. */
  readonly tenant: string;
  /** Ranges of provider versions; a provider without a range is not used by the stack. */
  readonly providerVersions: { readonly azurerm: string; readonly random?: string };
}

/** Seconds that roles take, at most, to be good in Key Vault. https://learn.microsoft.com/azure/role-based-access-control/troubleshooting */
export const settleSeconds = 120;

/** Tells what belongs to a deployment. A user's tag of the same name loses. */
export const deploymentTag = 'braintrust-deployment';

/** What everything carries: the provider has no tags of its own to add. */
export function allTags(props: {
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
}): Readonly<Record<string, string>> {
  return { ...props.tags, [deploymentTag]: props.name };
}

/** The Azure provider of a stack, and the random one where it is used. */
export class Azure extends Construct {
  constructor(scope: Construct, id: string, props: AzureProps) {
    super(scope, id);
    new AzurermProvider(this, 'Resource', {
      subscriptionId: props.subscription,
      tenantId: props.tenant,
      // A plan changes nothing, and so registers nothing either; a step of ours does.
      resourceProviderRegistrations: 'none',
      // Shared keys are off, also in the account of the state.
      storageUseAzuread: true,
      features: [
        {
          keyVault: [
            {
              // What a destroyed deployment left is taken over by the next one of the same name.
              recoverSoftDeletedKeyVaults: true,
              recoverSoftDeletedKeys: true,
              recoverSoftDeletedSecrets: true,
              // Purge protection refuses it, and so a destroy would end in an error.
              purgeSoftDeleteOnDestroy: false,
              purgeSoftDeletedKeysOnDestroy: false,
              purgeSoftDeletedSecretsOnDestroy: false,
            },
          ],
          // The restart is a step of ours: shown in the plan, once for all parameters.
          postgresqlFlexibleServer: [{ restartServerOnConfigurationValueChange: false }],
          // Whatever somebody put there besides is not ours to delete.
          resourceGroup: [{ preventDeletionIfContainsResources: true }],
          // The account can be closed to the network from which terraform runs: everything goes by the management API.
          storage: [{ dataPlaneAvailable: false }],
        },
      ],
    });
    const { azurerm, random } = props.providerVersions;
    // The bindings pin the one version that they were made from.
    const stack = TerraformStack.of(this);
    stack.addOverride('terraform.required_providers.azurerm', {
      source: 'hashicorp/azurerm',
      version: azurerm,
    });
    if (random !== undefined) {
      stack.addOverride('terraform.required_providers.random', {
        source: 'hashicorp/random',
        version: random,
      });
    }
  }
}
