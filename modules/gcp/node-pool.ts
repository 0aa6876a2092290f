import {
  ContainerNodePool,
  type ContainerNodePoolNodeConfig,
} from '@cdktf/provider-google/lib/container-node-pool/index.js';
import { Construct } from '../core/cdktf.ts';
import type { IGcpKey } from './contracts.ts';

/** What the nodes of every pool have. */
export interface NodeProps {
  readonly serviceAccount: string;
  /** Key of the boot disk. A change replaces the nodes. */
  readonly key: IGcpKey;
}

export interface PoolShape {
  /** A change replaces the pool. */
  readonly poolName: string;
  /** A change replaces the nodes one by one. */
  readonly machineType: string;
  readonly bootDiskType: string;
  /** Labels that pods can select. */
  readonly labels: Readonly<Record<string, string>>;
  /** Keeps pods off that do not tolerate it. Default: - none. */
  readonly taint?: { readonly key: string; readonly value: string; readonly effect: string };
  /** Disks that are joined into the node's ephemeral storage. A change replaces the pool. Default: - that is on the boot disk. */
  readonly localSsdCount?: number;
  /** UEFI starts signed code only; not every ARM machine can. */
  readonly secureBoot: boolean;
  /** Nodes in each zone at first, 0 and more. A change has no effect. */
  readonly initialPerZone: number;
  /** Nodes in the whole region. A change is made in place. */
  readonly minNodes: number;
  readonly maxNodes: number;
}

export interface NodePoolProps extends PoolShape, NodeProps {
  readonly clusterId: string;
}

/** GB; the default of GKE, images and logs fit well. */
const bootDiskGb = 100;

/** Nodes of one kind. */
export class NodePool extends Construct {
  constructor(scope: Construct, id: string, props: NodePoolProps) {
    super(scope, id);
    new ContainerNodePool(this, 'Resource', {
      // What replaces a pool does so at once: `create_before_destroy` would spread to the cluster, whose name is fixed.
      name: props.poolName,
      cluster: props.clusterId,
      initialNodeCount: props.initialPerZone,
      autoscaling: {
        totalMinNodeCount: props.minNodes,
        totalMaxNodeCount: props.maxNodes,
        locationPolicy: 'BALANCED',
      },
      management: { autoRepair: true, autoUpgrade: true },
      // A new node first, so that nothing waits for room; 0 away, since each Brainstore node is one of few.
      upgradeSettings: { strategy: 'SURGE', maxSurge: 1, maxUnavailable: 0 },
      nodeConfig: nodeConfig(props),
      lifecycle: {
        // It is the size at creation: another one would replace the pool.
        ignoreChanges: ['initial_node_count'],
      },
    });
  }
}

/** What every node has, also those of the pool that a cluster starts with. */
export function nodeDefaults(props: NodeProps): ContainerNodePoolNodeConfig {
  return {
    serviceAccount: props.serviceAccount,
    // The account's roles decide, not the scopes.
    oauthScopes: ['https://www.googleapis.com/auth/cloud-platform'],
    bootDiskKmsKey: props.key.id,
    // Pods see the metadata of their own identity only.
    workloadMetadataConfig: { mode: 'GKE_METADATA' },
    metadata: { 'disable-legacy-endpoints': 'true' },
  };
}

function nodeConfig(props: NodePoolProps): ContainerNodePoolNodeConfig {
  return {
    ...nodeDefaults(props),
    machineType: props.machineType,
    imageType: 'COS_CONTAINERD',
    diskSizeGb: bootDiskGb,
    diskType: props.bootDiskType,
    labels: { ...props.labels },
    ...(props.taint === undefined ? {} : { taint: [{ ...props.taint }] }),
    shieldedInstanceConfig: { enableSecureBoot: props.secureBoot, enableIntegrityMonitoring: true },
    // Without it the cache would be on the boot disk, and nothing would say so.
    ...(props.localSsdCount === undefined
      ? {}
      : { ephemeralStorageLocalSsdConfig: { localSsdCount: props.localSsdCount } }),
  };
}
