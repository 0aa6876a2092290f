/** The pools of a Standard cluster. */
import { brainstoreTaint, poolLabel, poolNames, servicesPool } from '../kubernetes/values/names.ts';
import type { PoolShape } from './node-pool.ts';
import type { BrainstorePool, GcpClusterProps, GcpPoolProps } from './props.ts';

/** Zones of a regional cluster that names none. https://cloud.google.com/kubernetes-engine/docs/concepts/regional-clusters */
const defaultZoneCount = 3;

/** Everything but Brainstore. It holds the cluster's own pods too, so it has nodes from the start. */
export function servicesPoolProps(
  services: GcpClusterProps['services'],
  zones: readonly string[],
): PoolShape {
  const zoneCount = zones.length === 0 ? defaultZoneCount : zones.length;
  return {
    poolName: servicesPool,
    machineType: services.machineType,
    bootDiskType: services.bootDiskType,
    labels: { [poolLabel]: servicesPool },
    secureBoot: true,
    // One for each zone would be more than the pool may have where that is less than there are zones; then nodes come with
    // the first pods.
    initialPerZone:
      services.maxNodes < zoneCount ? 0 : Math.max(1, Math.floor(services.minNodes / zoneCount)),
    minNodes: services.minNodes,
    maxNodes: services.maxNodes,
  };
}

/** One pool for each Brainstore role that has nodes, by literal ids. */
export function brainstorePools(
  pools: Readonly<Record<BrainstorePool, GcpPoolProps>>,
): Readonly<Record<string, PoolShape>> {
  const ids = { readers: 'readers', fastReaders: 'fast_readers', writers: 'writers' } as const;
  const shapes: Record<string, PoolShape> = {};
  for (const role of ['readers', 'fastReaders', 'writers'] as const) {
    if (pools[role].count > 0) shapes[ids[role]] = brainstorePool(poolNames[role], pools[role]);
  }
  return shapes;
}

/**
 * Nodes come as pods ask for them, one for each: a first size per zone would start three where one is wanted, and GKE does
 * not raise an empty pool to its minimum. https://github.com/hashicorp/terraform-provider-google/issues/8270
 */
function brainstorePool(poolName: string, pool: GcpPoolProps): PoolShape {
  return {
    poolName,
    machineType: pool.machineType,
    bootDiskType: pool.bootDiskType,
    labels: { [poolLabel]: poolName },
    taint: { ...brainstoreTaint, effect: 'NO_SCHEDULE' },
    localSsdCount: pool.localSsdCount,
    // https://cloud.google.com/kubernetes-engine/docs/concepts/arm-on-gke
    secureBoot: pool.architecture === 'x86_64',
    initialPerZone: 0,
    minNodes: 0,
    maxNodes: pool.maxNodes,
  };
}
