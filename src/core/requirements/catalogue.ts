/**
 * Machine types with the figures that the hardware requirements speak of, the same words on every cloud. `undefined` means
 * that the figure is not published: a rule warns about it and never passes it silently.
 */
import type { Config } from '../config/schema.ts';
import type { AddressRange, AddressSpace } from '../rules/address-range.ts';

export type Architecture = 'arm64' | 'x86_64';

/** Local NVMe of a machine. */
export interface LocalDisks {
  readonly count: number;
  /** Of all of them together, GiB. */
  readonly gib: number;
  /** 4 KiB random, all disks together. */
  readonly readIops: number | undefined;
  readonly writeIops: number | undefined;
}

/** A machine that can run Brainstore. */
export interface NodeType {
  readonly name: string;
  readonly architecture: Architecture;
  readonly vcpus: number | undefined;
  readonly memoryGib: number | undefined;
  /** All local NVMe disks together, decimal; 0 when it has none. */
  readonly nvmeGb: number | undefined;
  /** What it has instead where it has none, such as `a temporary disk on SCSI, which is too slow`. */
  readonly otherDisk?: string;
  /** 4 KiB random, all disks together. */
  readonly readIops: number | undefined;
  readonly writeIops: number | undefined;
  readonly burstable: boolean;
  readonly accelerated: boolean;
  readonly bareMetal: boolean;
  /** The disks behind the three figures above, where the cloud has to be told of them. */
  readonly disks?: LocalDisks | undefined;
  /** What can be chosen from, fewest first; the figures above are then those of one of them. */
  readonly choices?: readonly LocalDisks[];
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
  /** True where the cloud has it but terraform's provider does not take it: judged, never suggested. */
  readonly unprovided?: boolean;
  /** The edition that has it, where a cloud has editions. */
  readonly edition?: NonNullable<Config['postgres']['edition']>;
  /** Kinds of volume that it takes, the usual one first; left out, all of the cloud. */
  readonly volumeKinds?: readonly Volume['type'][];
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
  /** Measures, such as `vcpu`, whose figure the service publishes for no type at all. */
  readonly unpublished?: readonly string[];
}

export type MachineType = NodeType | DatabaseType | CacheType;

/** How a service spells its machine types. */
export interface Spelling {
  readonly pattern: RegExp;
  readonly example: string;
  /** What is wrong with a name that has the form. */
  readonly problem?: (name: string) => string | undefined;
  /** Who refuses every type that the catalogue does not list, such as terraform's provider. Left out, a type may be new. */
  readonly onlyListed?: string;
}

export type Volume = Config['postgres']['storage'];

/** What the volumes of a database can do. */
export interface Volumes {
  /** Kinds that this cloud has, the usual one first. */
  readonly kinds: readonly Volume['type'][];
  /** False where IOPS follow from kind and size alone. */
  readonly settable: boolean;
  /** True where the machine's own limit counts as that of the volume: both have to suffice, and are suggested together. */
  readonly withMachine?: true;
  /** IOPS that the volume gives, provisioned or included; `undefined` when they are left open, or not published. */
  iops(volume: Volume): number | undefined;
  /** The least change of the volume that gives at least this and that the cloud accepts. */
  nearest(volume: Volume, least: { readonly sizeGb: number; readonly iops: number }): Volume;
  /** Plain words, such as `1,024 GiB of tier P30`, where kind and size do not say it. */
  describe?(volume: Volume): string;
}

export interface ManagedService {
  /** Such as `RDS`. */
  readonly name: string;
  readonly versions: readonly string[];
  /** Where the versions are listed. */
  readonly source: string;
  /** Who refuses every version that is not among them. Left out, a newer one may have come since. */
  readonly onlyListed?: string;
}

export interface Catalogue {
  /** Day of the figures and where they come from. */
  readonly source: string;
  readonly nodes: readonly NodeType[];
  readonly databases: readonly DatabaseType[];
  readonly caches: readonly CacheType[];
  /** The address ranges of a deployment. */
  networks(config: Config): readonly AddressRange[];
  readonly addressSpace: AddressSpace;
  /** The usual place of the state. */
  readonly stateBackend: Exclude<Config['state']['backend'], 'local'>;
  readonly spellings: Readonly<Record<'nodes' | 'databases' | 'caches', Spelling>>;
  /** What the mere name says about a node type that is not listed. */
  nodeFromName(name: string): NodeType | undefined;
  /** What the name of a database machine says, where the cloud has machines of any size. */
  databaseFromName?(name: string): DatabaseType | undefined;
  /** The cache that a configuration describes, where it is not told by a machine type. */
  cacheOf?(config: Config): CacheType;
  /** Names that are in use although the cloud offers no such machine, each with the nearest one that it does offer. */
  readonly notOffered: Readonly<Record<string, string>>;
  /** What runs database and cache, and the versions that it offers, oldest first. */
  readonly services: Readonly<Record<'postgres' | 'redis', ManagedService>>;
  readonly volumes: Volumes;
}
