/** Every figure that is held against the requirements, by kind of machine. */
import type { CacheType, DatabaseType, MachineType, NodeType } from './catalogue.ts';
import { type Figure, type Measure, minimum, passes } from './measure.ts';
import { requirements } from './tables.ts';

const { postgres, redis, brainstore } = requirements;

const vcpus: Figure<MachineType> = { noun: 'vCPUs', unit: 'vCPUs', of: (type) => type.vcpus };
const memory: Figure<MachineType> = { noun: 'memory', unit: 'GiB of memory', of: (type) => type.memoryGib };

export const databaseMeasures: readonly Measure<DatabaseType>[] = [
  minimum('vcpu', postgres.vcpus, vcpus),
  minimum('memory', postgres.memory, memory),
  {
    // The documents ask for storage IOPS; what the machine sustains of them is our conclusion, so it only warns.
    ...minimum('sustained-iops', postgres.iops, {
      noun: 'sustained IOPS',
      unit: 'sustained IOPS',
      of: (type: DatabaseType) => type.sustainedIops,
    }),
    severity: 'warning',
  },
];

export const cacheMeasures: readonly Measure<CacheType>[] = [
  minimum('vcpu', redis.vcpus, vcpus),
  minimum('memory', redis.memory, memory),
  {
    what: 'burstable',
    noun: 'CPU credits',
    states: 'a CPU that is not burstable, in production',
    requirement: redis.burstable,
    judge: (type, profile) =>
      type.burstable && profile === 'production'
        ? { kind: 'fails', required: 'a machine that is not burstable', found: 'a burstable CPU' }
        : passes,
  },
];

export const nodeMeasures: readonly Measure<NodeType>[] = [
  minimum('vcpu', brainstore.vcpus, vcpus),
  minimum('memory', brainstore.memory, memory),
  {
    what: 'nvme',
    noun: 'local NVMe',
    states: 'local NVMe',
    requirement: brainstore.nvme,
    judge: (type) => {
      if (type.nvmeGb === undefined) return { kind: 'unknown', required: 'local NVMe' };
      if (type.nvmeGb > 0) return passes;
      const instead = type.otherDisk === undefined ? '' : ` but ${type.otherDisk}`;
      return { kind: 'fails', required: 'local NVMe', found: `no local NVMe${instead}` };
    },
    // In staging too, where the documents accept any SSD, and without a way round: nodes start on their local disks alone.
    severity: 'error',
    waivable: false,
  },
  onLocalDisk('storage', brainstore.storage, {
    noun: 'size of local NVMe',
    unit: 'GB of local NVMe',
    of: (type) => type.nvmeGb,
  }),
  onLocalDisk('read-iops', brainstore.readIops, {
    noun: 'read IOPS',
    unit: 'read IOPS',
    of: (type) => type.readIops,
  }),
  onLocalDisk('write-iops', brainstore.writeIops, {
    noun: 'write IOPS',
    unit: 'write IOPS',
    of: (type) => type.writeIops,
  }),
];

/** Without local NVMe one finding says so; its size and speed are no news. */
function onLocalDisk(...args: Parameters<typeof minimum<NodeType>>): Measure<NodeType> {
  const measure = minimum(...args);
  return {
    ...measure,
    judge: (type, profile) => (type.nvmeGb === 0 ? passes : measure.judge(type, profile)),
  };
}
