/** Every row of the documented tables on Google Cloud, with a case that passes and one that fails in each profile. */
import { describe, expect, it } from 'vitest';
import { type Changes, gcpFindings, of } from '../../../../helpers/judged.ts';

type Profile = 'staging' | 'production';
/** `undefined`: nothing is told. */
type Row = readonly [rule: string, profile: Profile, changes: Changes, expected: object | undefined];

const readers = 'brainstore.readers.instanceType';
const machine = (name: string, edition: string, type = 'pd-ssd') => ({
  'postgres.instanceType': name,
  'postgres.edition': edition,
  'postgres.storage.type': type,
});

const rows: readonly Row[] = [
  ['api-vcpu', 'staging', { 'api.cpu': 0.5 }, { severity: 'warning', nearest: '1', found: '0.5 vCPUs' }],
  ['api-vcpu', 'staging', { 'api.cpu': 1 }, undefined],
  ['api-vcpu', 'production', { 'api.cpu': 1.9 }, { severity: 'error', nearest: '2' }],
  ['api-vcpu', 'production', { 'api.cpu': 2 }, undefined],
  ['api-memory', 'staging', { 'api.memoryGib': 1.5 }, { severity: 'warning', nearest: '2' }],
  ['api-memory', 'staging', { 'api.memoryGib': 2 }, undefined],
  ['api-memory', 'production', { 'api.memoryGib': 4 }, { severity: 'error', nearest: '8' }],
  ['api-memory', 'production', { 'api.memoryGib': 8 }, undefined],
  ['api-count', 'staging', { 'api.replicas': 0 }, { severity: 'error', nearest: '1', found: '0 pods' }],
  ['api-count', 'staging', { 'api.replicas': 1 }, undefined],
  ['api-count', 'production', { 'api.replicas': 3 }, { severity: 'error', nearest: '4' }],
  ['api-count', 'production', { 'api.replicas': 4 }, undefined],
  ['api-node-memory', 'staging', { 'api.nodeMemoryPercent': 79 }, { severity: 'warning', nearest: '80' }],
  ['api-node-memory', 'staging', { 'api.nodeMemoryPercent': 80 }, undefined],
  ['api-node-memory', 'production', { 'api.nodeMemoryPercent': 91 }, { severity: 'error', nearest: '90' }],
  ['api-node-memory', 'production', { 'api.nodeMemoryPercent': 90 }, undefined],

  [
    'postgres-vcpu',
    'staging',
    machine('db-custom-1-6656', 'enterprise'),
    { severity: 'warning', found: '1 vCPU', nearest: 'db-perf-optimized-N-2' },
  ],
  ['postgres-vcpu', 'staging', machine('db-custom-2-8192', 'enterprise'), undefined],
  [
    'postgres-vcpu',
    'production',
    machine('db-perf-optimized-N-4', 'enterprise-plus'),
    { severity: 'error', nearest: 'db-perf-optimized-N-8' },
  ],
  ['postgres-vcpu', 'production', machine('db-perf-optimized-N-8', 'enterprise-plus'), undefined],
  [
    'postgres-memory',
    'staging',
    machine('db-custom-2-7936', 'enterprise'),
    { severity: 'warning', found: '7.75 GiB of memory' },
  ],
  ['postgres-memory', 'staging', machine('db-custom-2-8192', 'enterprise'), undefined],
  [
    'postgres-memory',
    'production',
    machine('db-custom-8-53248', 'enterprise'),
    { severity: 'error', found: '52 GiB of memory' },
  ],
  ['postgres-memory', 'production', machine('db-custom-10-65536', 'enterprise'), undefined],
  [
    'postgres-sustained-iops',
    'production',
    machine('db-c4a-highmem-8', 'enterprise-plus', 'hyperdisk-balanced'),
    { severity: 'warning', found: 'unknown', nearest: 'db-perf-optimized-N-8' },
  ],
  ['postgres-sustained-iops', 'production', machine('db-custom-10-65536', 'enterprise'), undefined],
  [
    'postgres-vcpu',
    'staging',
    machine('db-f1-micro', 'enterprise'),
    { severity: 'warning', found: 'unknown' },
  ],
  [
    'postgres-iops',
    'production',
    machine('db-c4a-highmem-8', 'enterprise-plus', 'hyperdisk-balanced'),
    { severity: 'warning', found: 'unknown', message: expect.stringContaining('nothing is published') },
  ],
  [
    'postgres-iops',
    'production',
    { 'postgres.storage.sizeGb': 299 },
    { severity: 'error', found: '14,970 IOPS' },
  ],
  ['postgres-iops', 'production', { 'postgres.storage.sizeGb': 300 }, undefined],
  ['postgres-iops', 'staging', { 'postgres.storage.sizeGb': 20 }, undefined],
  ['postgres-storage', 'staging', { 'postgres.storage.sizeGb': 99 }, { severity: 'warning', nearest: '100' }],
  ['postgres-storage', 'staging', { 'postgres.storage.sizeGb': 100 }, undefined],
  [
    'postgres-storage',
    'production',
    { 'postgres.storage.sizeGb': 999 },
    { severity: 'error', nearest: '1000' },
  ],
  ['postgres-storage', 'production', { 'postgres.storage.sizeGb': 1_000 }, undefined],
  ['postgres-version', 'staging', { 'postgres.version': '14' }, { severity: 'error', nearest: '15' }],
  ['postgres-version', 'staging', { 'postgres.version': '15' }, undefined],
  ['postgres-version', 'production', { 'postgres.version': '16' }, { severity: 'error', nearest: '17' }],
  ['postgres-version', 'production', { 'postgres.version': '17' }, undefined],

  ['redis-vcpu', 'staging', {}, { severity: 'info', found: 'unknown' }],
  ['redis-vcpu', 'production', {}, { severity: 'info', found: 'unknown' }],
  ['redis-memory', 'staging', { 'redis.memoryGb': 1 }, undefined],
  [
    'redis-memory',
    'production',
    { 'redis.memoryGb': 3 },
    { severity: 'error', path: 'redis.memoryGb', nearest: '4', message: expect.stringContaining('tier M1') },
  ],
  ['redis-memory', 'production', { 'redis.memoryGb': 4 }, undefined],
  ['redis-version', 'staging', { 'redis.version': '5.0' }, { severity: 'error', nearest: '7.0' }],
  ['redis-version', 'staging', { 'redis.version': '7.0' }, undefined],
  ['redis-version', 'production', { 'redis.version': '6' }, { severity: 'error', nearest: '7.0' }],
  ['redis-version', 'production', { 'redis.version': '7.2' }, undefined],
  ['redis-burstable', 'production', {}, undefined],

  [
    'brainstore-readers-vcpu',
    'staging',
    { [readers]: 'c2d-highmem-2' },
    { severity: 'warning', nearest: 'c2d-highcpu-4' },
  ],
  ['brainstore-readers-vcpu', 'staging', { [readers]: 'c4a-standard-4-lssd' }, undefined],
  [
    'brainstore-readers-vcpu',
    'production',
    { [readers]: 'z3-highmem-8-highlssd' },
    { severity: 'error', found: '8 vCPUs', nearest: 'c2d-highcpu-16' },
  ],
  ['brainstore-readers-vcpu', 'production', { [readers]: 'c4a-standard-16-lssd' }, undefined],
  [
    'brainstore-readers-memory',
    'staging',
    { [readers]: 'c2d-highcpu-2' },
    { severity: 'warning', found: '4 GiB of memory' },
  ],
  ['brainstore-readers-memory', 'staging', { [readers]: 'c2d-highcpu-4' }, undefined],
  [
    'brainstore-readers-memory',
    'production',
    { [readers]: 'n1-highcpu-32' },
    { severity: 'error', found: '28.8 GiB of memory' },
  ],
  ['brainstore-readers-memory', 'production', { [readers]: 'c2d-highcpu-16' }, undefined],
  [
    'brainstore-readers-storage',
    'production',
    { [readers]: 'c4-standard-16-lssd' },
    { severity: 'error', found: '805 GB of local NVMe', nearest: 'c2d-highcpu-16' },
  ],
  ['brainstore-readers-storage', 'production', { [readers]: 'c4-standard-24-lssd' }, undefined],
  ['brainstore-readers-storage', 'staging', { [readers]: 'c4a-standard-4-lssd' }, undefined],
  [
    'brainstore-readers-nvme',
    'staging',
    { [readers]: 'n4-standard-16' },
    { severity: 'error', found: 'no local NVMe' },
  ],
  [
    'brainstore-readers-nvme',
    'production',
    { [readers]: 'c4a-standard-16' },
    { severity: 'error', nearest: 'c4a-standard-16-lssd' },
  ],
  ['brainstore-readers-nvme', 'production', { [readers]: 'c4a-standard-16-lssd' }, undefined],
  [
    'brainstore-readers-write-iops',
    'production',
    { [readers]: 'c4-standard-8-lssd' },
    { severity: 'error', found: '75,000 write IOPS' },
  ],
  ['brainstore-readers-write-iops', 'production', { [readers]: 'c4-standard-16-lssd' }, undefined],
  [
    'brainstore-readers-write-iops',
    'production',
    { [readers]: 'n2-standard-16' },
    { severity: 'warning', found: 'unknown' },
  ],
  ['brainstore-readers-write-iops', 'staging', { [readers]: 'n2-standard-16' }, undefined],
  ['brainstore-readers-read-iops', 'production', { [readers]: 'c3d-highmem-16-lssd' }, undefined],
  [
    'brainstore-readers-read-iops',
    'production',
    { [readers]: 'z4d-highmem-16-highlssd' },
    { severity: 'warning', found: 'unknown' },
  ],
  [
    'brainstore-readers-architecture',
    'production',
    { [readers]: 'c4-standard-24-lssd' },
    { severity: 'warning', nearest: 'c4a-standard-16-lssd' },
  ],
  ['brainstore-readers-architecture', 'staging', { [readers]: 'c4-standard-24-lssd' }, undefined],
  [
    'brainstore-readers-count',
    'staging',
    { 'brainstore.readers.count': 0 },
    { severity: 'error', nearest: '1' },
  ],
  ['brainstore-readers-count', 'staging', { 'brainstore.readers.count': 1 }, undefined],
  [
    'brainstore-readers-count',
    'production',
    { 'brainstore.readers.count': 1 },
    { severity: 'error', nearest: '2' },
  ],
  ['brainstore-readers-count', 'production', { 'brainstore.readers.count': 2 }, undefined],
  ['brainstore-writers-count', 'staging', { 'brainstore.writers.count': 0 }, undefined],
  [
    'brainstore-writers-count',
    'production',
    { 'brainstore.writers.count': 0 },
    { severity: 'error', nearest: '1' },
  ],
  ['brainstore-writers-count', 'production', { 'brainstore.writers.count': 1 }, undefined],
];

describe('requirements on Google Cloud', () => {
  it.each(rows)('%s in %s with %j', (rule, profile, changes, expected) => {
    const found = of(gcpFindings(profile, changes), `requirements/${rule}`);
    if (expected === undefined) expect(found).toEqual([]);
    else {
      expect(found).toHaveLength(1);
      expect(found[0]).toMatchObject(expected);
      expect(found[0]?.source).toMatch(/^https:|^Google/);
      if (found[0]?.severity !== 'info') expect(found[0]?.fix?.text).toBeTruthy();
    }
  });

  it('say once that a node has no local disks, not that it is slow and small too', () => {
    const told = gcpFindings('production', { [readers]: 'c4a-standard-16' }).filter(({ rule }) =>
      rule.includes('readers'),
    );
    expect(told.map(({ rule }) => rule)).toEqual(['requirements/brainstore-readers-nvme']);
  });

  it('can be waived', () => {
    const waivers = [
      { rule: 'requirements/api-count', reason: 'two pods until the quota is raised', until: '2026-07-01' },
    ];
    const [finding] = of(gcpFindings('production', { 'api.replicas': 2, waivers }), 'requirements/api-count');
    expect(finding).toMatchObject({ severity: 'warning', waived: { until: '2026-07-01' } });
  });

  it('take the fewest disks that suffice where the machine leaves it open', () => {
    const storage = (localSsds: number | undefined) =>
      of(
        gcpFindings('production', { [readers]: 'c2-standard-16', 'brainstore.readers.localSsds': localSsds }),
        'requirements/brainstore-readers-storage',
      );
    expect(storage(undefined)).toEqual([]);
    expect(storage(4)).toEqual([]);
    expect(storage(2)[0]).toMatchObject({
      severity: 'error',
      found: '805 GB of local NVMe',
      fix: { set: [{ path: 'brainstore.readers.localSsds', value: undefined }] },
    });
  });

  it('name the edition and the kind of volume with the machine', () => {
    const [finding] = of(
      gcpFindings('production', machine('db-custom-2-8192', 'enterprise')),
      'requirements/postgres-memory',
    );
    expect(finding?.fix?.set).toEqual([
      { path: 'postgres.instanceType', value: 'db-perf-optimized-N-8' },
      { path: 'postgres.edition', value: 'enterprise-plus' },
    ]);
  });
});
