/** The cluster and its pools. */
import { becomes, shrinks, switchedOn } from '../../../plan/classify/conditions.ts';
import type { ResourceClasses } from '../../../plan/classify/resource-class.ts';
import { amountCost, downtime, interrupts, machineCost } from '../../../plan/classify/rows.ts';
import { aks, aksPrice, exposure, learn, nodeRows, rangeRows } from './rows.ts';

export const aksClasses: ResourceClasses = {
  azurerm_kubernetes_cluster: {
    noun: 'cluster',
    loss: 'everything that runs in the cluster; the API is down until it is made and installed again',
    rows: [
      ...rangeRows(
        'api_server_access_profile.0.authorized_ip_ranges',
        'the control plane',
        `${aks}/api-server-authorized-ip-ranges`,
      ),
      exposure(
        'private_cluster_enabled',
        (before, after) => before === true && after !== true,
        'the control plane gets an address on the internet',
        `${aks}/private-clusters`,
      ),
      exposure(
        'private_cluster_public_fqdn_enabled',
        switchedOn,
        'the name of the control plane is known outside; its address stays private',
        `${aks}/private-clusters`,
      ),
      {
        path: 'local_account_disabled',
        when: (before, after) => before === true && after !== true,
        kind: 'access',
        severity: 'attention',
        consequence: 'a certificate opens the whole cluster, whoever has it',
        source: `${aks}/manage-local-accounts-managed-azure-ad`,
      },
      ...downtime(
        ['kubernetes_version', 'automatic_upgrade_channel', 'maintenance_window_auto_upgrade'],
        'control plane and nodes are upgraded: nodes go one after the other, Brainstore caches with them',
        `${aks}/upgrade-aks-cluster`,
      ),
      ...downtime(
        ['default_node_pool.0.vm_size'],
        "the nodes of the cluster's own services are replaced, new ones first",
        `${aks}/use-system-pools`,
      ),
      ...machineCost('default_node_pool.0.vm_size', aksPrice),
      ...amountCost('default_node_pool.0.min_count', aksPrice),
      {
        path: 'sku_tier',
        when: becomes('Free'),
        kind: 'downtime',
        severity: 'attention',
        consequence: 'Azure promises nothing for the control plane any more',
        source: `${aks}/free-standard-pricing-tiers`,
      },
    ],
  },
  azurerm_kubernetes_cluster_node_pool: {
    noun: 'nodes',
    replaced: interrupts(
      'all nodes of the pool go before the new ones come: their role is down for some minutes, and Brainstore caches start cold',
      `${aks}/create-node-pools`,
    ),
    destroyed: interrupts(
      'all nodes of the pool go, and what ran on them runs elsewhere or not at all',
      `${aks}/create-node-pools`,
    ),
    rows: [
      ...downtime(
        ['vm_size', 'zones', 'os_disk_size_gb', 'os_disk_type', 'kubelet_disk_type'],
        'the pool is made anew: nodes of the new kind come under another name first, and each change of nodes takes some minutes; Brainstore caches start cold',
        `${aks}/resize-node-pool`,
      ),
      {
        path: 'min_count',
        when: shrinks,
        kind: 'downtime',
        severity: 'notice',
        consequence: 'nodes go, with their caches; requests are slow until the others are warm',
        source: `${aks}/cluster-autoscaler-overview`,
      },
      ...machineCost('vm_size', aksPrice),
      ...nodeRows,
    ],
  },
  azurerm_kubernetes_cluster_extension: {
    noun: 'extension of the cluster',
    replaced: interrupts(
      'Brainstore pods that start wait for their disks: minutes',
      `${learn}/storage/container-storage/container-storage-introduction`,
    ),
    destroyed: interrupts(
      'Brainstore pods that start get no disks',
      `${learn}/storage/container-storage/container-storage-introduction`,
    ),
    rows: downtime(
      ['configuration_settings'],
      'drivers of disks are restarted node by node',
      `${learn}/storage/container-storage/container-storage-introduction`,
      'notice',
    ),
  },
};
