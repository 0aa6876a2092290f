/** What AKS keeps of a node, and what it runs on every one. */
import type { Config } from '../../config/schema.ts';
import { type Brackets, kept } from '../kubernetes/brackets.ts';
import type { KubernetesFacts, NodeFigures, Room, ServiceType } from '../kubernetes/nodes.ts';
import { roundedRoom } from '../kubernetes/rounded-room.ts';
import { nodes } from './compute.ts';
import { findGeneral, generalTypes, seriesOf } from './general.ts';

const source = 'https://learn.microsoft.com/azure/aks/node-resource-reservations';

/** 60, 100, 140, 180, 260, 420 and 740 thousandths of 1, 2, 4, 8, 16, 32 and 64 vCPUs: `source`. */
const cpuBrackets: Brackets = [
  [0, 0.06],
  [1, 0.04],
  [2, 0.02],
  [4, 0.01],
];

/**
 * Kept of memory, MB: 20 for each pod that a node may have and 50 more, but no more than a quarter; and 100 MiB below which
 * pods are evicted: `source`. 250 pods are the default with an overlay, and the most that a cluster of one's own may have:
 * https://learn.microsoft.com/azure/aks/concepts-network-ip-address-planning. Fewer leave more.
 */
const memoryMb = { perPod: 20, base: 50, pods: 250 } as const;
const mostMemory = 0.25;
const evictionMib = 100;

/**
 * Memory that the hypervisor and the kernel keep before Kubernetes sees it, at most; the share that Microsoft's own provisioner
 * of nodes reckons with: https://github.com/Azure/karpenter-provider-azure (`VM_MEMORY_OVERHEAD_PERCENT`).
 */
const machineShare = 0.075;

/**
 * Each disk gives a MiB for its label and what is not a whole extent of 4 MiB; a striped volume takes whole rows of extents.
 * https://github.com/Azure/local-csi-driver (internal/csi/core/lvm/controller.go)
 */
const mibPerDisk = 9;

/**
 * Left to the pods that AKS and its extensions put on every node: network, DNS, disks, secrets, logs, metrics and local storage.
 * They ask for some 600 mCPU and 1.2 GiB together; rounded up. See them on a cluster with: kubectl describe node
 */
const daemons: Room = { cpu: 0.7, memoryGib: 1.5, volumeGib: 0 };

/** All that pods can ask for on a node. Its NVMe is one volume group, which nothing else uses. */
export function allocatable({ vcpus, memoryGib, disks }: NodeFigures): Room | undefined {
  if (vcpus === undefined || memoryGib === undefined) return undefined;
  const perPods = ((memoryMb.perPod * memoryMb.pods + memoryMb.base) * 1e6) / 1024 ** 3;
  const keptGib = Math.min(perPods, mostMemory * memoryGib);
  return {
    cpu: vcpus - kept(vcpus, cpuBrackets),
    memoryGib: memoryGib * (1 - machineShare) - keptGib - evictionMib / 1024,
    volumeGib: disks ? disks.gib - (disks.count * mibPerDisk) / 1024 : Number.POSITIVE_INFINITY,
  };
}

function room(node: NodeFigures): Room | undefined {
  const all = allocatable(node);
  return all && roundedRoom(all, daemons);
}

/** Machines with NVMe, and those that are nothing to suggest. */
function serviceFromName(name: string): ServiceType | undefined {
  const { architecture, vcpus, memoryGib } = nodes().find((type) => type.name === name) ?? {};
  if (architecture === undefined || vcpus === undefined || memoryGib === undefined) return findGeneral(name);
  return { name, architecture, vcpus, memoryGib };
}

export const aks: KubernetesFacts = {
  room,
  source,
  family: seriesOf,
  armServices: 'on which the API is not known to run',
  serviceTypes: generalTypes,
  serviceFromName,
  hasPools: ({ cluster }: Config) => cluster !== undefined && cluster.existing === undefined,
  makesNodes: () => false,
};
