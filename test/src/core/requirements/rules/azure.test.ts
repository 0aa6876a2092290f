/** Every row of the documented tables on Azure, with a case that passes and one that fails in each profile. */
import { describe, expect, it } from 'vitest';
import { azureFindings, type Changes, of } from '../../../../helpers/judged.ts';

type Profile = 'staging' | 'production';
/** `undefined`: nothing is told. */
type Row = readonly [rule: string, profile: Profile, changes: Changes, expected: object | undefined];

const readers = (name: string): Changes => ({ 'brainstore.readers.instanceType': name });
const writers = (name: string): Changes => ({ 'brainstore.writers.instanceType': name });
const machine = (name: string): Changes => ({ 'postgres.instanceType': name });
const volume = (sizeGb: number, tier?: string, name?: string): Changes => ({
  'postgres.storage': { sizeGb, tier },
  ...(name === undefined ? {} : machine(name)),
});
const cache = (name: string): Changes => ({ 'redis.instanceType': name });
const together = (text: string) => expect.stringContaining(text);

const rows: readonly Row[] = [
  ['api-vcpu', 'staging', { 'api.cpu': 0.5 }, { severity: 'warning', nearest: '1', found: '0.5 vCPUs' }],
  ['api-vcpu', 'staging', { 'api.cpu': 1 }, undefined],
  ['api-vcpu', 'production', { 'api.cpu': 1.9 }, { severity: 'error', nearest: '2' }],
  ['api-vcpu', 'production', { 'api.cpu': 2 }, undefined],
  ['api-memory', 'staging', { 'api.memoryGib': 1.5 }, { severity: 'warning', nearest: '2' }],
  ['api-memory', 'staging', { 'api.memoryGib': 2 }, undefined],
  ['api-memory', 'production', { 'api.memoryGib': 4 }, { severity: 'error', nearest: '8' }],
  ['api-memory', 'production', { 'api.memoryGib': 8 }, undefined],
  ['api-count', 'staging', { 'api.replicas': 0 }, { severity: 'error', nearest: '1' }],
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
    machine('B_Standard_B1ms'),
    { severity: 'warning', found: '1 vCPU', nearest: 'GP_Standard_D2ads_v5' },
  ],
  ['postgres-vcpu', 'staging', machine('GP_Standard_D2ds_v4'), undefined],
  [
    'postgres-vcpu',
    'production',
    machine('MO_Standard_E4ds_v6'),
    { severity: 'error', found: '4 vCPUs', nearest: 'GP_Standard_D16ads_v5' },
  ],
  ['postgres-vcpu', 'production', machine('MO_Standard_E8ds_v5'), undefined],
  [
    'postgres-memory',
    'staging',
    machine('B_Standard_B2s'),
    { severity: 'warning', found: '4 GiB of memory' },
  ],
  ['postgres-memory', 'staging', machine('B_Standard_B2ms'), undefined],
  [
    'postgres-memory',
    'production',
    machine('GP_Standard_D8ds_v6'),
    { severity: 'error', found: '32 GiB of memory', nearest: 'GP_Standard_D16ads_v5' },
  ],
  ['postgres-memory', 'production', machine('GP_Standard_D16ds_v4'), undefined],
  ['postgres-storage', 'staging', volume(64, 'P30'), { severity: 'warning', nearest: '128' }],
  ['postgres-storage', 'staging', volume(128, 'P30'), undefined],
  ['postgres-storage', 'production', volume(512, 'P30'), { severity: 'error', nearest: '8192' }],
  ['postgres-storage', 'production', volume(1_024, 'P30'), undefined],

  // The volume is too slow, the machine is not.
  [
    'postgres-iops',
    'staging',
    volume(128, 'P20'),
    {
      severity: 'warning',
      path: 'postgres.storage',
      found: '2,300 IOPS',
      nearest: '128 GiB of tier P30 on GP_Standard_D2ds_v5',
      fix: { set: [{ path: 'postgres.storage.tier', value: 'P30' }] },
    },
  ],
  ['postgres-iops', 'staging', volume(128, 'P30'), undefined],
  // The other way round.
  [
    'postgres-iops',
    'staging',
    volume(128, 'P30', 'B_Standard_B4ms'),
    {
      severity: 'warning',
      path: 'postgres.instanceType',
      found: '2,880 IOPS',
      nearest: together('128 GiB of tier P30 on GP_Standard_D2'),
    },
  ],
  ['postgres-iops', 'staging', volume(128, 'P30', 'B_Standard_B8ms'), undefined],
  // No tier below 8 TiB is enough, whatever the size.
  [
    'postgres-iops',
    'production',
    volume(1_024, 'P50'),
    {
      severity: 'error',
      found: '7,500 IOPS',
      nearest: '8,192 GiB of tier P60 on GP_Standard_D16ds_v5',
      fix: {
        set: [
          { path: 'postgres.storage.sizeGb', value: 8_192 },
          { path: 'postgres.storage.tier', value: 'P60' },
        ],
      },
    },
  ],
  [
    'postgres-iops',
    'production',
    volume(8_192, 'P60', 'MO_Standard_E8ds_v5'),
    {
      severity: 'error',
      path: 'postgres.instanceType',
      found: '12,800 IOPS',
      message: together('MO_Standard_E8ds_v5 reaches 12,800 IOPS, production needs at least 15,000 of both'),
      nearest: '8,192 GiB of tier P60 on GP_Standard_D16ads_v5',
      fix: { set: [{ path: 'postgres.instanceType', value: 'GP_Standard_D16ads_v5' }] },
    },
  ],
  // Both are too slow: one finding names both.
  [
    'postgres-iops',
    'production',
    volume(4_096, 'P50', 'MO_Standard_E8ds_v4'),
    {
      severity: 'error',
      found: '7,500 IOPS',
      message: together('4,096 GiB of tier P50 has 7,500 IOPS, and MO_Standard_E8ds_v4 reaches 12,800 IOPS'),
      nearest: '8,192 GiB of tier P60 on GP_Standard_D16ads_v5',
      fix: {
        set: [
          { path: 'postgres.instanceType', value: 'GP_Standard_D16ads_v5' },
          { path: 'postgres.storage.sizeGb', value: 8_192 },
          { path: 'postgres.storage.tier', value: 'P60' },
        ],
      },
    },
  ],
  ['postgres-iops', 'production', volume(8_192, 'P60', 'MO_Standard_E16ds_v4'), undefined],
  ['postgres-iops', 'production', volume(8_192, 'P70', 'GP_Standard_D16s_v3'), undefined],
  ['postgres-iops', 'production', volume(32_767, 'P80'), undefined],
  ['postgres-version', 'staging', { 'postgres.version': '14' }, { severity: 'error', nearest: '15' }],
  ['postgres-version', 'staging', { 'postgres.version': '15' }, undefined],
  ['postgres-version', 'production', { 'postgres.version': '16' }, { severity: 'error', nearest: '17' }],
  ['postgres-version', 'production', { 'postgres.version': '17' }, undefined],

  ['redis-vcpu', 'staging', cache('Balanced_B1'), undefined],
  ['redis-vcpu', 'production', cache('Balanced_B5'), undefined],
  [
    'redis-memory',
    'staging',
    cache('Balanced_B0'),
    { severity: 'warning', found: '0.5 GiB of memory', nearest: 'Balanced_B1' },
  ],
  ['redis-memory', 'staging', cache('Balanced_B1'), undefined],
  [
    'redis-memory',
    'production',
    cache('ComputeOptimized_X3'),
    { severity: 'error', found: '3 GiB of memory', nearest: 'Balanced_B5' },
  ],
  ['redis-memory', 'production', cache('ComputeOptimized_X5'), undefined],
  ['redis-version', 'staging', { 'redis.version': '6' }, { severity: 'error', nearest: '7.4' }],
  ['redis-version', 'staging', { 'redis.version': '7.4' }, undefined],
  ['redis-version', 'production', { 'redis.version': '6.2' }, { severity: 'error', nearest: '7.4' }],
  ['redis-version', 'production', { 'redis.version': '7.4' }, undefined],
  ['redis-burstable', 'production', {}, undefined],

  [
    'brainstore-readers-vcpu',
    'staging',
    readers('Standard_L2as_v4'),
    { severity: 'warning', found: '2 vCPUs', nearest: 'Standard_D4lds_v6' },
  ],
  ['brainstore-readers-vcpu', 'staging', readers('Standard_D4plds_v6'), undefined],
  [
    'brainstore-readers-vcpu',
    'production',
    readers('Standard_L8as_v5'),
    { severity: 'error', found: '8 vCPUs', nearest: 'Standard_L16aos_v4' },
  ],
  ['brainstore-readers-vcpu', 'production', readers('Standard_L16as_v5'), undefined],
  ['brainstore-readers-memory', 'staging', readers('Standard_D2pds_v6'), undefined],
  [
    'brainstore-readers-memory',
    'staging',
    readers('Standard_D2plds_v6'),
    { severity: 'warning', found: '4 GiB of memory', nearest: 'Standard_D4plds_v6' },
  ],
  [
    'brainstore-readers-memory',
    'production',
    readers('Standard_D4ds_v6'),
    { severity: 'error', found: '16 GiB of memory' },
  ],
  ['brainstore-readers-memory', 'production', readers('Standard_D16lds_v6'), undefined],
  [
    'brainstore-readers-storage',
    'staging',
    readers('Standard_D2ds_v6'),
    { severity: 'warning', found: '118 GB of local NVMe' },
  ],
  ['brainstore-readers-storage', 'staging', readers('Standard_D4ds_v6'), undefined],
  [
    'brainstore-readers-storage',
    'production',
    readers('Standard_D16ds_v7'),
    { severity: 'error', found: '945 GB of local NVMe' },
  ],
  ['brainstore-readers-storage', 'production', readers('Standard_E20ds_v6'), undefined],
  [
    'brainstore-readers-nvme',
    'staging',
    readers('Standard_D16ds_v5'),
    { severity: 'error', message: together('a temporary disk on SCSI, which is too slow') },
  ],
  ['brainstore-readers-nvme', 'staging', readers('Standard_D4ds_v6'), undefined],
  [
    'brainstore-readers-nvme',
    'production',
    readers('Standard_D32s_v6'),
    { severity: 'error', found: 'no local NVMe' },
  ],
  ['brainstore-readers-nvme', 'production', readers('Standard_D32plds_v6'), undefined],
  [
    'brainstore-readers-write-iops',
    'production',
    readers('Standard_E16ds_v6'),
    { severity: 'error', found: '120,000 write IOPS', nearest: 'Standard_L16aos_v4' },
  ],
  ['brainstore-readers-write-iops', 'production', readers('Standard_E20ds_v6'), undefined],
  [
    'brainstore-readers-write-iops',
    'production',
    readers('Standard_L16s_v3'),
    { severity: 'warning', found: 'unknown' },
  ],
  ['brainstore-readers-write-iops', 'staging', readers('Standard_L16s_v3'), undefined],
  [
    'brainstore-readers-read-iops',
    'production',
    readers('Standard_D4pds_v6'),
    { severity: 'error', found: '75,000 read IOPS', nearest: 'Standard_D32plds_v6' },
  ],
  ['brainstore-readers-read-iops', 'production', readers('Standard_D8ds_v6'), undefined],
  [
    'brainstore-readers-read-iops',
    'production',
    readers('Standard_D32alds_v6'),
    { severity: 'warning', found: 'unknown' },
  ],
  [
    'brainstore-readers-architecture',
    'production',
    readers('Standard_D32ds_v6'),
    { severity: 'warning', nearest: 'Standard_D32plds_v6' },
  ],
  ['brainstore-readers-architecture', 'staging', readers('Standard_D32ds_v6'), undefined],
  ['brainstore-readers-architecture', 'production', readers('Standard_E32pds_v6'), undefined],
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
  [
    'brainstore-writers-write-iops',
    'production',
    writers('Standard_D16pds_v6'),
    { severity: 'error', found: '120,000 write IOPS', nearest: 'Standard_D32plds_v6' },
  ],
  ['brainstore-writers-write-iops', 'production', writers('Standard_D48plds_v6'), undefined],
];

describe('requirements on Azure', () => {
  it.each(rows)('%s in %s with %j', (rule, profile, changes, expected) => {
    const found = of(azureFindings(profile, changes), `requirements/${rule}`);
    if (expected === undefined) expect(found).toEqual([]);
    else {
      expect(found).toHaveLength(1);
      expect(found[0]).toMatchObject(expected);
      expect(found[0]?.source).toMatch(/^https:|^Azure/);
      expect(found[0]?.fix?.text).toBeTruthy();
    }
  });

  it('say once that a node has no NVMe, not that it is slow and small too', () => {
    const told = azureFindings('production', readers('Standard_D32pds_v5')).filter(({ rule }) =>
      rule.includes('readers'),
    );
    expect(told.map(({ rule }) => rule)).toEqual(['requirements/brainstore-readers-nvme']);
  });

  it('refuse a pod of 32 CPU on 32 vCPUs, which stays pending, and name the machine with the room', () => {
    const changes = { ...writers('Standard_D32ds_v6'), 'brainstore.writers.pod.cpu': 32 };
    const [finding] = of(azureFindings('production', changes), 'brainstore/writers-pod-fits');
    expect(finding).toMatchObject({
      severity: 'error',
      found: '32 CPU',
      required: 'at most 30.8 CPU',
      message: expect.stringContaining('the nearest with that much room is Standard_D48lds_v6'),
      source: 'https://learn.microsoft.com/azure/aks/node-resource-reservations',
    });
  });

  it('name no Premium SSD v2, which the provider cannot make', () => {
    for (const gib of [32, 1_024, 4_096])
      for (const { fix, message, nearest } of azureFindings('production', volume(gib)))
        expect(JSON.stringify([fix, message, nearest])).not.toMatch(/PremiumV2|v2_lrs|SSD v2/i);
  });

  it('can be waived', () => {
    const waivers = [
      { rule: 'requirements/postgres-iops', reason: 'small at first', until: '2026-07-01' },
      { rule: 'requirements/postgres-storage', reason: 'small at first', until: '2026-07-01' },
    ];
    const findings = azureFindings('production', { ...volume(512, 'P30'), waivers });
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(findings.filter(({ waived }) => waived?.until === '2026-07-01')).toHaveLength(2);
  });
});
