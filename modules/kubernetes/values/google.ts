import { ConstructError } from '../../core/errors.ts';
import type { CloudPart, DiskRequest, Placement, Toleration } from './cloud-part.ts';
import { everywhere, onOwnNodes } from './own-nodes.ts';
import { type HelmValuesProps, type PoolProps, roles } from './props.ts';

/** Whether pods run on node pools of ours, or on nodes that GKE makes for them. */
export type GoogleMode = 'standard' | 'autopilot';

export interface GoogleValuesProps {
  readonly mode: GoogleMode;
  /** Bucket of index, write-ahead log and locks. Changing it loses sight of all data. */
  readonly brainstoreBucket: string;
  /** Bucket of responses, functions and attachments. Changing it loses sight of them. */
  readonly apiBucket: string;
  /** E-mail of the Google service account that the API's pods act as. */
  readonly apiServiceAccount: string;
  /** The same of Brainstore's pods. */
  readonly brainstoreServiceAccount: string;
}

export interface GooglePart extends CloudPart {
  readonly settings: GoogleSettings;
}

interface GoogleSettings {
  readonly cloud: 'google';
  readonly google: { readonly mode: GoogleMode; readonly autopilotMachineFamily: string };
  readonly objectStorage: {
    readonly google: { readonly brainstoreBucket: string; readonly apiBucket: string };
  };
}

/** The chart's settings for Google Cloud. */
export function googlePart({ pools }: HelmValuesProps, google: GoogleValuesProps): GooglePart {
  const standard = google.mode === 'standard';
  return {
    settings: {
      cloud: 'google',
      google: { mode: google.mode, autopilotMachineFamily: standard ? '' : machineFamily(pools) },
      objectStorage: {
        google: { brainstoreBucket: google.brainstoreBucket, apiBucket: google.apiBucket },
      },
    },
    api: {
      serviceAccount: { googleServiceAccount: google.apiServiceAccount },
      // https://cloud.google.com/kubernetes-engine/docs/how-to/internal-load-balancing
      internalAnnotations: { 'networking.gke.io/load-balancer-type': 'Internal' },
      // Signed in as the service account, so no long-lived keys; the chart's default asks for a pair of them.
      more: { enableGcsAuth: true },
    },
    brainstore: {
      serviceAccount: { googleServiceAccount: google.brainstoreServiceAccount, annotations: {} },
    },
    placement(role) {
      const pool = pools[role];
      return standard ? onOwnNodes(pool, pool.architecture === 'arm64' ? [armTaint] : []) : onAutopilot(pool);
    },
    disk: (role) => (standard ? requested(pools[role]) : sized(pools[role])),
  };
}

/**
 * The chart adds family, local disks and the class that gives each pod a machine of its own; only the architecture is missing.
 * https://cloud.google.com/kubernetes-engine/docs/how-to/autopilot-arm-workloads
 */
function onAutopilot({ replicas, architecture }: PoolProps): Placement {
  if (replicas === 0) return everywhere;
  return architecture === 'arm64'
    ? { nodeSelector: { 'kubernetes.io/arch': 'arm64' }, tolerations: [armTaint] }
    : { nodeSelector: { 'kubernetes.io/arch': 'amd64' }, tolerations: [] };
}

/** GKE puts it on every ARM node. https://cloud.google.com/kubernetes-engine/docs/how-to/prepare-arm-workloads-for-deployment */
const armTaint: Toleration = {
  key: 'kubernetes.io/arch',
  operator: 'Equal',
  value: 'arm64',
  effect: 'NoSchedule',
};

/** The chart ignores `volume.size` outside Autopilot (6.11.0), so the request stands with processor and memory. */
function requested({ volumeGib }: PoolProps): DiskRequest {
  return { requests: { 'ephemeral-storage': `${volumeGib}Gi` }, volumeSize: '' };
}

function sized({ volumeGib }: PoolProps): DiskRequest {
  return { requests: {}, volumeSize: `${volumeGib}Gi` };
}

/** The chart has one family for all roles. */
function machineFamily(pools: HelmValuesProps['pools']): string {
  const families = new Set(
    roles.filter((role) => pools[role].replicas > 0).map((role) => pools[role].machineFamily),
  );
  const [family, ...others] = families;
  if (family === undefined || others.length > 0) {
    throw new ConstructError('google.autopilotMachineFamily', 'needs one machine family for all roles');
  }
  return family;
}
