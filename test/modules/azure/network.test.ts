import { describe, expect, it } from 'vitest';
import type { Block } from '../../helpers/synth.ts';
import { production, shapes, staging } from './infra-props.ts';
import { infra } from './rendered.ts';

const shape = (name: string) => infra(shapes[name] ?? staging);
const rulesOf = (address: string) =>
  infra(production).resource(`azurerm_network_security_group.network_${address}`).security_rule as Block[];

describe('the network', () => {
  it('has a subnet for nodes and one for endpoints, and nothing leaves but by the gateway', () => {
    const stack = infra(staging);
    expect(stack.resource('azurerm_virtual_network.network')).toMatchObject({
      address_space: ['10.175.0.0/20'],
      lifecycle: { prevent_destroy: true },
    });
    expect(Object.keys(stack.tree.resource?.azurerm_subnet ?? {})).toEqual([
      'network_endpoints',
      'network_nodes',
    ]);
    for (const subnet of Object.values(stack.tree.resource?.azurerm_subnet ?? {}) as Block[]) {
      expect(subnet.default_outbound_access_enabled).toBe(false);
    }
    expect(stack.resource('azurerm_nat_gateway.network_nat')).toMatchObject({
      sku_name: 'Standard',
      idle_timeout_in_minutes: 10,
    });
    expect(stack.resource('azurerm_public_ip.network_egress')).toMatchObject({
      sku: 'Standard',
      allocation_method: 'Static',
    });
    expect(stack.resource('azurerm_subnet_nat_gateway_association.network_nat_nodes')).toMatchObject({
      subnet_id: '${azurerm_subnet.network_nodes.id}',
    });
  });

  it('has a subnet for the private link where Front Door calls, which must be without policies', () => {
    expect(infra(staging).find('azurerm_subnet.network_link')).toBeUndefined();
    expect(infra(production).resource('azurerm_subnet.network_link')).toMatchObject({
      address_prefixes: ['10.175.8.64/26'],
      private_link_service_network_policies_enabled: false,
    });
  });

  it('lets nodes alone call database and cache', () => {
    const rules = rulesOf('endpoints_guard');
    const admitted = rules.filter(({ access }) => access === 'Allow');
    expect(
      admitted.map(({ source_address_prefix, destination_port_range, destination_port_ranges }) => [
        source_address_prefix,
        destination_port_range ?? destination_port_ranges,
      ]),
    ).toEqual([
      ['10.175.0.0/21', ['443', '5432', '10000']],
      ['VirtualNetwork', '443'],
    ]);
    expect(rules.at(-1)).toMatchObject({
      access: 'Deny',
      source_address_prefix: '*',
      destination_port_range: '*',
      priority: 4000,
    });
    expect(infra(production).resource('azurerm_subnet.network_endpoints')).toMatchObject({
      private_endpoint_network_policies: 'NetworkSecurityGroupEnabled',
    });
  });

  it.each(['nodes_guard', 'link_guard'])('is closed to the Internet: %s', (guard) => {
    expect(rulesOf(guard)).toMatchObject([
      {
        access: 'Deny',
        direction: 'Inbound',
        source_address_prefix: 'Internet',
        destination_port_range: '*',
      },
    ]);
  });

  it('guards every subnet that it makes', () => {
    const stack = infra(production);
    const guarded = Object.values(
      stack.tree.resource?.azurerm_subnet_network_security_group_association ?? {},
    ) as Block[];
    expect(guarded.map(({ subnet_id }) => subnet_id)).toEqual(
      Object.keys(stack.tree.resource?.azurerm_subnet ?? {}).map((id) => `\${azurerm_subnet.${id}.id}`),
    );
  });

  it('keeps records of its traffic in an account that Azure can write to', () => {
    expect(infra(staging).find('azurerm_network_watcher_flow_log.network_flow_logs')).toBeUndefined();
    const stack = infra(production);
    expect(stack.resource('azurerm_network_watcher_flow_log.network_flow_logs')).toMatchObject({
      network_watcher_name: 'NetworkWatcher_eastus2',
      target_resource_id: '${azurerm_virtual_network.network.id}',
      storage_account_id: '${azurerm_storage_account.network_flow_logs_account.id}',
      retention_policy: { enabled: true, days: 30 },
    });
    expect(stack.resource('azurerm_storage_account.network_flow_logs_account')).toMatchObject({
      account_kind: 'StorageV2',
      account_tier: 'Standard',
      network_rules: { default_action: 'Deny', bypass: ['AzureServices'] },
    });
  });

  it('takes an existing one as it is', () => {
    const stack = shape('existing network');
    for (const type of [
      'azurerm_virtual_network',
      'azurerm_subnet',
      'azurerm_nat_gateway',
      'azurerm_public_ip',
    ]) {
      expect(stack.tree.resource, type).not.toHaveProperty(type);
    }
    expect(stack.resource('azurerm_private_endpoint.database_endpoint').subnet_id).toMatch(
      /virtualNetworks\/shared\/subnets\/endpoints$/,
    );
  });
});

describe('private endpoints', () => {
  it.each([
    ['key_vault', 'vault', 'privatelink.vaultcore.azure.net'],
    ['database', 'postgresqlServer', 'privatelink.postgres.database.azure.com'],
    ['cache', 'redisEnterprise', 'privatelink.redis.azure.net'],
    ['storage', 'blob', 'privatelink.blob.core.windows.net'],
  ])('lead to %s by the name that Azure gives it', (part, subresource, zone) => {
    const stack = infra(staging);
    expect(stack.resource(`azurerm_private_endpoint.${part}_endpoint`)).toMatchObject({
      private_service_connection: { subresource_names: [subresource], is_manual_connection: false },
      private_dns_zone_group: {
        private_dns_zone_ids: [`\${azurerm_private_dns_zone.${part}_endpoint_zone.id}`],
      },
    });
    expect(stack.resource(`azurerm_private_dns_zone.${part}_endpoint_zone`)).toMatchObject({ name: zone });
    expect(
      stack.resource(`azurerm_private_dns_zone_virtual_network_link.${part}_endpoint_zone_link`),
    ).toMatchObject({ virtual_network_id: '${azurerm_virtual_network.network.id}' });
  });

  it('use zones that are there already', () => {
    const stack = shape('existing network with zones');
    expect(stack.tree.resource).not.toHaveProperty('azurerm_private_dns_zone');
    expect(stack.tree.resource).not.toHaveProperty('azurerm_private_dns_zone_virtual_network_link');
    expect(stack.resource('azurerm_private_endpoint.cache_endpoint')).toMatchObject({
      private_dns_zone_group: {
        private_dns_zone_ids: [expect.stringMatching(/acme-net.*privatelink\.redis\.azure\.net$/)],
      },
    });
  });
});
