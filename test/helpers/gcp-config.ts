/** Whole configurations for Google Cloud, as profile and cloud fill them in. */
import { gcp } from '../../src/core/clouds/gcp/cloud.ts';
import { resolve } from '../../src/core/config/resolve.ts';
import type { Config, PartialConfig, Profile } from '../../src/core/config/schema.ts';

/** `changes` are what a person would write beside the required keys. */
export function gcpConfig(profile: Profile, changes: PartialConfig = {}): Config {
  const written = {
    apiVersion: 'bt-dataplane/v1',
    name: 'acme',
    cloud: 'gcp',
    region: 'us-central1',
    account: { project: 'acme-data-plane' },
    organization: { name: 'Acme' },
    licenseKey: { env: 'BRAINSTORE_LICENSE_KEY' },
    ...changes,
    profile,
  } satisfies PartialConfig;
  return resolve(gcp, {}, written).config;
}
