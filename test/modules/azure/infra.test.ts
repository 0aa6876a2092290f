import { describe, expect, it } from 'vitest';
import type { Block } from '../../helpers/synth.ts';
import { production, shapes } from './infra-props.ts';
import { infra } from './rendered.ts';

const kept = (stack: ReturnType<typeof infra>) =>
  stack.addresses.filter(
    (address) => (stack.resource(address).lifecycle as Block | undefined)?.prevent_destroy === true,
  );

describe('the stack on Azure', () => {
  it.each(Object.entries(shapes))('renders the same twice: %s', (_, props) => {
    expect(infra(props).json).toBe(infra(props).json);
  });

  it('uses the providers of its ranges and no other', () => {
    expect(infra(production).tree.terraform?.required_providers).toEqual({
      azurerm: { source: 'hashicorp/azurerm', version: '>= 4.55.0, < 5.0.0' },
      random: { source: 'hashicorp/random', version: '>= 3.7.2, < 4.0.0' },
    });
  });

  it('reads nothing from the cloud but who signed in', () => {
    for (const props of Object.values(shapes))
      expect(Object.keys((infra(props).tree.data ?? {}) as object)).toEqual(['azurerm_client_config']);
  });

  it('tags as it is written, its own tag last', () => {
    const tags = { 'cost center': 'a 1', 'braintrust-deployment': 'somebody else' };
    const stack = infra({ ...production, tags });
    for (const address of [
      'azurerm_kubernetes_cluster.cluster',
      'azurerm_kubernetes_cluster_node_pool.cluster_services',
      'azurerm_monitor_metric_alert.observability_database_cpu',
      'azurerm_storage_account.storage',
    ])
      expect(stack.resource(address).tags).toEqual({
        'cost center': 'a 1',
        'braintrust-deployment': 'braintrust',
      });
  });

  it('keeps what holds data from being destroyed', () => {
    expect(kept(infra(production))).toMatchInlineSnapshot(`
      [
        "azurerm_key_vault.key_vault",
        "azurerm_key_vault_key.encryption",
        "azurerm_key_vault_secret.secrets_function_secret_key",
        "azurerm_kubernetes_cluster.cluster",
        "azurerm_managed_redis.cache",
        "azurerm_postgresql_flexible_server.database",
        "azurerm_postgresql_flexible_server_database.database_database",
        "azurerm_resource_group.resource_group",
        "azurerm_storage_account.storage",
        "azurerm_storage_container.storage_brainstore",
        "azurerm_storage_container.storage_code_bundles",
        "azurerm_storage_container.storage_responses",
        "azurerm_subnet.network_endpoints",
        "azurerm_subnet.network_link",
        "azurerm_subnet.network_nodes",
        "azurerm_virtual_network.network",
      ]
    `);
  });

  it('tells everything that the other stacks and people ask for', () => {
    expect(Object.keys(infra(production).tree.output ?? {})).toEqual([
      'cache_host',
      'cluster_ca_certificate',
      'cluster_endpoint',
      'cluster_name',
      'database_host',
      'database_server',
      'egress_address',
      'key_vault',
      'kms_key',
      'node_resource_group',
      'release',
      'resource_group',
      'secret_revision',
      'storage_account',
      'virtual_network',
      'workload_identity_client_id',
    ]);
  });

  it('marks none of its outputs as a secret, because none is', () => {
    const outputs = Object.values(infra(production).tree.output ?? {}) as Block[];
    for (const output of outputs) expect(output).not.toHaveProperty('sensitive');
    expect(JSON.stringify(outputs)).not.toMatch(/password|kube_config_raw|primary_access_key|client_key/);
  });
});
