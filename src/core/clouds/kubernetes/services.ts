/** The nodes that everything but Brainstore runs on: how many pods of the API one takes, and how many nodes are needed. */
import type { Config } from '../../config/schema.ts';
import type { KubernetesFacts, Room, ServiceType } from './nodes.ts';

export interface ApiPods {
  readonly replicas: number;
  readonly cpu: number;
  readonly memoryGib: number;
}

export interface ServicesPool {
  readonly instanceType: string;
  readonly minNodes: number;
  readonly maxNodes: number;
}

/** The most nodes that the configuration takes. */
const mostNodes = 200;

/**
 * What the cluster's own pods that run once or twice, such as DNS and metrics, ask for together; Brainstore's nodes are
 * closed to them. Their requests on a new cluster, rounded up: https://cloud.google.com/kubernetes-engine/docs/concepts/plan-node-sizes
 */
export const clusterPods = { cpu: 1, memoryGib: 2 } as const;

/** Undefined where a configuration has no such pool, or pods of no known size. */
export function servicesOf(
  facts: KubernetesFacts,
  config: Config,
): { readonly api: ApiPods; readonly pool: ServicesPool } | undefined {
  const pool = config.cluster?.services;
  const { replicas, cpu, memoryGib } = config.api;
  if (!pool || !facts.hasPools(config)) return undefined;
  if (replicas === undefined || cpu === undefined || memoryGib === undefined) return undefined;
  return { api: { replicas, cpu, memoryGib }, pool };
}

export function findService(facts: KubernetesFacts, name: string): ServiceType | undefined {
  return facts.serviceTypes().find((type) => type.name === name) ?? facts.serviceFromName(name);
}

/** Pods of the API that a node takes. */
export function podsPerNode({ cpu, memoryGib }: ApiPods, room: Room): number {
  return Math.floor(Math.min(room.cpu / cpu, room.memoryGib / memoryGib));
}

/**
 * Nodes for all pods of the API twice, since a new release starts all new ones before it stops the old ones, and for the
 * cluster's own. Undefined when not even one pod fits.
 */
export function servicesNeeded(api: ApiPods, room: Room): number | undefined {
  const perNode = podsPerNode(api, room);
  if (perNode < 1) return undefined;
  const pods = 2 * api.replicas;
  const nodes = Math.max(1, Math.ceil(pods / perNode));
  const cpu = nodes * room.cpu - pods * api.cpu;
  const memory = nodes * room.memoryGib - pods * api.memoryGib;
  return cpu >= clusterPods.cpu && memory >= clusterPods.memoryGib ? nodes : nodes + 1;
}

/** Whether the pods of the API can run on such a machine at all, in a pool of a size that may be configured. */
export function serves(facts: KubernetesFacts, api: ApiPods, type: ServiceType | undefined): boolean {
  const room = type && facts.room(type);
  const needed = room && servicesNeeded(api, room);
  // `armServices` says why no ARM machine does.
  return type?.architecture === 'x86_64' && needed !== undefined && needed <= mostNodes;
}

/** Of the same series if there is one, then fewest vCPUs, least memory, name. */
export function nearestService(
  facts: KubernetesFacts,
  api: ApiPods,
  current: string,
): ServiceType | undefined {
  const passing = facts
    .serviceTypes()
    .filter((type) => serves(facts, api, type))
    .toSorted(
      (one, other) =>
        one.vcpus - other.vcpus || one.memoryGib - other.memoryGib || (one.name < other.name ? -1 : 1),
    );
  const same = passing.find((type) => facts.family(type.name) === facts.family(current));
  return same ?? passing[0];
}
