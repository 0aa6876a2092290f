/** Every figure that is held against the requirements, by kind of machine. */
import type { CacheType, DatabaseType, NodeType } from './catalogue.ts';
import { type Measure, minimum, passes } from './measure.ts';
import { requirements } from './tables.ts';

const { postgres, redis, brainstore } = requirements;

export const databaseMeasures: readonly Measure<DatabaseType>[] = [
  minimum('vcpu', 'vCPUs', postgres.vcpus, (type) => type.vcpus),
  minimum('memory', 'GiB of memory', postgres.memory, (type) => type.memoryGib),
  {
    // The documents ask for storage IOPS; what the machine sustains of them is our conclusion, so it only warns.
    ...minimum(
      'sustained-iops',
      'IOPS sustained by the machine',
      postgres.iops,
      (type: DatabaseType) => type.sustainedIops,
    ),
    severity: 'warning',
  },
];

export const cacheMeasures: readonly Measure<CacheType>[] = [
  minimum('vcpu', 'vCPUs', redis.vcpus, (type) => type.vcpus),
  minimum('memory', 'GiB of memory', redis.memory, (type) => type.memoryGib),
  {
    what: 'burstable',
    noun: 'CPU',
    requirement: redis.burstable,
    judge: (type, profile) =>
      type.burstable && profile === 'production'
        ? { kind: 'fails', required: 'a machine that is not burstable', found: 'burstable CPU' }
        : passes,
  },
];

export const nodeMeasures: readonly Measure<NodeType>[] = [
  minimum('vcpu', 'vCPUs', brainstore.vcpus, (type) => type.vcpus),
  minimum('memory', 'GiB of memory', brainstore.memory, (type) => type.memoryGib),
  {
    what: 'nvme',
    noun: 'local NVMe',
    requirement: brainstore.nvme,
    judge: (type) => {
      if (type.nvmeGb === undefined) return { kind: 'unknown', required: 'local NVMe' };
      return type.nvmeGb > 0 ? passes : { kind: 'fails', required: 'local NVMe', found: 'no local NVMe' };
    },
    // In staging too, where the documents accept any SSD: the nodes are deployed on their local disks alone.
    severity: 'error',
  },
  onLocalDisk(minimum('storage', 'GB of local NVMe', brainstore.storage, (type) => type.nvmeGb)),
  onLocalDisk(minimum('read-iops', 'read IOPS', brainstore.readIops, (type) => type.readIops)),
  onLocalDisk(minimum('write-iops', 'write IOPS', brainstore.writeIops, (type) => type.writeIops)),
];

/** Without local NVMe one finding says so; its size and speed are no news. */
function onLocalDisk(measure: Measure<NodeType>): Measure<NodeType> {
  return {
    ...measure,
    judge: (type, profile) => (type.nvmeGb === 0 ? passes : measure.judge(type, profile)),
  };
}
