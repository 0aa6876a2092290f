import type { Env } from '../../../env.ts';

/**
 * One for each service of the provider, and those of the gcloud tools:
 * https://registry.terraform.io/providers/hashicorp/google/latest/docs/guides/provider_reference
 */
const redirects = /^(GOOGLE_[A-Z0-9_]+_CUSTOM_ENDPOINT|CLOUDSDK_API_ENDPOINT_OVERRIDES_[A-Z0-9_]+)$/;

/** The variables that send the provider's calls elsewhere than to Google. */
export function endpointVariables(
  vars: Env['vars'],
): readonly { readonly name: string; readonly value: string }[] {
  return Object.entries(vars)
    .flatMap(([name, value]) => (redirects.test(name) && value ? [{ name, value }] : []))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
