/** Whole configurations for AWS, as profile and cloud fill them in. */
import { awsDefaults } from '../../src/core/clouds/aws/defaults.ts';
import { commonDefaults } from '../../src/core/config/defaults.ts';
import { type Config, configSchema, type PartialConfig, type Profile } from '../../src/core/config/schema.ts';

const written: PartialConfig = {
  apiVersion: 'bt-dataplane/v1',
  name: 'acme',
  cloud: 'aws',
  region: 'us-east-1',
  organization: { name: 'Acme' },
  licenseKey: { env: 'BRAINSTORE_LICENSE_KEY' },
};

/** `changes` are merged key by key; lists and unions are replaced. */
export function awsConfig(profile: Profile, changes: PartialConfig = {}): Config {
  const layers = [...commonDefaults(profile), awsDefaults(profile), { ...written, profile }, changes];
  return configSchema.parse(layers.reduce<unknown>((below, above) => merge(below, above), {}));
}

function merge(below: unknown, above: unknown, key = ''): unknown {
  if (!isRecord(below) || !isRecord(above) || key === 'licenseKey' || key === 'state') return above;
  const keys = new Set([...Object.keys(below), ...Object.keys(above)]);
  return Object.fromEntries(
    [...keys].map((name) => [
      name,
      name in above ? (name in below ? merge(below[name], above[name], name) : above[name]) : below[name],
    ]),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
