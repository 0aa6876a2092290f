/** How large a pod of Brainstore is. */
import type { Config } from '../../config/schema.ts';
import type { Pool } from '../../requirements/rules/brainstore.ts';
import type { Room } from './nodes.ts';

export interface PodSize {
  readonly cpu: number;
  readonly memoryGib: number;
  readonly volumeGib: number;
  readonly cacheGib: number;
}

export type WrittenPod = NonNullable<Config['brainstore'][Pool]['pod']>;

/**
 * The cache overshoots for moments, so a tenth of the volume stays free:
 * https://github.com/braintrustdata/helm (`objectStoreCacheFileSize`).
 */
export const cacheShare = 0.9;

/** What a configuration leaves out is all that the node has for the pod. */
export function podOf(written: WrittenPod | undefined, room: Room): PodSize {
  const { cpu = room.cpu, memoryGib = room.memoryGib, volumeGib = room.volumeGib } = written ?? {};
  return { cpu, memoryGib, volumeGib, cacheGib: written?.cacheGib ?? cacheFor(volumeGib) };
}

/** The largest cache that a volume takes. */
export function cacheFor(volumeGib: number): number {
  // Rounded first: 0.9 of a whole number may lie a hair below one.
  return Math.floor(Number((volumeGib * cacheShare).toFixed(6)));
}

/** Whether a node has room for a pod. */
export function fits(
  pod: { readonly cpu: number; readonly memoryGib: number; readonly volumeGib?: number },
  room: Room | undefined,
): boolean {
  if (!room) return false;
  const { cpu, memoryGib, volumeGib = 0 } = pod;
  return cpu <= room.cpu && memoryGib <= room.memoryGib && volumeGib <= room.volumeGib;
}
