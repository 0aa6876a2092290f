import { describe, expect, test } from 'vitest';
import { clouds } from '../../../../src/core/clouds/registry.ts';
import { commonDefaults } from '../../../../src/core/config/defaults.ts';
import { leaves, merge, resolve } from '../../../../src/core/config/resolve.ts';
import { configSchema, type PartialConfig, profiles } from '../../../../src/core/config/schema.ts';
import { inner } from '../../../../src/core/config/schema-walk.ts';

const written = {
  apiVersion: 'bt-dataplane/v1',
  name: 'acme',
  cloud: 'aws',
  region: 'us-east-1',
  organization: { name: 'Acme' },
  licenseKey: { env: 'KEY' },
} as const satisfies PartialConfig;

describe.each([...clouds.values()])('on $title', (cloud) => {
  test.each(profiles)('%s fills in every key that has no value of its own', (profile) => {
    const { config, origins } = resolve(cloud, {}, { ...written, profile });

    expect(configSchema.safeParse(config).success).toBe(true);
    const open = leaves.filter(
      ({ name, schema, onlyWithin }) =>
        inner(schema) === schema && !onlyWithin && origins[name] === undefined,
    );
    expect(open.map(({ name }) => name)).toEqual([]);
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
        network: { availabilityZones: ['a'] },
        tags: { team: 'platform' },
      },
    );

    expect(config.state).toEqual({ backend: 's3', bucket: 'acme-state' });
    expect(config.network.availabilityZones).toEqual(['a']);
    expect(config.network.cidr).toMatch(/\/21$/);
    expect(config.tags).toEqual({ team: 'platform' });
  });
});

test('an optional object names each of its keys required or optional, since nothing fills them in', () => {
  const open = leaves.filter(
    ({ schema, meta, onlyWithin }) => onlyWithin && !meta?.required && inner(schema) === schema,
  );
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
