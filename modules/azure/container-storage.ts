import { KubernetesClusterExtension } from '@cdktf/provider-azurerm/lib/kubernetes-cluster-extension/index.js';
import { Construct } from '../core/cdktf.ts';
import type { NodePool } from './node-pool.ts';

export interface ContainerStorageProps {
  readonly clusterId: string;
  /** Pools that it looks for disks in. */
  readonly pools: readonly NodePool[];
}

/**
 * Azure Container Storage: joins the NVMe disks of a node into one, and gives pods volumes of it.
 * https://learn.microsoft.com/azure/storage/container-storage/use-container-storage-with-local-disk
 */
export class ContainerStorage extends Construct {
  constructor(scope: Construct, id: string, props: ContainerStorageProps) {
    super(scope, id);
    new KubernetesClusterExtension(this, 'Resource', {
      name: 'acstor',
      clusterId: props.clusterId,
      extensionType: 'microsoft.azurecontainerstoragev2',
      dependsOn: props.pools.map(({ resource }) => resource),
    });
  }
}
