/** Whole configurations for AWS, as profile and cloud fill them in. */
import { aws } from '../../src/core/clouds/aws/cloud.ts';
import { resolve } from '../../src/core/config/resolve.ts';
import type { Config, PartialConfig, Profile } from '../../src/core/config/schema.ts';

/** `changes` are what a person would write beside the required keys. */
export function awsConfig(profile: Profile, changes: PartialConfig = {}): Config {
  const written = {
    apiVersion: 'bt-dataplane/v1',
    name: 'acme',
    cloud: 'aws',
    region: 'us-east-1',
    organization: { name: 'Acme' },
    licenseKey: { env: 'BRAINSTORE_LICENSE_KEY' },
    ...changes,
    profile,
  } satisfies PartialConfig;
  return resolve(aws, {}, written).config;
}
