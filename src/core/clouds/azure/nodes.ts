/** The nodes and pods of a Brainstore pool, with all that the configuration leaves out. Pure. */
import type { Config } from '../../config/schema.ts';
import type { Architecture } from '../../requirements/catalogue.ts';
import type { Pool } from '../../requirements/rules/brainstore.ts';
import type { PodSize } from '../kubernetes/pods.ts';
import { machineOf, podSizesOf } from '../kubernetes/pool-pods.ts';
import { aks } from './aks.ts';
import { azureCatalogue } from './catalogue.ts';
import { nodeTypeUnknown } from './errors.ts';
import { nameParts } from './general.ts';

const cloud = { title: 'Azure', catalogue: azureCatalogue };

export interface PoolNode {
  readonly architecture: Architecture;
}

/** Throws kind `config` for a machine without NVMe, unless the pool is empty. */
export function nodeOf(config: Config, pool: Pool): PoolNode {
  const { count, instanceType } = config.brainstore[pool];
  const type = machineOf({ config, cloud }, pool);
  // A pool without nodes is not made, so its machine decides nothing.
  if (count > 0 && type?.nvmeGb === 0) throw nodeTypeUnknown(`brainstore.${pool}.instanceType`, instanceType);
  return { architecture: type?.architecture ?? nameParts(instanceType)?.architecture ?? 'x86_64' };
}

/** What a pod of the pool asks for. Throws as `nodeOf` does, and where nothing is known or written. */
export function podSizes(config: Config, pool: Pool): PodSize {
  nodeOf(config, pool);
  return podSizesOf(aks, { config, cloud }, pool, nodeTypeUnknown);
}
