import { describe, expect, test } from 'vitest';
import { clouds } from '../../../../src/core/clouds/registry.ts';
import { commonDefaults } from '../../../../src/core/config/defaults.ts';
import { leaves, merge, resolve } from '../../../../src/core/config/resolve.ts';
import { configSchema, type PartialConfig, profiles } from '../../../../src/core/config/schema.ts';

const own = {
  aws: { region: 'us-east-1' },
  gcp: { region: 'us-central1', account: { project: 'acme-data-plane' } },
  azure: {
    region: 'eastus2',
    account: {
      subscription: '00000000-0000-4000-8000-000000000001',
      tenant: '00000000-0000-4000-8000-000000000002',
    },
  },
} as const satisfies Record<string, PartialConfig>;

describe.each([...clouds.values()])('on $title', (cloud) => {
  const written = {
    apiVersion: 'bt-dataplane/v1',
    name: 'acme',
    cloud: cloud.id,
    organization: { name: 'Acme' },
    licenseKey: { env: 'KEY' },
    ...own[cloud.id],
  } satisfies PartialConfig;

  test.each(profiles)('%s fills in every key that has no value of its own', (profile) => {
    const { config, origins } = resolve(cloud, {}, { ...written, profile });

    expect(configSchema.safeParse(config).success).toBe(true);
    const open = leaves.filter(
      ({ name, optional, onlyWithin, clouds: having }) =>
        !optional && !onlyWithin && (having?.includes(cloud.id) ?? true) && origins[name] === undefined,
    );
    expect(open.map(({ name }) => name)).toEqual([]);
  });

  test.each(profiles)('%s fills in nothing that belongs to other clouds', (profile) => {
    const { origins } = resolve(cloud, {}, { ...written, profile });
    const foreign = leaves.filter(
      ({ name, clouds: having }) => origins[name] && !(having?.includes(cloud.id) ?? true),
    );
    expect(foreign.map(({ name }) => name)).toEqual([]);
  });

  test('the file wins over the lock, and the lock over the profile', () => {
    const { config, origins } = resolve(
      cloud,
      { 'postgres.version': '16', 'redis.replicas': 3 },
      { ...written, profile: 'production', postgres: { version: '17' } },
    );

    expect(config.postgres.version).toBe('17');
    expect(config.redis.replicas).toBe(3);
    expect(origins['postgres.version']).toBe('file');
    expect(origins['redis.replicas']).toBe('lock');
    expect(origins['postgres.multiAz']).toBe('profile');
  });

  test('state, lists and tags are replaced as a whole', () => {
    const { config } = resolve(
      cloud,
      {},
      {
        ...written,
        profile: 'production',
        state: { backend: 's3', bucket: 'acme-state' },
        storage: { allowedOrigins: ['https://a.example.com'] },
        tags: { team: 'platform' },
      },
    );

    expect(config.state).toEqual({ backend: 's3', bucket: 'acme-state' });
    expect(config.storage.allowedOrigins).toEqual(['https://a.example.com']);
    expect(config.storage.retentionDays).toBe(7);
    expect(config.tags).toEqual({ team: 'platform' });
  });
});

test('an optional object names each of its keys required or optional, since nothing fills them in', () => {
  const open = leaves.filter(({ optional, meta, onlyWithin }) => onlyWithin && !meta?.required && !optional);
  expect(open.map(({ name }) => name)).toEqual([]);
});

test('no default is invented that no cloud and no common table has', () => {
  const { origins } = merge(commonDefaults('staging').map((values) => ({ origin: 'profile', values })));
  expect(origins['postgres.instanceType']).toBeUndefined();
  expect(origins['brainstore.walFooterVersion']).toBe('profile');
});

test('values of a prototype are not values', () => {
  const values = Object.create({ name: 'inherited' });
  expect(merge([{ origin: 'file', values }]).values).toEqual({});
});
