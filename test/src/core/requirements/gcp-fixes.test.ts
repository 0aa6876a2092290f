/** Whatever is configured on Google Cloud, following the suggestions leads to a configuration without findings. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gcpCatalogue } from '../../../../src/core/clouds/gcp/catalogue.ts';
import { gke } from '../../../../src/core/clouds/gcp/gke.ts';
import { type Changes, configOf, faults, gcpFindings, withFixes } from '../../../helpers/judged.ts';

const nameOf = ({ name }: { readonly name: string }) => name;
const nodeName = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...gcpCatalogue.nodes.map(nameOf)) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'c4a-standard-16',
      'e2-standard-8',
      'n4-highmem-4',
      'c4a-standard-18-lssd',
      'c5-big',
      'nonsense',
    ),
  },
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const pool = fc.record({
  count: fc.integer({ min: 0, max: 3 }),
  instanceType: nodeName,
  localSsds: maybe(fc.integer({ min: 1, max: 32 })),
  maxNodes: maybe(fc.integer({ min: 1, max: 8 })),
  'pod.cpu': maybe(fc.integer({ min: 1, max: 800 }).map((halves) => halves / 2)),
  'pod.memoryGib': maybe(fc.integer({ min: 1, max: 4_096 })),
  'pod.volumeGib': maybe(fc.integer({ min: 10, max: 100_000 })),
  'pod.cacheGib': maybe(fc.integer({ min: 5, max: 90_000 })),
});

const databaseName = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...gcpCatalogue.databases.map(nameOf)) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 10, max: 2_500 }))
      .map(([vcpus, steps]) => `db-custom-${vcpus}-${steps * 256}`),
  },
  { weight: 1, arbitrary: fc.constantFrom('db-custom-N4-4-16384', 'db-perf-optimized-N-12', 'db.r8g.large') },
);

const serviceName = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...gke.serviceTypes().map(nameOf)) },
  { weight: 1, arbitrary: fc.constantFrom('n2-custom-4-16384', 'e2-micro', 'nothing') },
);

const range = fc
  .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 255 }), fc.integer({ min: 8, max: 30 }))
  .map(([a, b, prefix]) => `10.${a}.${b}.0/${prefix}`);

const anything = fc
  .record({
    readers: pool,
    fastReaders: pool,
    writers: pool,
    postgres: fc.record({
      instanceType: databaseName,
      edition: fc.constantFrom('enterprise', 'enterprise-plus'),
      version: fc.integer({ min: 10, max: 18 }).map(String),
      'storage.type': fc.constantFrom('pd-ssd', 'hyperdisk-balanced', 'gp3'),
      'storage.sizeGb': fc.integer({ min: 20, max: 65_536 }),
      'storage.maxSizeGb': fc.integer({ min: 20, max: 65_536 }),
    }),
    redis: fc.record({
      version: fc.constantFrom('5.0', '6', '7', '7.0', '7.2', '8.0'),
      memoryGb: fc.integer({ min: 1, max: 300 }),
      replicas: fc.integer({ min: 0, max: 5 }),
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
    network: fc.record({ cidr: range, podsCidr: range, servicesCidr: range, privateServicesCidr: range }),
    release: fc.constantFrom('2.12.0', '2.9.0', '2.2.0'),
  })
  .map(
    ({ readers, fastReaders, writers, postgres, redis, api, services, network, release }): Changes => ({
      ...prefixed('brainstore.readers', readers),
      ...prefixed('brainstore.fastReaders', fastReaders),
      ...prefixed('brainstore.writers', writers),
      ...prefixed('postgres', postgres),
      ...prefixed('redis', redis),
      ...prefixed('api', api),
      ...prefixed('cluster.services', services),
      ...prefixed('network', network),
      release,
    }),
  );

function prefixed(prefix: string, values: object): Changes {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [`${prefix}.${key}`, value]));
}

/** An x86 machine may stay one, against the recommendation; where a free /23 is, a person knows. */
function left(profile: 'staging' | 'production', changes: Changes): readonly string[] {
  return faults(gcpFindings(profile, changes)).filter(
    (fault) => !/^warning .*(-architecture|-narrow)$/.test(fault),
  );
}

describe.each(['staging', 'production'] as const)('whatever is configured in %s', (profile) => {
  it('passes after every suggestion is followed, again where a correction brings up another one', () => {
    fc.assert(
      fc.property(anything, (changes) => {
        let corrected = changes;
        for (let round = 0; round < 5 && left(profile, corrected).length > 0; round++)
          corrected = withFixes(corrected, gcpFindings(profile, corrected));
        expect(left(profile, corrected)).toEqual([]);
        // What was suggested is a configuration again.
        expect(configOf(profile, corrected, 'gcp').cloud).toBe('gcp');
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it('gets the same suggestion from every finding about one value', () => {
    fc.assert(
      fc.property(anything, (changes) => {
        const suggested = new Map<string, unknown>();
        for (const { path, value } of gcpFindings(profile, changes).flatMap(
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
  const odd = fc.record({
    name: fc.stringMatching(/^[a-z]([a-z0-9-]{0,16}[a-z0-9])?$/),
    region: fc.string({ minLength: 1 }),
    'account.project': fc.stringMatching(/^([a-z][a-z0-9.-]{0,8}:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/),
    'organization.name': fc.constantFrom('*', 'Acme'),
    'organization.primaryName': maybe(fc.constant('Acme')),
    'brainstore.readers.instanceType': fc.string({ minLength: 1 }),
    'brainstore.writers.instanceType': fc.stringMatching(/^[a-z][0-9][a-z]?-[a-z]{1,9}-[0-9]{1,3}(-lssd)?$/),
    'brainstore.readers.localSsds': maybe(fc.integer({ min: 1, max: 32 })),
    'brainstore.readers.pod.cpu': maybe(fc.double({ min: 0.5, max: 400, noNaN: true })),
    'brainstore.readers.pod.cacheGib': maybe(fc.integer({ min: 5, max: 90_000 })),
    'postgres.instanceType': fc.oneof(
      fc.string({ minLength: 1 }),
      fc.stringMatching(/^db-custom-[0-9]{0,4}-[0-9]{0,7}$/),
    ),
    'postgres.version': fc.stringMatching(/^([0-9](\.[0-9]{1,2}){0,2}|[0-9]{2}(\.[0-9]{1,2})?)$/),
    'redis.version': fc.stringMatching(/^[0-9]{1,2}(\.[0-9]{1,2}){0,2}$/),
    'cluster.services.instanceType': fc.string({ minLength: 1 }),
    'cluster.mode': fc.constantFrom('standard', 'autopilot'),
    'cluster.access': fc.constantFrom('dns', 'private', 'public'),
    'cluster.authorizedRanges': fc.array(fc.stringMatching(/^([0-9]{1,3}\.){3}[0-9]{1,3}\/[0-9]{1,2}$/)),
    'cluster.zones': fc.array(fc.string({ minLength: 1 }), { maxLength: 6 }),
    'cluster.controlPlaneCidr': maybe(fc.stringMatching(/^([0-9]{1,3}\.){3}[0-9]{1,3}\/[0-9]{1,2}$/)),
    'network.podsCidr': fc.stringMatching(/^([0-9]{1,3}\.){3}[0-9]{1,3}\/[0-9]{1,2}$/),
    'encryption.kmsKeyName': maybe(
      fc.stringMatching(
        /^projects\/[a-z]{3,9}\/locations\/[a-z0-9-]{1,9}\/keyRings\/[a-z]\/cryptoKeys\/[a-z]$/,
      ),
    ),
    licenseKey: fc.oneof(
      fc.record({ secretRef: fc.string({ minLength: 1 }) }),
      fc.constant({ env: 'BRAINTRUST_LICENSE_KEY' }),
    ),
    tags: fc.dictionary(fc.string({ minLength: 1 }), fc.string()),
    'workload.namespace': fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?$/),
  });

  it.each(['staging', 'production'] as const)(
    'in %s',
    (profile) => {
      fc.assert(
        fc.property(odd, (changes) => {
          for (const finding of gcpFindings(profile, changes as Changes))
            expect(finding.message).not.toMatch(/\bNaN\b|\[object/);
        }),
        { numRuns: 300 },
      );
    },
    60_000,
  );
});
