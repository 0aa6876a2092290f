/**
 * What a profile fills in on every cloud. Machine types, volumes, networks and provider versions differ between clouds and
 * are in `src/core/clouds/<cloud>/defaults.ts`, whose values win over these.
 */
import type { PartialConfig, Profile } from './schema.ts';

/** Layers, the weakest first. */
export function commonDefaults(profile: Profile): readonly PartialConfig[] {
  return [always, byProfile[profile]];
}

/** Defaults that no profile changes. */
const always = {
  account: {},
  organization: { allowedIds: [] },
  state: { backend: 'local' },
  encryption: {},
  api: { allowedOrigins: [] },
  // Major 17 is the production requirement: https://www.braintrust.dev/docs/guides/self-hosting
  // Deletion protection is lifted by `destroy`, in a step that its review shows.
  postgres: { version: '17', rotation: 1, deletionProtection: true },
  brainstore: {
    // What new deployments of the vendor's module get since v5.0.0 and v5.1.0. Both can hardly be taken back, hence frozen.
    // https://github.com/braintrustdata/terraform-aws-braintrust-data-plane
    walFooterVersion: 'v3',
    noPostgres: 'all',
  },
  // 7 days: the vendor's module.
  storage: { retentionDays: 7, allowedOrigins: [] },
  // status, metrics and usage are on by default: https://www.braintrust.dev/docs/guides/self-hosting
  telemetry: { status: true, metrics: true, usage: true, memprof: false, logs: false, traces: false },
  tags: {},
  terraform: { overrides: [] },
  waivers: [],
} as const satisfies PartialConfig;

const byProfile = {
  staging: {
    postgres: { multiAz: false, backupRetentionDays: 3 },
    redis: { replicas: 0 },
    brainstore: { readers: { count: 1 }, fastReaders: { count: 0 }, writers: { count: 0 } },
    network: { flowLogs: false },
  },
  production: {
    // 14 days and two fast readers are what the vendor's module gives.
    // https://github.com/braintrustdata/terraform-aws-braintrust-data-plane
    postgres: { multiAz: true, backupRetentionDays: 14 },
    redis: { replicas: 1 },
    // Two readers and one writer at least: https://www.braintrust.dev/docs/guides/self-hosting
    brainstore: { readers: { count: 2 }, fastReaders: { count: 2 }, writers: { count: 1 } },
    network: { flowLogs: true },
  },
} as const satisfies Record<Profile, PartialConfig>;
