import { describe, expect, it } from 'vitest';
import { type Changes, faults, findingsOf, of } from '../../../../helpers/judged.ts';

/** One row each: rule, profile, changes, and what a person is told (`undefined`: nothing). */
type Row = readonly [
  rule: string,
  profile: 'staging' | 'production',
  changes: Changes,
  expected: object | undefined,
];

const readers = 'brainstore.readers.instanceType';
const storage = (values: object) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [`postgres.storage.${key}`, value]));

const rows: readonly Row[] = [
  [
    'postgres-vcpu',
    'production',
    { 'postgres.instanceType': 'db.r8g.xlarge' },
    { severity: 'error', found: '4 vCPUs', nearest: 'db.m6g.4xlarge' },
  ],
  ['postgres-vcpu', 'production', { 'postgres.instanceType': 'db.r8g.2xlarge' }, undefined],
  [
    'postgres-vcpu',
    'staging',
    { 'postgres.instanceType': 'db.c6gd.medium' },
    { severity: 'warning', found: '1 vCPU' },
  ],
  [
    'postgres-memory',
    'production',
    { 'postgres.instanceType': 'db.m8g.2xlarge' },
    { severity: 'error', found: '32 GiB of memory' },
  ],
  [
    'postgres-memory',
    'staging',
    { 'postgres.instanceType': 'db.t4g.medium' },
    { severity: 'warning', required: 'at least 8 GiB of memory' },
  ],
  [
    'postgres-sustained-iops',
    'production',
    { 'postgres.instanceType': 'db.r8g.2xlarge' },
    { severity: 'warning', found: '12,000 sustained IOPS', nearest: 'db.m6g.4xlarge' },
  ],
  ['postgres-sustained-iops', 'production', { 'postgres.instanceType': 'db.r5b.2xlarge' }, undefined],
  [
    'postgres-type',
    'production',
    { 'postgres.instanceType': 'db.r8gx.4xlarge' },
    { severity: 'warning', nearest: 'db.r8g.4xlarge' },
  ],
  [
    'postgres-storage',
    'production',
    storage({ sizeGb: 999 }),
    { severity: 'error', found: '999 GB', nearest: '1000', path: 'postgres.storage.sizeGb' },
  ],
  ['postgres-storage', 'production', storage({ sizeGb: 1_000 }), undefined],
  ['postgres-storage', 'staging', storage({ sizeGb: 99 }), { severity: 'warning', nearest: '100' }],
  ['postgres-iops', 'production', storage({ iops: 14_999 }), { severity: 'error', nearest: '15000' }],
  ['postgres-iops', 'production', storage({ iops: 15_001 }), undefined],
  ['postgres-iops', 'production', storage({ sizeGb: 399 }), { severity: 'error', found: '3,000 IOPS' }],
  ['postgres-iops', 'staging', storage({ sizeGb: 100 }), undefined],
  ['postgres-iops', 'staging', storage({ sizeGb: 400 }), undefined],
  [
    'postgres-iops',
    'staging',
    storage({ type: 'io1', iops: 2_999 }),
    { severity: 'warning', found: '2,999 IOPS', nearest: '3000' },
  ],
  ['postgres-iops', 'staging', storage({ type: 'io2' }), { severity: 'warning', found: 'unknown' }],
  ['postgres-version', 'staging', { 'postgres.version': '14' }, { severity: 'error', nearest: '15' }],
  ['postgres-version', 'staging', { 'postgres.version': '15' }, undefined],
  ['postgres-version', 'production', { 'postgres.version': '16.9' }, { severity: 'error', nearest: '17' }],
  ['postgres-version', 'production', { 'postgres.version': '17.2' }, undefined],
  [
    'redis-memory',
    'staging',
    { 'redis.instanceType': 'cache.t4g.micro' },
    { severity: 'warning', nearest: 'cache.t4g.small' },
  ],
  [
    'redis-memory',
    'production',
    { 'redis.instanceType': 'cache.c7gn.large' },
    { severity: 'error', nearest: 'cache.m6g.large' },
  ],
  [
    'redis-vcpu',
    'production',
    { 'redis.instanceType': 'cache.t2.small' },
    { severity: 'error', nearest: 'cache.m5.large' },
  ],
  ['redis-burstable', 'production', { 'redis.instanceType': 'cache.t4g.medium' }, { severity: 'error' }],
  ['redis-burstable', 'staging', { 'redis.instanceType': 'cache.t4g.medium' }, undefined],
  [
    'redis-type',
    'production',
    { 'redis.instanceType': 'cache.r6g.medium' },
    { severity: 'error', nearest: 'cache.r6g.large' },
  ],
  [
    'redis-type',
    'staging',
    { 'redis.instanceType': 'cache.r6g.medium' },
    { severity: 'error', nearest: 'cache.r6g.large' },
  ],
  ['redis-type', 'staging', { 'redis.instanceType': 'cache.r9g.large' }, { severity: 'warning' }],
  ['redis-version', 'staging', { 'redis.version': '6.2' }, { severity: 'error', nearest: '7.0' }],
  ['redis-version', 'production', { 'redis.version': '7.0' }, undefined],
  [
    'brainstore-readers-vcpu',
    'production',
    { [readers]: 'i8g.2xlarge' },
    { severity: 'error', nearest: 'im4gn.4xlarge' },
  ],
  [
    'brainstore-readers-vcpu',
    'staging',
    { [readers]: 'c8gd.large' },
    { severity: 'warning', nearest: 'c6gd.xlarge' },
  ],
  [
    'brainstore-readers-memory',
    'staging',
    { [readers]: 'c8gd.large' },
    { severity: 'warning', found: '4 GiB of memory' },
  ],
  [
    'brainstore-readers-storage',
    'staging',
    { [readers]: 'c8gd.large' },
    { severity: 'warning', found: '118 GB of local NVMe' },
  ],
  [
    'brainstore-readers-nvme',
    'production',
    { [readers]: 'c8g.8xlarge' },
    { severity: 'error', nearest: 'im4gn.4xlarge' },
  ],
  [
    'brainstore-readers-nvme',
    'staging',
    { [readers]: 'c8g.8xlarge' },
    { severity: 'error', nearest: 'c6gd.xlarge' },
  ],
  [
    'brainstore-readers-nvme',
    'production',
    { [readers]: 'd3.8xlarge' },
    { severity: 'error', nearest: 'i3.4xlarge' },
  ],
  [
    'brainstore-readers-nvme',
    'production',
    { [readers]: 'c11g.8xlarge' },
    { severity: 'error', nearest: 'im4gn.4xlarge' },
  ],
  [
    'brainstore-readers-read-iops',
    'production',
    { [readers]: 'c9gd.8xlarge' },
    { severity: 'warning', found: 'unknown' },
  ],
  ['brainstore-readers-write-iops', 'production', { [readers]: 'c5ad.8xlarge' }, { severity: 'error' }],
  ['brainstore-readers-write-iops', 'staging', { [readers]: 'c8gd.xlarge' }, undefined],
  [
    'brainstore-readers-type',
    'production',
    { [readers]: 'i8gx.8xlarge' },
    { severity: 'warning', nearest: 'i8g.8xlarge' },
  ],
  [
    'brainstore-readers-architecture',
    'production',
    { [readers]: 'i7i.4xlarge' },
    { severity: 'warning', nearest: 'im4gn.4xlarge' },
  ],
  ['brainstore-readers-architecture', 'staging', { [readers]: 'c5d.xlarge' }, undefined],
  [
    'brainstore-readers-count',
    'production',
    { 'brainstore.readers.count': 1 },
    { severity: 'error', nearest: '2' },
  ],
  [
    'brainstore-readers-count',
    'staging',
    { 'brainstore.readers.count': 0 },
    { severity: 'error', nearest: '1' },
  ],
  [
    'brainstore-writers-count',
    'production',
    { 'brainstore.writers.count': 0 },
    { severity: 'error', nearest: '1' },
  ],
  ['brainstore-writers-count', 'staging', { 'brainstore.writers.count': 0 }, undefined],
  [
    'brainstore-writers-storage',
    'production',
    { 'brainstore.writers.instanceType': 'c8gd.4xlarge' },
    { severity: 'error' },
  ],
  [
    'brainstore-fast-readers-storage',
    'production',
    { 'brainstore.fastReaders.instanceType': 'c8gd.4xlarge' },
    { severity: 'error' },
  ],
  [
    'brainstore-fast-readers-storage',
    'production',
    { 'brainstore.fastReaders.instanceType': 'c8gd.4xlarge', 'brainstore.fastReaders.count': 0 },
    undefined,
  ],
];

describe('requirements', () => {
  it.each(rows)('%s in %s with %j', (rule, profile, changes, expected) => {
    const found = of(findingsOf(profile, changes), `requirements/${rule}`);
    if (expected === undefined) expect(found).toEqual([]);
    else {
      expect(found).toHaveLength(1);
      expect(found[0]).toMatchObject(expected);
      expect(found[0]?.source).toMatch(/^https:|^AWS/);
      expect(found[0]?.fix?.text).toBeTruthy();
    }
  });

  it('reports one cause once: a node without local disks is not also slow and small', () => {
    expect(faults(findingsOf('production', { [readers]: 'c8g.8xlarge' }))).toEqual([
      'error requirements/brainstore-readers-nvme',
    ]);
  });

  it('says which figures of an unknown machine nobody can judge', () => {
    const [finding] = of(
      findingsOf('production', { [readers]: 'i99.8xlarge' }),
      'requirements/brainstore-readers-type',
    );
    expect(finding?.message).toContain('i99.8xlarge is not among the known types');
    expect(finding?.message).toContain('write IOPS');
  });

  it('raises a volume with its limit of growth, in one suggestion', () => {
    const changes = storage({ sizeGb: 100, maxSizeGb: 200, iops: 3_000 });
    const [finding] = of(findingsOf('production', changes), 'requirements/postgres-storage');
    expect(finding?.fix?.set).toEqual([
      { path: 'postgres.storage.sizeGb', value: 1_000 },
      { path: 'postgres.storage.maxSizeGb', value: 1_000 },
      { path: 'postgres.storage.iops', value: 15_000 },
    ]);
  });
});
