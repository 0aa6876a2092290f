/** The nodes and pods of a Brainstore pool, with all that the configuration leaves out. Pure. */
import type { Config } from '../../config/schema.ts';
import type { Architecture, NodeType } from '../../requirements/catalogue.ts';
import { findType } from '../../requirements/machines.ts';
import { nodePools, type Pool } from '../../requirements/rules/brainstore.ts';
import { leastRoom } from '../kubernetes/pod-fix.ts';
import { type PodSize, podOf } from '../kubernetes/pods.ts';
import { gcpCatalogue } from './catalogue.ts';
import { architectureOf, bootDiskOf } from './compute.ts';
import { nodeTypeUnknown } from './errors.ts';
import { gke } from './gke.ts';

export interface PoolNode {
  readonly architecture: Architecture;
  /** Disks for `ephemeral_storage_local_ssd_config`. */
  readonly localSsdCount: number;
  readonly bootDiskType: 'hyperdisk-balanced' | 'pd-balanced';
  /** Series, such as `c4a`, for Autopilot. */
  readonly machineFamily: string;
}

/** Throws kind `config` for a machine of which nothing is known or written, unless the pool is empty. */
export function nodeOf(config: Config, pool: Pool): PoolNode {
  const { count, instanceType, localSsds } = config.brainstore[pool];
  const type = typeOf(config, pool);
  // With Autopilot the disks are Google's to choose.
  const localSsdCount = type?.disks?.count ?? localSsds ?? (gke.makesNodes(config) ? 0 : undefined);
  // A pool without nodes is not made, so its machine decides nothing.
  if (count > 0 && (localSsdCount === undefined || type?.nvmeGb === 0)) throw unknown(pool, instanceType);
  return {
    architecture: type?.architecture ?? architectureOf(instanceType),
    localSsdCount: localSsdCount ?? 0,
    bootDiskType: bootDiskOf(instanceType),
    machineFamily: gke.family(instanceType),
  };
}

/** What a pod of the pool asks for. Throws as `nodeOf` does. */
export function podSizes(config: Config, pool: Pool): PodSize {
  const { count, instanceType, pod = {} } = config.brainstore[pool];
  const type = typeOf(config, pool);
  const room = type && gke.room(type);
  if (room) return podOf(pod, room);
  const { cpu, memoryGib, volumeGib } = pod;
  if (cpu !== undefined && memoryGib !== undefined && volumeGib !== undefined)
    return podOf(pod, { cpu, memoryGib, volumeGib });
  if (count > 0) throw unknown(pool, instanceType);
  return podOf(pod, leastRoom);
}

function unknown(pool: Pool, instanceType: string): Error {
  return nodeTypeUnknown(`brainstore.${pool}.instanceType`, instanceType);
}

function typeOf(config: Config, pool: Pool): NodeType | undefined {
  const machine = nodePools.find(({ key }) => key === pool);
  const cloud = { title: 'Google Cloud', catalogue: gcpCatalogue };
  if (!machine) return undefined;
  // The rules speak of pools that have nodes; the names of the others are looked up all the same.
  return findType({ ...machine, name: () => config.brainstore[pool].instanceType }, { config, cloud });
}
