import type { Env } from '../../../env.ts';

/**
 * Of the provider, and of the tool that signs in to the cluster:
 * https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs#argument-reference
 */
const redirects = ['ARM_METADATA_HOSTNAME', 'ARM_MSI_ENDPOINT', 'AZURE_AUTHORITY_HOST'] as const;

/** The variables that send the provider's calls elsewhere than to Azure's public cloud. */
export function endpointVariables(
  vars: Env['vars'],
): readonly { readonly name: string; readonly value: string }[] {
  const environment = vars.ARM_ENVIRONMENT;
  const other = environment && !/^(public|global)$/i.test(environment) ? ['ARM_ENVIRONMENT'] : [];
  return [...other, ...redirects].flatMap((name) => {
    const value = vars[name];
    return value ? [{ name, value }] : [];
  });
}
