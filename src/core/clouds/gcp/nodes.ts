/** The nodes and pods of a Brainstore pool, with all that the configuration leaves out. Pure. */
import type { Config } from '../../config/schema.ts';
import type { Architecture } from '../../requirements/catalogue.ts';
import type { Pool } from '../../requirements/rules/brainstore.ts';
import type { PodSize } from '../kubernetes/pods.ts';
import { machineOf, podSizesOf } from '../kubernetes/pool-pods.ts';
import { gcpCatalogue } from './catalogue.ts';
import { architectureOf, bootDiskOf } from './compute.ts';
import { nodeTypeUnknown } from './errors.ts';
import { gke } from './gke.ts';

const cloud = { title: 'Google Cloud', catalogue: gcpCatalogue };

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
  const type = machineOf({ config, cloud }, pool);
  // With Autopilot the disks are Google's to choose.
  const localSsdCount = type?.disks?.count ?? localSsds ?? (gke.makesNodes(config) ? 0 : undefined);
  // A pool without nodes is not made, so its machine decides nothing.
  if (count > 0 && (localSsdCount === undefined || type?.nvmeGb === 0))
    throw nodeTypeUnknown(`brainstore.${pool}.instanceType`, instanceType);
  return {
    architecture: type?.architecture ?? architectureOf(instanceType),
    localSsdCount: localSsdCount ?? 0,
    bootDiskType: bootDiskOf(instanceType),
    machineFamily: gke.family(instanceType),
  };
}

/** What a pod of the pool asks for. Throws as `nodeOf` does. */
export function podSizes(config: Config, pool: Pool): PodSize {
  return podSizesOf(gke, { config, cloud }, pool, nodeTypeUnknown);
}
