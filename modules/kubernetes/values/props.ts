export type Architecture = 'arm64' | 'x86_64';

/** The three roles of Brainstore, by the names of the chart. */
export const roles = ['reader', 'fastreader', 'writer'] as const;
export type Role = (typeof roles)[number];

/** Pods of one role. A change of anything here replaces the role's pods one after another. */
export interface PoolProps {
  /** Pods, from 0, each on a node of its own. 0 writers: the readers write as well. 0 fast readers: the readers answer all. */
  readonly replicas: number;
  /** vCPU that a pod asks for and may use; less than what a node has, since the system keeps a part. */
  readonly cpu: number;
  /** GiB that a pod asks for and may use. */
  readonly memoryGib: number;
  /** GiB of the node's local disk that a pod asks for. */
  readonly volumeGib: number;
  /** GiB of it that the cache fills; at most 90 % of `volumeGib`, because the cache overshoots for moments. */
  readonly cacheGib: number;
  /** Value of the label `braintrust.dev/pool` of its nodes; of no use with Autopilot. */
  readonly placement: string;
  readonly architecture: Architecture;
  /** Autopilot only: family of machines with local disks, such as `c4`; the same for all roles. */
  readonly machineFamily?: string;
}

export interface HelmValuesProps {
  /** Namespace of the Helm release. A change makes everything anew in the other one. */
  readonly namespace: string;
  readonly organization: {
    /** Organization that is admitted, by the name that the UI shows; `*` admits any and needs `primaryName`. */
    readonly name: string;
    /** Ids of organizations that are admitted; empty admits by name alone. */
    readonly allowedIds: readonly string[];
    /** Organization that may manage service tokens. Default: - the one named. */
    readonly primaryName?: string;
  };
  /** `imageTag` is that of every image, such as `v2.12.0`. */
  readonly release: { readonly imageTag: string };
  /** Kinds of telemetry to send, joined by commas, such as `status,metrics,usage`; empty sends none. */
  readonly telemetry: string;
  /** Format of new write-ahead-log entries, such as `v3`; every pod must know it. undefined: the release's own. */
  readonly walFooterVersion: string | undefined;
  /** Objects whose rows are kept out of Postgres: `all`, `include:…`, `exclude:…`. One way only. undefined: none. */
  readonly skipPostgresObjects: string | undefined;
  /** Origins that may call the API from a browser, beyond the UI's. */
  readonly allowedOrigins: readonly string[];
  readonly api: {
    /** Pods, from 1. */
    readonly replicas: number;
    /** vCPU that a pod asks for and may use. */
    readonly cpu: number;
    /** GiB that a pod asks for and may use. */
    readonly memoryGib: number;
    /** Share of it that Node.js takes for its heap, %; 80–90. */
    readonly nodeMemoryPercent: number;
  };
  readonly pools: Readonly<Record<Role, PoolProps>>;
  /** `internal`: a load balancer inside the network; else a plain service, for a Gateway to send requests to. */
  readonly service: { readonly internal: boolean };
}
