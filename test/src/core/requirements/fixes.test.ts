import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { awsCatalogue } from '../../../../src/core/clouds/aws/catalogue.ts';
import { type Changes, faults, findingsOf, withFixes } from '../../../helpers/judged.ts';

const nameOf = ({ name }: { readonly name: string }) => name;
const nodeName = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...awsCatalogue.nodes.map(nameOf)) },
  { weight: 1, arbitrary: fc.constantFrom('c8gd.5xlarge', 'c9g.4xlarge', 'i99.huge', 'c8gd.4xlrge') },
);
const databaseName = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...awsCatalogue.databases.map(nameOf)) },
  { weight: 1, arbitrary: fc.constantFrom('db.r8g.3xlarge', 'db.zz.large') },
);
const cacheName = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...awsCatalogue.caches.map(nameOf)) },
  { weight: 1, arbitrary: fc.constantFrom('cache.r6g.medium', 'cache.r99.large') },
);
const volume = fc.record({
  type: fc.constantFrom('gp3', 'io1', 'io2'),
  sizeGb: fc.integer({ min: 20, max: 65_536 }),
  maxSizeGb: fc.integer({ min: 20, max: 65_536 }),
  iops: fc.option(fc.integer({ min: 1_000, max: 256_000 }), { nil: undefined }),
  throughputMbps: fc.option(fc.integer({ min: 125, max: 4_000 }), { nil: undefined }),
});

const pool = fc.record({ count: fc.integer({ min: 0, max: 3 }), instanceType: nodeName });

const anything = fc
  .record({
    database: databaseName,
    cache: cacheName,
    volume,
    postgres: fc.integer({ min: 10, max: 18 }),
    redis: fc.constantFrom('4', '5.0', '6', '6.2', '7', '7.0', '7.1', '8.0'),
    readers: pool,
    fastReaders: pool,
    writers: pool,
  })
  .map(
    ({ database, cache, postgres, redis, ...rest }): Changes => ({
      'postgres.instanceType': database,
      'postgres.version': String(postgres),
      'redis.instanceType': cache,
      'redis.version': redis,
      ...prefixed('postgres.storage', rest.volume),
      ...prefixed('brainstore.readers', rest.readers),
      ...prefixed('brainstore.fastReaders', rest.fastReaders),
      ...prefixed('brainstore.writers', rest.writers),
    }),
  );

function prefixed(prefix: string, values: object): Changes {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [`${prefix}.${key}`, value]));
}

describe.each(['staging', 'production'] as const)('whatever is configured in %s', (profile) => {
  it('passes after every suggestion is followed; an x86 machine may stay one, against the recommendation', () => {
    fc.assert(
      fc.property(anything, (changes) => {
        const corrected = withFixes(changes, findingsOf(profile, changes));
        const left = faults(findingsOf(profile, corrected));
        expect(left.filter((fault) => !/^warning .*-architecture$/.test(fault))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('gets the same suggestion from every finding about one value', () => {
    fc.assert(
      fc.property(anything, (changes) => {
        const suggested = new Map<string, unknown>();
        for (const { path, value } of findingsOf(profile, changes).flatMap(
          (finding) => finding.fix?.set ?? [],
        )) {
          if (suggested.has(path)) expect(value).toEqual(suggested.get(path));
          suggested.set(path, value);
        }
      }),
      { numRuns: 60 },
    );
  });
});
