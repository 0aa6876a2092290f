import type { Config } from '../../config/schema.ts';
import { nodesNeeded, pools } from '../../requirements/rules/brainstore.ts';

/** All pools of services and Brainstore at their greatest. */
export function mostNodes({ brainstore, cluster }: Config): number {
  const ofBrainstore = pools.map(({ key }) => brainstore[key].maxNodes ?? nodesNeeded(brainstore[key].count));
  return [...ofBrainstore, cluster?.services.maxNodes ?? 1].reduce((sum, count) => sum + count, 0);
}

/** Of the smallest range with this many addresses. */
export function prefixFor(addresses: number): number {
  return 32 - Math.ceil(Math.log2(addresses));
}
