/** The stacks of a Google Cloud configuration as the program renders them, and what the real providers plan for them. */
import type { RenderedStack } from '../../modules/core/render.ts';
import { gcp } from '../../src/core/clouds/gcp/cloud.ts';
import type { Config, Profile } from '../../src/core/config/schema.ts';
import type { GoogleParts } from './google-mirror.ts';
import { exampleOf, type PlannedStack, planOf, renderedBy } from './planned-stack.ts';

export { localChart, type PlannedStack } from './planned-stack.ts';

/** What `init` writes, with our own chart. */
export function exampleConfig(profile: Profile): Config {
  return exampleOf(gcp, profile, {
    region: 'us-central1',
    project: 'acme-data-plane',
    stateBucket: 'acme-state',
  });
}

export function renderedGcp(config: Config): Promise<readonly RenderedStack[]> {
  return renderedBy(gcp, config);
}

/** Values of variables that no plan may hold. */
export const secrets = {
  license_key: 'canary-license',
  pg_url: 'postgres://postgres:canary-password@10.0.0.3:5432/postgres',
  redis_url: 'rediss://:canary-auth@10.0.0.4:6378',
  brainstore_license_key: 'canary-brainstore-license',
  function_secret_key: 'canary-function-secret',
} as const;

const inputs = {
  ...secrets,
  cluster_endpoint: 'gke-1.us-central1.gke.goog',
  cluster_ca_certificate: '',
  secret_revision: '1',
};

/** Nothing is asked: no account is behind the token. */
export function plannedStack(parts: GoogleParts, stack: RenderedStack): Promise<PlannedStack> {
  return planOf(parts, stack, { inputs, providers: { google: { access_token: 'not-a-real-token' } } });
}
