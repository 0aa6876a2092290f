import type { Placement, Toleration } from './cloud-part.ts';
import { brainstoreTaint, poolLabel } from './names.ts';
import type { PoolProps } from './props.ts';

/** On the nodes of the role's own pool, past the taint that keeps everything else off them. */
export function onOwnNodes({ replicas, placement }: PoolProps, more: readonly Toleration[] = []): Placement {
  // Its pool of nodes is not there either.
  if (replicas === 0) return everywhere;
  return { nodeSelector: { [poolLabel]: placement }, tolerations: [taint, ...more] };
}

export const everywhere: Placement = { nodeSelector: {}, tolerations: [] };

const taint: Toleration = { ...brainstoreTaint, operator: 'Equal', effect: 'NoSchedule' };
