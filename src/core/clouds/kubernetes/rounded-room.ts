import type { Room } from './nodes.ts';

/** What is left beside the pods that the cloud puts on every node, rounded down: tenths of a vCPU, whole GiB. */
export function roundedRoom(all: Room, daemons: Room): Room {
  return {
    cpu: Math.floor(Number(((all.cpu - daemons.cpu) * 10).toFixed(6))) / 10,
    memoryGib: Math.floor(all.memoryGib - daemons.memoryGib),
    volumeGib: Math.max(0, Math.floor(all.volumeGib - daemons.volumeGib)),
  };
}
