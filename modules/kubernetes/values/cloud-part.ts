import type { Role } from './props.ts';

export interface Toleration {
  readonly key: string;
  readonly operator: 'Equal';
  readonly value: string;
  readonly effect: 'NoSchedule';
}

/** Where pods may run. */
export interface Placement {
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: readonly Toleration[];
}

/** How a role's pods ask for local disk. */
export interface DiskRequest {
  /** Goes under `resources.requests`. */
  readonly requests: Readonly<Record<string, string>>;
  /** The chart's `volume.size`; empty where the chart ignores it. */
  readonly volumeSize: string;
}

/** What differs from cloud to cloud; one file each makes it. */
export interface CloudPart {
  /** Keys of the chart that are the cloud's own. */
  readonly settings: object;
  readonly api: {
    readonly serviceAccount: Readonly<Record<string, string>>;
    /** Annotations of a load balancer that only the network can reach. */
    readonly internalAnnotations: Readonly<Record<string, string>>;
    /** Keys of `api` that are the cloud's own. */
    readonly more: Readonly<Record<string, unknown>>;
  };
  readonly brainstore: { readonly serviceAccount: Readonly<Record<string, unknown>> };
  placement(role: Role): Placement;
  disk(role: Role): DiskRequest;
}
