import type { Env } from '../../../env.ts';

/** https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html: one for all services, one per service. */
const redirects = /^AWS_ENDPOINT_URL(_[A-Z0-9_]+)?$/;

/** The variables that send the provider's calls elsewhere than to AWS. */
export function endpointVariables(
  vars: Env['vars'],
): readonly { readonly name: string; readonly value: string }[] {
  return Object.entries(vars)
    .flatMap(([name, value]) => (redirects.test(name) && value ? [{ name, value }] : []))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
