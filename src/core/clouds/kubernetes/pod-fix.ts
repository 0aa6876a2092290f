/** The one change of a Brainstore pool that every finding about its pods suggests. */
import type { Fix } from '../../findings/finding.ts';
import type { NodeType } from '../../requirements/catalogue.ts';
import { findType, fixOf, suggestedType, typeFix } from '../../requirements/machines.ts';
import type { NodePool } from '../../requirements/rules/brainstore.ts';
import { least, requirements } from '../../requirements/tables.ts';
import type { Subject } from '../../rules/rule.ts';
import type { KubernetesFacts, Room } from './nodes.ts';
import { cacheFor, type WrittenPod } from './pods.ts';

/** Sizes that the configuration takes at least, whatever the node has. */
export const leastRoom: Room = { cpu: 0.5, memoryGib: 1, volumeGib: 10 };

const sizes = ['cpu', 'memoryGib', 'volumeGib'] as const;
export type Size = (typeof sizes)[number];

/** What the profile asks of the machine, asked of the pod: less than that only where the machine itself has no more. */
export function neededOf({ config: { profile } }: Subject): Room {
  const { vcpus, memory, storage } = requirements.brainstore;
  return {
    cpu: least(vcpus, profile) ?? 0,
    memoryGib: least(memory, profile) ?? 0,
    // The table counts decimal GB.
    volumeGib: (least(storage, profile) ?? 0) / 1.073741824,
  };
}

/** Sizes that a person wrote although both the requirement and the node have more. */
export function smallSizes(pod: WrittenPod, room: Room, needed: Room): readonly Size[] {
  return sizes.filter((size) => {
    const written = pod[size];
    return written !== undefined && written < needed[size] && written < room[size];
  });
}

export function largeSizes(pod: WrittenPod, room: Room): readonly Size[] {
  return sizes.filter((size) => (pod[size] ?? 0) > room[size]);
}

export function podFix(facts: KubernetesFacts, pool: NodePool, subject: Subject): Fix {
  const target = suggestedType(pool, subject) ?? findType(pool, subject);
  const room = target && facts.room(target);
  const machine = target ? machineChanges(pool, subject, target) : [];
  const written = subject.config.brainstore[pool.key].pod ?? {};
  if (!room) return fixOf(machine);
  const at = (key: string) => `brainstore.${pool.key}.pod.${key}`;
  const small = smallSizes(written, room, neededOf(subject));
  const large = largeSizes(written, room);
  const removed = small.map((size) => ({ path: at(size), value: undefined }));
  const lowered = large.map((size) => ({
    path: at(size),
    value: room[size] >= leastRoom[size] ? room[size] : undefined,
  }));
  const volume = small.includes('volumeGib')
    ? room.volumeGib
    : Math.min(written.volumeGib ?? room.volumeGib, room.volumeGib);
  const cache = cacheFor(volume);
  const cacheChange =
    written.cacheGib !== undefined && written.cacheGib > cache
      ? [{ path: at('cacheGib'), value: cache }]
      : [];
  return fixOf([...machine, ...removed, ...lowered, ...cacheChange]);
}

function machineChanges(pool: NodePool, subject: Subject, target: NodeType) {
  const set = typeFix(pool, subject, target).set ?? [];
  return set.filter(({ path, value }) => path !== pool.path || value !== pool.name(subject.config));
}
