/** The machine of a Brainstore pool as the configuration has it, and the size of its pods. */
import type { NodeType } from '../../requirements/catalogue.ts';
import { findType } from '../../requirements/machines.ts';
import { nodePools, type Pool } from '../../requirements/rules/brainstore.ts';
import type { Subject } from '../../rules/rule.ts';
import type { KubernetesFacts } from './nodes.ts';
import { leastRoom } from './pod-fix.ts';
import { type PodSize, podOf } from './pods.ts';

/** Undefined when nothing is known of it. */
export function machineOf({ config, cloud }: Subject, pool: Pool): NodeType | undefined {
  const machine = nodePools.find(({ key }) => key === pool);
  if (!machine) return undefined;
  // The rules speak of pools that have nodes; the names of the others are looked up all the same.
  return findType({ ...machine, name: () => config.brainstore[pool].instanceType }, { config, cloud });
}

/**
 * What a pod of the pool asks for. Throws what `unknown` makes of the path and the name of a machine of which too little is
 * known or written, unless the pool is empty.
 */
export function podSizesOf(
  facts: KubernetesFacts,
  subject: Subject,
  pool: Pool,
  unknown: (path: string, name: string) => Error,
): PodSize {
  const { count, instanceType, pod = {} } = subject.config.brainstore[pool];
  const type = machineOf(subject, pool);
  const room = type && facts.room(type);
  const { cpu = room?.cpu, memoryGib = room?.memoryGib, volumeGib = room?.volumeGib } = pod;
  if (cpu !== undefined && memoryGib !== undefined && volumeGib !== undefined && Number.isFinite(volumeGib))
    return podOf(pod, { cpu, memoryGib, volumeGib });
  if (count > 0) throw unknown(`brainstore.${pool}.instanceType`, instanceType);
  return podOf(pod, leastRoom);
}
