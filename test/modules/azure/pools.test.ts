import { describe, expect, it } from 'vitest';
import type { Block } from '../../helpers/synth.ts';
import { production, shapes, staging } from './infra-props.ts';
import { infra } from './rendered.ts';

const pools = (props: typeof staging) =>
  (infra(props).tree.resource?.azurerm_kubernetes_cluster_node_pool ?? {}) as Record<string, Block>;

describe('the pools', () => {
  it('are one for the services and one for each role of Brainstore that has nodes', () => {
    expect(Object.keys(pools(staging))).toEqual(['cluster_readers', 'cluster_services']);
    expect(Object.keys(pools(production))).toEqual([
      'cluster_fast_readers',
      'cluster_readers',
      'cluster_services',
      'cluster_writers',
    ]);
  });

  it.each([
    ['readers', 'readers', 'readers', 2, 'Standard_D32ds_v6'],
    ['fast_readers', 'fast', 'fast-readers', 2, 'Standard_D32ds_v6'],
    ['writers', 'writers', 'writers', 1, 'Standard_D48ds_v6'],
  ])('of Brainstore take nothing else, a node for each pod: %s', (id, name, label, least, machine) => {
    expect(pools(production)[`cluster_${id}`]).toMatchObject({
      name,
      vm_size: machine,
      node_labels: { 'braintrust.dev/pool': label },
      node_taints: ['braintrust.dev/brainstore=true:NoSchedule'],
      auto_scaling_enabled: true,
      min_count: least,
      max_count: 2 * least,
      zones: ['1', '2', '3'],
    });
  });

  it('leave the NVMe disks to the cache', () => {
    for (const pool of Object.values(pools(production)))
      expect(pool).toMatchObject({ os_disk_type: 'Managed', kubelet_disk_type: 'OS', os_disk_size_gb: 128 });
  });

  it('of the services take what comes', () => {
    const pool = pools(production).cluster_services;
    expect(pool).toMatchObject({
      node_labels: { 'braintrust.dev/pool': 'services' },
      node_taints: [],
      min_count: 3,
      max_count: 6,
    });
  });

  it('have names that AKS takes, before and during a change', () => {
    for (const { name, temporary_name_for_rotation: temporary } of Object.values(pools(production))) {
      expect(name).toMatch(/^[a-z][a-z0-9]{0,11}$/);
      expect(temporary).toMatch(/^[a-z][a-z0-9]{0,11}$/);
      expect(temporary).not.toBe(name);
    }
  });

  it('are not planned anew when the autoscaler or the upgrade channel moved them', () => {
    for (const pool of Object.values(pools(production))) {
      expect(pool.lifecycle).toEqual({ ignore_changes: ['node_count', 'orchestrator_version'] });
      expect(pool).not.toHaveProperty('node_count');
      expect(pool.upgrade_settings).toEqual({ max_surge: '1', drain_timeout_in_minutes: 30 });
    }
  });

  it('have no zone where none is wanted', () => {
    for (const pool of Object.values(pools(staging))) expect(pool.zones).toEqual([]);
  });
});

describe('the volumes of Brainstore', () => {
  it('come once the nodes with the disks are there', () => {
    const extension = infra(production).resource(
      'azurerm_kubernetes_cluster_extension.cluster_container_storage',
    );
    expect(extension).toMatchObject({ name: 'acstor', extension_type: 'microsoft.azurecontainerstoragev2' });
    const made = Object.keys(pools(production)).map((id) => `azurerm_kubernetes_cluster_node_pool.${id}`);
    expect([...(extension.depends_on as string[])].sort()).toEqual(made);
  });

  it('are a matter of whoever brings a cluster along', () => {
    const stack = infra(shapes['existing cluster'] ?? staging);
    expect(stack.tree.resource).not.toHaveProperty('azurerm_kubernetes_cluster_extension');
  });
});
