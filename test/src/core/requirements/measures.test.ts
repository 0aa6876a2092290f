import { describe, expect, it } from 'vitest';
import type { CacheType, DatabaseType, NodeType } from '../../../../src/core/requirements/catalogue.ts';
import { cacheMeasures, databaseMeasures, nodeMeasures } from '../../../../src/core/requirements/measures.ts';

const node: NodeType = {
  name: 'node',
  architecture: 'arm64',
  vcpus: 16,
  memoryGib: 32,
  nvmeGb: 1_024,
  readIops: 150_000,
  writeIops: 150_000,
  burstable: false,
  accelerated: false,
  bareMetal: false,
};
const database: DatabaseType = {
  name: 'database',
  architecture: 'arm64',
  vcpus: 8,
  memoryGib: 64,
  burstable: false,
  sustainedIops: 15_000,
};
const cache: CacheType = { name: 'cache', architecture: 'arm64', vcpus: 2, memoryGib: 4, burstable: false };

/** Every row of the documented tables that speaks of a machine: figure, staging minimum, production minimum. */
const nodeRows = [
  ['vcpu', 'vcpus', 4, 16],
  ['memory', 'memoryGib', 8, 32],
  ['storage', 'nvmeGb', 128, 1_024],
  ['read-iops', 'readIops', undefined, 150_000],
  ['write-iops', 'writeIops', undefined, 150_000],
] as const;
const databaseRows = [
  ['vcpu', 'vcpus', 2, 8],
  ['memory', 'memoryGib', 8, 64],
  ['sustained-iops', 'sustainedIops', 3_000, 15_000],
] as const;
const cacheRows = [
  ['vcpu', 'vcpus', 1, 2],
  ['memory', 'memoryGib', 1, 4],
] as const;

describe.each([
  ['brainstore', nodeMeasures, node, nodeRows],
  ['postgres', databaseMeasures, database, databaseRows],
  ['redis', cacheMeasures, cache, cacheRows],
] as const)('%s', (_, measures, type, rows) => {
  const judge = (what: string, figures: object, profile: 'staging' | 'production') =>
    (measures as readonly (typeof nodeMeasures)[number][])
      .find((measure) => measure.what === what)
      ?.judge({ ...type, ...figures } as never, profile).kind;

  describe.each(rows)('%s', (what, figure, staging, production) => {
    it.each([
      ['staging', staging],
      ['production', production],
    ] as const)('is held against the minimum of %s', (profile, minimum) => {
      if (minimum === undefined) {
        expect(judge(what, { [figure]: 1 }, profile)).toBe('passes');
        expect(judge(what, { [figure]: undefined }, profile)).toBe('passes');
        return;
      }
      expect(judge(what, { [figure]: minimum - 0.01 }, profile)).toBe('fails');
      expect(judge(what, { [figure]: minimum }, profile)).toBe('passes');
      expect(judge(what, { [figure]: minimum + 1 }, profile)).toBe('passes');
      expect(judge(what, { [figure]: undefined }, profile)).toBe('unknown');
    });
  });
});

describe('what has no number', () => {
  const nvme = nodeMeasures.find((measure) => measure.what === 'nvme');
  const burstable = cacheMeasures.find((measure) => measure.what === 'burstable');

  it.each(['staging', 'production'] as const)('a node without local disks fails in %s, once', (profile) => {
    const bare = { ...node, nvmeGb: 0, readIops: undefined, writeIops: undefined };
    expect(nvme?.judge(bare, profile).kind).toBe('fails');
    const failing = nodeMeasures.filter((measure) => measure.judge(bare, profile).kind !== 'passes');
    expect(failing.map((measure) => measure.what)).toEqual(['nvme']);
  });

  it('a node whose disks are unknown is unknown', () => {
    expect(nvme?.judge({ ...node, nvmeGb: undefined }, 'production').kind).toBe('unknown');
  });

  it('a burstable cache is for staging only', () => {
    expect(burstable?.judge({ ...cache, burstable: true }, 'staging').kind).toBe('passes');
    expect(burstable?.judge({ ...cache, burstable: true }, 'production').kind).toBe('fails');
  });
});
