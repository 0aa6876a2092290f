/** The pools beside the system's. */
import { brainstoreTaint, poolLabel, poolNames, servicesPool } from '../kubernetes/values/names.ts';
import type { PoolShape } from './node-pool.ts';
import type { AzureClusterProps, AzureInfraProps, BrainstorePool } from './props.ts';

/** Everything but Brainstore. */
export function servicesPoolShape({
  instanceType,
  minNodes,
  maxNodes,
}: AzureClusterProps['services']): PoolShape {
  return {
    poolName: servicesPool,
    instanceType,
    labels: { [poolLabel]: servicesPool },
    taints: [],
    minNodes,
    maxNodes,
  };
}

/** Names that AKS takes: letters and digits, no dash. */
const ids = { readers: 'readers', fastReaders: 'fast', writers: 'writers' } as const;

/** One pool for each Brainstore role that has nodes, by literal ids. */
export function brainstorePools(pools: AzureInfraProps['brainstore']): Readonly<Record<string, PoolShape>> {
  const roles: readonly BrainstorePool[] = ['readers', 'fastReaders', 'writers'];
  return Object.fromEntries(
    roles
      .filter((role) => pools[role].count > 0)
      .map((role) => {
        const { count, instanceType, maxNodes } = pools[role];
        const shape: PoolShape = {
          poolName: ids[role],
          instanceType,
          labels: { [poolLabel]: poolNames[role] },
          taints: [`${brainstoreTaint.key}=${brainstoreTaint.value}:NoSchedule`],
          // One for each pod from the start: the disks of a node are known to the scheduler only once it is there.
          // https://learn.microsoft.com/azure/storage/container-storage/use-container-storage-with-local-disk
          minNodes: count,
          maxNodes,
        };
        return [role === 'fastReaders' ? 'fast_readers' : role, shape];
      }),
  );
}
