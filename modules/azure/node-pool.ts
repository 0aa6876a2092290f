import { KubernetesClusterNodePool } from '@cdktf/provider-azurerm/lib/kubernetes-cluster-node-pool/index.js';
import { Construct } from '../core/cdktf.ts';

/** What a pool is, whatever cluster it is in. */
export interface PoolShape {
  /** Up to 9 lower-case letters and digits, so that a name for the time of a change fits too. A change replaces the pool. */
  readonly poolName: string;
  /** A change replaces the nodes, new ones first. */
  readonly instanceType: string;
  /** What pods can select. */
  readonly labels: Readonly<Record<string, string>>;
  /** `key=value:effect`; keeps pods off that do not tolerate it. */
  readonly taints: readonly string[];
  /** Nodes, 0 and more. A change is made in place. */
  readonly minNodes: number;
  readonly maxNodes: number;
}

export interface NodePoolProps extends PoolShape {
  readonly clusterId: string;
  /** ARM id of the subnet. A change replaces the pool. */
  readonly subnetId: string;
  /** None: Azure does not say where. A change replaces the nodes. */
  readonly zones: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
}

/** GB; the default of AKS for small nodes, images and logs fit well. */
export const osDiskGb = 128;

/** Nodes of one kind. */
export class NodePool extends Construct {
  readonly resource: KubernetesClusterNodePool;

  constructor(scope: Construct, id: string, props: NodePoolProps) {
    super(scope, id);
    this.resource = new KubernetesClusterNodePool(this, 'Resource', {
      name: props.poolName,
      kubernetesClusterId: props.clusterId,
      mode: 'User',
      vmSize: props.instanceType,
      vnetSubnetId: props.subnetId,
      zones: [...props.zones],
      autoScalingEnabled: true,
      minCount: props.minNodes,
      maxCount: props.maxNodes,
      nodeLabels: { ...props.labels },
      nodeTaints: [...props.taints],
      // An ephemeral one would take the first NVMe disk, and the cache with it.
      osDiskType: 'Managed',
      osDiskSizeGb: osDiskGb,
      kubeletDiskType: 'OS',
      // Nodes of a new size come under this name first.
      temporaryNameForRotation: `${props.poolName}tmp`,
      // A new node first, so that nothing waits for room.
      upgradeSettings: { maxSurge: '1', drainTimeoutInMinutes: 30 },
      tags: { ...props.tags },
      // The autoscaler counts the nodes, and the upgrade channel of the cluster moves their version.
      lifecycle: { ignoreChanges: ['node_count', 'orchestrator_version'] },
    });
  }
}
