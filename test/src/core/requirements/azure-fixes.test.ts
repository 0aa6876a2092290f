/** Whatever is configured on Azure, following the suggestions leads to a configuration without findings. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aks } from '../../../../src/core/clouds/azure/aks.ts';
import { azureCatalogue } from '../../../../src/core/clouds/azure/catalogue.ts';
import { storageSizes, tierIops } from '../../../../src/core/clouds/azure/volumes.ts';
import { azureFindings, type Changes, configOf, faults, withFixes } from '../../../helpers/judged.ts';

const nameOf = ({ name }: { readonly name: string }) => name;
const nodeName = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...azureCatalogue.nodes.map(nameOf)) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'Standard_D32s_v6',
      'Standard_D16ds_v5',
      'Standard_B4ms',
      'Standard_D48zds_v9',
      'c8gd.xlarge',
      'nonsense',
    ),
  },
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const pool = fc.record({
  count: fc.integer({ min: 0, max: 3 }),
  instanceType: nodeName,
  maxNodes: maybe(fc.integer({ min: 1, max: 8 })),
  'pod.cpu': maybe(fc.integer({ min: 1, max: 800 }).map((halves) => halves / 2)),
  'pod.memoryGib': maybe(fc.integer({ min: 1, max: 4_096 })),
  'pod.volumeGib': maybe(fc.integer({ min: 10, max: 100_000 })),
  'pod.cacheGib': maybe(fc.integer({ min: 5, max: 90_000 })),
});

const databaseName = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...azureCatalogue.databases.map(nameOf)) },
  { weight: 1, arbitrary: fc.constantFrom('MO_Standard_E8ds_v6', 'MO_Standard_E8ds_v9', 'db.r8g.large') },
);
const cacheName = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...azureCatalogue.caches.map(nameOf)) },
  { weight: 2, arbitrary: fc.constantFrom('C1', 'Premium_P1', 'Standard', 'Balanced_B6', 'cache.r7g.large') },
);
const serviceName = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...aks.serviceTypes().map(nameOf)) },
  { weight: 2, arbitrary: fc.constantFrom('Standard_B2s', 'Standard_D2ds_v6', 'Standard_X9', 'nothing') },
);
const tier = fc.constantFrom(...(Object.keys(tierIops) as (keyof typeof tierIops)[]));
const range = fc
  .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 255 }), fc.integer({ min: 8, max: 30 }))
  .map(([a, b, prefix]) => `10.${a}.${b}.0/${prefix}`);

function prefixed(prefix: string, values: object): Changes {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [`${prefix}.${key}`, value]));
}

const anything = fc
  .record({
    readers: pool,
    fastReaders: pool,
    writers: pool,
    postgres: fc.record({
      instanceType: databaseName,
      version: fc.integer({ min: 11, max: 18 }).map(String),
      multiAz: fc.boolean(),
      backupRetentionDays: fc.integer({ min: 1, max: 35 }),
      'storage.sizeGb': fc.oneof(
        fc.constantFrom(...storageSizes.map(({ gib }) => gib)),
        fc.integer({ min: 20, max: 65_536 }),
      ),
      'storage.tier': maybe(tier),
    }),
    redis: fc.record({
      version: fc.constantFrom('6', '7', '7.2', '7.4', '8.0'),
      instanceType: cacheName,
      replicas: fc.integer({ min: 0, max: 5 }),
      clustering: fc.constantFrom('none', 'enterprise'),
    }),
    api: fc.record({
      replicas: fc.integer({ min: 0, max: 100 }),
      cpu: fc.integer({ min: 1, max: 256 }).map((quarters) => quarters / 4),
      memoryGib: fc.integer({ min: 1, max: 512 }),
      nodeMemoryPercent: fc.integer({ min: 1, max: 100 }),
    }),
    services: fc.record({
      instanceType: serviceName,
      minNodes: fc.integer({ min: 0, max: 100 }),
      maxNodes: fc.integer({ min: 1, max: 200 }),
    }),
    cluster: fc.record({
      'system.instanceType': serviceName,
      zones: fc.uniqueArray(fc.constantFrom('1', '2', '3', '4', 'a'), { maxLength: 4 }),
      access: fc.constantFrom('private', 'public'),
    }),
    network: fc.record({ cidr: range, podsCidr: range, servicesCidr: range }),
    region: fc.constantFrom('eastus2', 'westus', 'uswest', 'West Europe'),
    'storage.redundancy': fc.constantFrom('zrs', 'lrs'),
    release: fc.constantFrom('2.12.0', '2.9.0', '2.2.0'),
  })
  .map(
    ({
      readers,
      fastReaders,
      writers,
      postgres,
      redis,
      api,
      services,
      cluster,
      network,
      ...rest
    }): Changes => ({
      ...prefixed('brainstore.readers', readers),
      ...prefixed('brainstore.fastReaders', fastReaders),
      ...prefixed('brainstore.writers', writers),
      ...prefixed('postgres', postgres),
      ...prefixed('redis', redis),
      ...prefixed('api', api),
      ...prefixed('cluster.services', services),
      ...prefixed('cluster', cluster),
      ...prefixed('network', network),
      ...rest,
    }),
  );

/** An x86 machine may stay one, against the recommendation. */
function left(profile: 'staging' | 'production', changes: Changes): readonly string[] {
  return faults(azureFindings(profile, changes)).filter((fault) => !/^warning .*-architecture$/.test(fault));
}

describe.each(['staging', 'production'] as const)('whatever is configured in %s', (profile) => {
  it('passes after every suggestion is followed, again where a correction brings up another one', () => {
    fc.assert(
      fc.property(anything, (changes) => {
        let corrected = changes;
        for (let round = 0; round < 5 && left(profile, corrected).length > 0; round++)
          corrected = withFixes(corrected, azureFindings(profile, corrected));
        expect(left(profile, corrected)).toEqual([]);
        // What was suggested is a configuration again.
        expect(configOf(profile, corrected, 'azure').cloud).toBe('azure');
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it('gets the same suggestion from every finding about one value', () => {
    fc.assert(
      fc.property(anything, (changes) => {
        const suggested = new Map<string, unknown>();
        for (const { path, value } of azureFindings(profile, changes).flatMap(
          (finding) => finding.fix?.set ?? [],
        )) {
          if (suggested.has(path)) expect([path, value]).toEqual([path, suggested.get(path)]);
          suggested.set(path, value);
        }
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});

describe('no configuration makes a rule throw', () => {
  const cidr = fc.stringMatching(/^([0-9]{1,3}\.){3}[0-9]{1,3}\/[0-9]{1,2}$/);
  const guid = fc.constantFrom(
    '00000000-0000-4000-8000-000000000001',
    '00000000-0000-4000-8000-000000000002',
  );
  const odd = fc.record({
    name: fc.stringMatching(/^[a-z]([a-z0-9-]{0,16}[a-z0-9])?$/),
    region: fc.string({ minLength: 1 }),
    'account.subscription': guid,
    'account.tenant': guid,
    'organization.name': fc.constantFrom('*', 'Acme'),
    'brainstore.readers.instanceType': fc.string({ minLength: 1 }),
    'brainstore.writers.instanceType': fc.stringMatching(
      /^Standard_[A-Z]{1,2}[0-9]{1,3}(-[0-9]{1,2})?[a-z]{0,4}(_v[0-9]{1,2})?$/,
    ),
    'brainstore.readers.pod.cpu': maybe(fc.double({ min: 0.5, max: 400, noNaN: true })),
    'brainstore.readers.pod.volumeGib': maybe(fc.integer({ min: 10, max: 100_000 })),
    'brainstore.readers.pod.cacheGib': maybe(fc.integer({ min: 5, max: 90_000 })),
    'postgres.instanceType': fc.string({ minLength: 1 }),
    'postgres.version': fc.stringMatching(/^([0-9](\.[0-9]{1,2}){0,2}|[0-9]{2}(\.[0-9]{1,2})?)$/),
    'redis.version': fc.stringMatching(/^[0-9]{1,2}(\.[0-9]{1,2}){0,2}$/),
    'redis.instanceType': fc.string({ minLength: 1 }),
    'cluster.services.instanceType': fc.string({ minLength: 1 }),
    'cluster.system.instanceType': fc.string({ minLength: 1 }),
    'cluster.access': fc.constantFrom('private', 'public'),
    'cluster.authorizedRanges': fc.array(cidr),
    'cluster.zones': fc.array(fc.string({ minLength: 1 }), { maxLength: 6 }),
    'network.cidr': cidr,
    'network.podsCidr': cidr,
    licenseKey: fc.oneof(
      fc.record({ secretRef: fc.string({ minLength: 1 }) }),
      fc.constant({ env: 'BRAINTRUST_LICENSE_KEY' }),
    ),
    tags: fc.dictionary(fc.string({ minLength: 1 }), fc.string()),
    'workload.namespace': fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?$/),
  });

  it.each(['staging', 'production'] as const)('in %s', (profile) => {
    fc.assert(
      fc.property(odd, (changes) => {
        for (const finding of azureFindings(profile, changes as Changes))
          expect(finding.message).not.toMatch(/\bNaN\b|\bInfinity\b|\bundefined\b|\[object/);
      }),
      { numRuns: 300 },
    );
  });
});
