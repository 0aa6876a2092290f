/**
 * Machine types with the figures that the hardware requirements speak of, the same words on every cloud. `undefined` means
 * that the figure is not published: a rule warns about it and never passes it silently.
 */
import type { Config } from '../config/schema.ts';
import type { PrefixLimits } from '../rules/suggested-range.ts';

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
  /** True for what the cloud sells no longer or soon will not: judged, never suggested. */
  readonly previousGeneration?: boolean;
}

export type MachineType = NodeType | DatabaseType | CacheType;

/** How a service spells its machine types. */
export interface Spelling {
  readonly pattern: RegExp;
  readonly example: string;
}

export type Volume = Config['postgres']['storage'];

/** What the volumes of a database can do. */
export interface Volumes {
  /** Kinds that this cloud has, the usual one first. */
  readonly kinds: readonly Volume['type'][];
  /** IOPS that the volume gives, provisioned or included; `undefined` when the configuration leaves it open. */
  iops(volume: Volume): number | undefined;
  /** The least change of the volume that gives at least this and that the cloud accepts. */
  nearest(volume: Volume, least: { readonly sizeGb: number; readonly iops: number }): Volume;
}

export interface Catalogue {
  /** Day of the figures and where they come from. */
  readonly source: string;
  readonly nodes: readonly NodeType[];
  readonly databases: readonly DatabaseType[];
  readonly caches: readonly CacheType[];
  /** Sizes that a network may have. */
  readonly networkPrefix: PrefixLimits;
  readonly spellings: Readonly<Record<'nodes' | 'databases' | 'caches', Spelling>>;
  /** What the mere name says about a node type that is not listed. */
  nodeFromName(name: string): NodeType | undefined;
  /** Names that are in use although the cloud offers no such machine, each with the nearest one that it does offer. */
  readonly notOffered: Readonly<Record<string, string>>;
  /** Versions on offer, oldest first. */
  readonly versions: { readonly postgres: readonly string[]; readonly redis: readonly string[] };
  readonly volumes: Volumes;
}
