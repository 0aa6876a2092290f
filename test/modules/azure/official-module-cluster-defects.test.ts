/**
 * Known defects of https://github.com/braintrustdata/terraform-azure-braintrust-data-plane (v1.1.0) about cluster, pools,
 * identities and entry, one test each: what went wrong there must not go wrong here. Those of the stores are in
 * `official-module-defects.test.ts`.
 */
import { describe, expect, it } from 'vitest';
import { nodes } from '../../../src/core/clouds/azure/compute.ts';
import { podSizes } from '../../../src/core/clouds/azure/nodes.ts';
import { azureConfig, renderedAzure } from '../../helpers/azure-stacks.ts';
import type { Block } from '../../helpers/synth.ts';
import { production, shapes, staging } from './infra-props.ts';
import { infra } from './rendered.ts';

const shape = (name: string) => infra(shapes[name] ?? staging);
const all = Object.entries(shapes).map(([name, props]) => ({ name, props, stack: infra(props) }));
const blocks = (stack: ReturnType<typeof infra>, type: string) =>
  Object.values(stack.tree.resource?.[type] ?? {}) as Block[];
const cluster = 'azurerm_kubernetes_cluster.cluster';
const own = all.filter(({ props }) => props.cluster.existing === undefined);

describe('defects of the official Azure module: cluster and entry', () => {
  it.each(['staging', 'production'] as const)(
    'the writer asks for every CPU of its machine, which keeps some for itself: %s',
    (profile) => {
      const config = azureConfig(profile);
      for (const pool of ['readers', 'fastReaders', 'writers'] as const) {
        const { cpu, memoryGib } = podSizes(config, pool);
        const { instanceType } = config.brainstore[pool];
        const machine = nodes().find(({ name }) => name === instanceType);
        if (machine === undefined) throw new Error(`${instanceType} is not in the catalogue`);
        expect(cpu, pool).toBeLessThan(machine.vcpus ?? 0);
        expect(memoryGib, pool).toBeLessThan(machine.memoryGib ?? 0);
      }
    },
  );

  it('a pool of two nodes is for five pods, of which each wants a node', () => {
    for (const { name, props, stack } of own) {
      for (const [role, { count }] of Object.entries(props.brainstore)) {
        const pool = stack.find(
          `azurerm_kubernetes_cluster_node_pool.cluster_${role === 'fastReaders' ? 'fast_readers' : role}`,
        );
        if (count === 0) expect(pool, name).toBeUndefined();
        else expect(pool, name).toMatchObject({ min_count: count });
      }
    }
  });

  it('nothing but luck keeps other pods off the nodes of Brainstore', () => {
    for (const { name, stack } of own) {
      for (const pool of blocks(stack, 'azurerm_kubernetes_cluster_node_pool')) {
        expect((pool.node_taints as string[]).length, name).toBe(pool.name === 'services' ? 0 : 1);
        expect(pool.node_labels, name).toHaveProperty(['braintrust.dev/pool']);
      }
    }
  });

  it('Front Door is impossible with a network that is there already: the link has no subnet', () => {
    const scopes = blocks(shape('existing network'), 'azurerm_role_assignment').map(({ scope }) => scope);
    expect(scopes).toContain(`${shapes['existing network']?.network.existing?.vnet}/subnets/links`);
  });

  it('a cluster that is brought along gets no identity for its pods', () => {
    const stack = shape('existing cluster');
    expect(blocks(stack, 'azurerm_federated_identity_credential')).toHaveLength(2);
    expect(stack.find('azurerm_user_assigned_identity.pod_identity')).toBeDefined();
  });

  it('no cluster is made unless somebody asks for one', () => {
    expect(shape('staging').find(cluster)).toBeDefined();
  });

  it('service accounts are those of one namespace, whatever the namespace is', () => {
    const stack = infra({ ...production, workload: { namespace: 'bt-prod' } });
    for (const { subject } of blocks(stack, 'azurerm_federated_identity_credential'))
      expect(subject).toMatch(/^system:serviceaccount:bt-prod:/);
  });

  it('the kubeconfig is an output, and not a secret one', () => {
    for (const { name, stack } of all) {
      const used = JSON.stringify(stack.tree.output).match(/kube_\w*config\w*(\[0\]\.\w+)?/g) ?? [];
      for (const part of used) expect(part, name).toBe('kube_config[0].cluster_ca_certificate');
      if (used.length > 0) expect(stack.resource(cluster).local_account_disabled, name).toBe(true);
    }
  });

  it('whoever holds a kubeconfig is the administrator', () => {
    for (const { name, stack } of own)
      expect(stack.resource(cluster), name).toMatchObject({
        local_account_disabled: true,
        azure_active_directory_role_based_access_control: { azure_rbac_enabled: true },
      });
  });

  it('the API of the cluster is open to the Internet, and cannot be closed', () => {
    expect(shape('from some ranges only').resource(cluster)).toHaveProperty('api_server_access_profile');
    expect(shape('private cluster').resource(cluster).private_cluster_enabled).toBe(true);
  });

  it('the cluster stays on its first version until that is out of support', () => {
    for (const { name, stack } of own)
      expect(stack.resource(cluster), name).toMatchObject({
        automatic_upgrade_channel: 'stable',
        node_os_upgrade_channel: 'NodeImage',
      });
  });

  it('an upgrade that Azure made is planned back', () => {
    for (const { name, stack } of own) {
      expect((stack.resource(cluster).lifecycle as Block).ignore_changes, name).toContain(
        'kubernetes_version',
      );
      for (const pool of blocks(stack, 'azurerm_kubernetes_cluster_node_pool'))
        expect((pool.lifecycle as Block).ignore_changes, name).toEqual([
          'node_count',
          'orchestrator_version',
        ]);
    }
  });

  it('the network, the cluster and the key go with one careless plan', () => {
    for (const address of [cluster, 'azurerm_virtual_network.network', 'azurerm_key_vault_key.encryption'])
      expect((shape('production').resource(address).lifecycle as Block).prevent_destroy, address).toBe(true);
  });

  it('all nodes are in one zone', () => {
    const stack = shape('production');
    const zones = ['1', '2', '3'];
    expect(stack.resource(cluster).default_node_pool).toMatchObject({ zones });
    for (const pool of blocks(stack, 'azurerm_kubernetes_cluster_node_pool'))
      expect(pool.zones).toEqual(zones);
  });

  it('Front Door waits for a load balancer whose number somebody copies', async () => {
    const stacks = await renderedAzure(azureConfig('production'));
    const ingress = stacks.find(({ name }) => name === 'ingress');
    expect(ingress?.inputs ?? {}).toEqual({});
    expect(JSON.parse(ingress?.json ?? '{}')).not.toHaveProperty('variable');
    expect(ingress?.json).toContain('/privateLinkServices/acme-api');
  });

  it('nobody is told when something is wrong', () => {
    for (const { name, stack } of all)
      expect(blocks(stack, 'azurerm_monitor_metric_alert').length, name).toBeGreaterThan(5);
  });
});
