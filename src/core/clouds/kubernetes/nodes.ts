/** What a cloud with Kubernetes says of its nodes; the rest of this folder is the same on each. */
import type { Config } from '../../config/schema.ts';
import type { Architecture } from '../../requirements/catalogue.ts';

/** What our pods can have of a node: after what the system keeps, and after the pods that the cloud puts on every node. */
export interface Room {
  readonly cpu: number;
  readonly memoryGib: number;
  /** Infinite where nothing is known of the disks. */
  readonly volumeGib: number;
}

/** A machine, as far as its room depends on it. */
export interface NodeFigures {
  readonly vcpus: number | undefined;
  readonly memoryGib: number | undefined;
  readonly disks?: { readonly count: number; readonly gib: number } | undefined;
}

/** A machine for the nodes of everything but Brainstore. */
export interface ServiceType {
  readonly name: string;
  readonly architecture: Architecture;
  readonly vcpus: number;
  readonly memoryGib: number;
}

export interface KubernetesFacts {
  /** Undefined where a figure is unknown. */
  room(node: NodeFigures): Room | undefined;
  /** Where the reservations are documented. */
  readonly source: string;
  /** Series of a machine type, such as `c4a`. */
  family(name: string): string;
  /** Why the services do not run on an ARM machine, after `…, an ARM machine, `. */
  readonly armServices: string;
  serviceTypes(): readonly ServiceType[];
  /** What the name of a machine that is not listed says. */
  serviceFromName(name: string): ServiceType | undefined;
  /** Whether the nodes are pools that we make. */
  hasPools(config: Config): boolean;
  /** Whether nodes are made for pods as they ask, of the family of the machine that the configuration names. */
  makesNodes(config: Config): boolean;
}
