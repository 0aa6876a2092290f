import { describe, expect, it } from 'vitest';
import type {
  CacheType,
  DatabaseType,
  MachineType,
  NodeType,
} from '../../../../src/core/requirements/catalogue.ts';
import type { Measure } from '../../../../src/core/requirements/measure.ts';
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
type Row = readonly [what: string, figure: string, staging: number | undefined, production: number];

function holds<T extends MachineType>(
  title: string,
  measures: readonly Measure<T>[],
  type: T,
  rows: readonly Row[],
) {
  const judge = (what: string, figures: object, profile: 'staging' | 'production') =>
    measures.find((measure) => measure.what === what)?.judge({ ...type, ...figures }, profile).kind;
  const cases = rows.flatMap(([what, figure, staging, production]) => [
    [what, 'staging', figure, staging] as const,
    [what, 'production', figure, production] as const,
  ]);

  it.each(cases)(`${title} %s is held against the minimum of %s`, (what, profile, figure, needed) => {
    if (needed === undefined) {
      expect(judge(what, { [figure]: 1 }, profile)).toBe('passes');
      expect(judge(what, { [figure]: undefined }, profile)).toBe('passes');
      return;
    }
    expect(judge(what, { [figure]: needed - 0.01 }, profile)).toBe('fails');
    expect(judge(what, { [figure]: needed }, profile)).toBe('passes');
    expect(judge(what, { [figure]: needed + 1 }, profile)).toBe('passes');
    expect(judge(what, { [figure]: undefined }, profile)).toBe('unknown');
  });
}

describe('a figure', () => {
  holds('brainstore', nodeMeasures, node, [
    ['vcpu', 'vcpus', 4, 16],
    ['memory', 'memoryGib', 8, 32],
    ['storage', 'nvmeGb', 128, 1_024],
    ['read-iops', 'readIops', undefined, 150_000],
    ['write-iops', 'writeIops', undefined, 150_000],
  ]);
  holds('postgres', databaseMeasures, database, [
    ['vcpu', 'vcpus', 2, 8],
    ['memory', 'memoryGib', 8, 64],
    ['sustained-iops', 'sustainedIops', 3_000, 15_000],
  ]);
  holds('redis', cacheMeasures, cache, [
    ['vcpu', 'vcpus', 1, 2],
    ['memory', 'memoryGib', 1, 4],
  ]);
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
