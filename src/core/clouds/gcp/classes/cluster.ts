/** The cluster and its pools. */
import { moved, shrinks, switchedOff, switchedOn } from '../../../plan/classify/conditions.ts';
import type { ResourceClasses } from '../../../plan/classify/resource-class.ts';
import { amountCost, downtime, interrupts, machineCost } from '../../../plan/classify/rows.ts';
import { gke, gkeUpgrade, pools, poolsPrice, rangeRows } from './rows.ts';

export const gkeClasses: ResourceClasses = {
  google_container_cluster: {
    noun: 'cluster',
    loss: 'everything that runs in the cluster; the API is down until it is made and installed again',
    rows: [
      ...rangeRows('master_authorized_networks_config.0.cidr_blocks', 'the control plane', gke),
      {
        path: 'private_cluster_config.0.enable_private_endpoint',
        when: (before, after) => before === true && after !== true,
        kind: 'exposure',
        severity: 'attention',
        consequence: 'the control plane gets an address on the internet',
        source: gke,
      },
      {
        path: 'control_plane_endpoints_config.0.dns_endpoint_config.0.allow_external_traffic',
        when: switchedOn,
        kind: 'exposure',
        severity: 'attention',
        consequence: 'the control plane is reached by its name from everywhere, by whoever has the rights',
        source: gke,
      },
      {
        path: 'control_plane_endpoints_config.0.dns_endpoint_config.0.allow_external_traffic',
        when: switchedOff,
        kind: 'downtime',
        severity: 'attention',
        consequence: 'whoever reaches the control plane by its name from outside no longer does',
        source: gke,
      },
      {
        path: 'control_plane_endpoints_config.0.ip_endpoints_config.0.enabled',
        when: switchedOn,
        kind: 'exposure',
        severity: 'notice',
        consequence: 'the control plane has addresses besides its name',
        source: gke,
      },
      {
        path: 'database_encryption.0.key_name',
        when: moved,
        kind: 'access',
        severity: 'notice',
        consequence:
          'new secrets in the cluster are encrypted with another key; the former ones keep theirs, which therefore has to stay',
        source: 'https://cloud.google.com/kubernetes-engine/docs/how-to/encrypting-secrets',
      },
      ...downtime(
        ['release_channel', 'min_master_version', 'maintenance_policy'],
        'control plane and nodes are upgraded at other times: nodes go one after the other, Brainstore caches with them',
        gkeUpgrade,
        'notice',
      ),
      ...downtime(['node_locations'], 'nodes go from zones that are left, with their caches', gke),
      {
        path: 'deletion_protection',
        when: switchedOff,
        kind: 'data-loss',
        severity: 'attention',
        consequence: 'nothing but our own guard keeps the cluster from being deleted',
        source: 'https://cloud.google.com/kubernetes-engine/docs/how-to/deleting-a-cluster',
      },
    ],
  },
  google_container_node_pool: {
    noun: 'nodes',
    replaced: interrupts(
      'all nodes of the pool go before the new ones come: their role is down for some minutes, and Brainstore caches start cold',
      pools,
    ),
    destroyed: interrupts(
      'all nodes of the pool go, and what ran on them runs elsewhere or not at all',
      pools,
    ),
    rows: [
      ...downtime(
        [
          'node_config.0.machine_type',
          'node_config.0.disk_type',
          'node_config.0.disk_size_gb',
          'node_config.0.image_type',
        ],
        'the nodes of the pool are replaced one after the other: some minutes each, and Brainstore caches start cold',
        pools,
      ),
      ...downtime(['node_locations'], 'nodes go from zones that are left, with their caches', pools),
      {
        path: 'node_count',
        when: shrinks,
        kind: 'downtime',
        severity: 'notice',
        consequence: 'nodes go, with their caches; requests are slow until the others are warm',
        source: pools,
      },
      ...machineCost('node_config.0.machine_type', poolsPrice),
      ...['node_count', 'autoscaling.0.min_node_count', 'autoscaling.0.total_min_node_count'].flatMap(
        (path) => amountCost(path, poolsPrice),
      ),
    ],
  },
};
