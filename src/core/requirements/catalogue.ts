/**
 * Machine types with the figures that the hardware requirements speak of, the same words on every cloud. `undefined` means
 * that the figure is not published: a rule warns about it and never passes it silently.
 */

export type Architecture = 'arm64' | 'x86_64';

/** A machine that can run Brainstore. */
export interface NodeType {
  readonly name: string;
  readonly architecture: Architecture;
  readonly vcpus: number | undefined;
  readonly memoryGib: number | undefined;
  /** All local NVMe disks together, decimal; 0 when it has none. */
  readonly nvmeGb: number | undefined;
  /** 4 KiB random, all disks together. */
  readonly readIops: number | undefined;
  readonly writeIops: number | undefined;
  readonly burstable: boolean;
  readonly accelerated: boolean;
  readonly bareMetal: boolean;
}

/** A machine that can run PostgreSQL. */
export interface DatabaseType {
  readonly name: string;
  readonly architecture: Architecture | undefined;
  readonly vcpus: number | undefined;
  readonly memoryGib: number | undefined;
  readonly burstable: boolean;
  /** IOPS that the machine sustains, whatever its volume could do. */
  readonly sustainedIops: number | undefined;
}

/** A machine that can run Redis. */
export interface CacheType {
  readonly name: string;
  readonly architecture: Architecture | undefined;
  readonly vcpus: number | undefined;
  readonly memoryGib: number | undefined;
  readonly burstable: boolean;
}

export interface Catalogue {
  /** Day of the figures and where they come from. */
  readonly source: string;
  readonly nodes: readonly NodeType[];
  readonly databases: readonly DatabaseType[];
  readonly caches: readonly CacheType[];
}
