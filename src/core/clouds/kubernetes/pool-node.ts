/** The machine whose room counts for the pods of a pool. */
import { nodesFor } from '../../requirements/disks.ts';
import { grouped } from '../../requirements/format.ts';
import { findType } from '../../requirements/machines.ts';
import type { NodePool } from '../../requirements/rules/brainstore.ts';
import type { Subject } from '../../rules/rule.ts';
import type { KubernetesFacts, Room } from './nodes.ts';
import type { Size } from './pod-fix.ts';

export interface PoolRoom {
  /** Of the machine. */
  readonly name: string;
  readonly room: Room;
}

/** The machine that is named; undefined when it is not known. */
export function namedNode(facts: KubernetesFacts, pool: NodePool, subject: Subject): PoolRoom | undefined {
  const named = findType(pool, subject);
  const room = named && facts.room(named);
  if (!room) return undefined;
  // That it has no local disks at all is told already.
  return {
    name: named.name,
    room: named.nvmeGb === 0 ? { ...room, volumeGib: Number.POSITIVE_INFINITY } : room,
  };
}

/** The same, or the largest of its family where nodes are made as pods ask. */
export function largestNode(facts: KubernetesFacts, pool: NodePool, subject: Subject): PoolRoom | undefined {
  const named = namedNode(facts, pool, subject);
  if (!named || !facts.makesNodes(subject.config)) return named;
  const family = facts.family(named.name);
  return nodesFor(subject.cloud.catalogue, subject.config.profile)
    .filter((type) => facts.family(type.name) === family)
    .flatMap((type): readonly PoolRoom[] => {
      const room = facts.room(type);
      return room ? [{ name: type.name, room }] : [];
    })
    .reduce((best, next) => (next.room.cpu > best.room.cpu ? next : best), named);
}

export function amount(size: Size, value: number): string {
  const units = { cpu: 'CPU', memoryGib: 'GiB of memory', volumeGib: 'GiB of local disk' } as const;
  return `${grouped(Number(value.toFixed(2)))} ${units[size]}`;
}

/** Id of a rule about a pool, such as `brainstore/fast-readers-cache`. */
export function poolRuleId(pool: NodePool, what: string): string {
  return `brainstore/${pool.component.replace('brainstore-', '')}-${what}`;
}
