/** What GKE keeps of a node, and what it runs on every one. */
import type { Config } from '../../config/schema.ts';
import { type Brackets, kept } from '../kubernetes/brackets.ts';
import type { KubernetesFacts, NodeFigures, Room, ServiceType } from '../kubernetes/nodes.ts';
import { roundedRoom } from '../kubernetes/rounded-room.ts';
import { generalTypes } from './general.ts';

/**
 * Kept for the node's own software, of memory in MiB and of vCPUs, and in memory another 100 MiB below which pods are evicted:
 * https://cloud.google.com/kubernetes-engine/docs/concepts/plan-node-sizes. The borders are thousands of MiB, as in
 * https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/gce/reserved.go.
 */
const memoryBrackets: Brackets = [
  [0, 0.25],
  [4_000, 0.2],
  [8_000, 0.1],
  [16_000, 0.06],
  [128_000, 0.02],
];
const smallMemory = { upTo: 1_000, kept: 255 } as const;
const cpuBrackets: Brackets = [
  [0, 0.06],
  [1, 0.01],
  [2, 0.005],
  [4, 0.0025],
];
const evictionMib = 100;

/** Memory that the kernel keeps before Kubernetes sees it, MiB: same source as the borders. */
function kernelMib(memoryMib: number): number {
  return memoryMib / 64 + 16 + (memoryMib > 3 * 1024 ? 64 : 0);
}

/**
 * Kept of local disks that hold the ephemeral storage, GiB: 50 of one disk, 75 of two, 100 of more, and a tenth of all below
 * which pods are evicted: https://cloud.google.com/kubernetes-engine/docs/concepts/plan-node-sizes#local_ephemeral_storage_reservation.
 */
const diskKept = [50, 75, 100] as const;
const diskEviction = 0.1;
/**
 * The file system takes 1.9 % at most, as measured for
 * https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/gce/reserved.go.
 */
const fileSystem = 0.02;

/**
 * Left to the pods that GKE puts on every node: network, DNS cache, logs, metrics, metadata server, disk driver. They ask for
 * some 400 mCPU and 700 MiB together; rounded up, with 10 GiB for images and logs.
 * https://cloud.google.com/kubernetes-engine/docs/concepts/plan-node-sizes#check
 */
const daemons: Room = { cpu: 0.5, memoryGib: 1, volumeGib: 10 };

/** All that pods can ask for on a node. */
export function allocatable({ vcpus, memoryGib, disks }: NodeFigures): Room | undefined {
  if (vcpus === undefined || memoryGib === undefined) return undefined;
  const memoryMib = memoryGib * 1024;
  const keptMib = memoryMib <= smallMemory.upTo ? smallMemory.kept : kept(memoryMib, memoryBrackets);
  const diskGib = disks?.gib ?? 0;
  const keptGib = diskKept[Math.min(disks?.count ?? 0, diskKept.length) - 1] ?? 0;
  return {
    cpu: vcpus - kept(vcpus, cpuBrackets),
    memoryGib: (memoryMib - kernelMib(memoryMib) - keptMib - evictionMib) / 1024,
    volumeGib: diskGib * (1 - fileSystem - diskEviction) - keptGib,
  };
}

function room(node: NodeFigures): Room | undefined {
  const all = allocatable(node);
  return all && roundedRoom(all, daemons);
}

/** Sizes of one's own: https://cloud.google.com/compute/docs/instances/creating-instance-with-custom-machine-type */
function serviceFromName(name: string): ServiceType | undefined {
  const [, , vcpus, megabytes] =
    /^(?:(e2|n1|n2|n2d|n4|n4d)-)?custom-([0-9]+)-([0-9]+)(?:-ext)?$/.exec(name) ?? [];
  if (vcpus === undefined || megabytes === undefined) return undefined;
  const memoryGib = Number(megabytes) / 1024;
  return { name, architecture: 'x86_64', vcpus: Number(vcpus), memoryGib };
}

export const gke: KubernetesFacts = {
  room,
  source: 'https://cloud.google.com/kubernetes-engine/docs/concepts/plan-node-sizes',
  family: (name) => name.split('-')[0] ?? name,
  armServices: "whose nodes the API's pods do not tolerate",
  serviceTypes: generalTypes,
  serviceFromName,
  hasPools: ({ cluster }: Config) => cluster?.mode === 'standard' && cluster.existing === undefined,
  makesNodes: ({ cluster }: Config) => cluster?.mode === 'autopilot',
};
