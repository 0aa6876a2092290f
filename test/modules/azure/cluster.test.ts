import { describe, expect, it } from 'vitest';
import type { Block } from '../../helpers/synth.ts';
import { production, shapes, staging } from './infra-props.ts';
import { infra } from './rendered.ts';

const address = 'azurerm_kubernetes_cluster.cluster';
const shape = (name: string) => infra(shapes[name] ?? staging);
const outputs = (name: string) => shape(name).tree.output as Record<string, { value: unknown }>;
const withCluster = (change: Partial<typeof production.cluster>) =>
  infra({ ...production, cluster: { ...production.cluster, ...change } });

describe('the cluster', () => {
  it('lets in whom Entra knows, and has no account of its own', () => {
    expect(shape('production').resource(address)).toMatchObject({
      name: 'braintrust-aks',
      local_account_disabled: true,
      role_based_access_control_enabled: true,
      azure_active_directory_role_based_access_control: {
        azure_rbac_enabled: true,
        tenant_id: production.tenant,
      },
      run_command_enabled: false,
      oidc_issuer_enabled: true,
      workload_identity_enabled: true,
    });
    const administrators = ['aaaaaaaa-0000-0000-0000-000000000000'];
    expect(withCluster({ administrators }).resource(address)).toMatchObject({
      azure_active_directory_role_based_access_control: { admin_group_object_ids: administrators },
    });
  });

  it('reads secrets anew every two minutes, so that a rotation comes to the pods', () => {
    expect(shape('production').resource(address)).toMatchObject({
      key_vault_secrets_provider: { secret_rotation_enabled: true, secret_rotation_interval: '2m' },
    });
  });

  it('gives pods addresses of their own range, and goes out by our address', () => {
    expect(shape('production').resource(address).network_profile).toMatchObject({
      network_plugin: 'azure',
      network_plugin_mode: 'overlay',
      network_data_plane: 'cilium',
      network_policy: 'cilium',
      pod_cidr: '10.176.0.0/16',
      service_cidr: '10.175.16.0/20',
      dns_service_ip: '10.175.16.10',
      load_balancer_sku: 'standard',
      outbound_type: 'userAssignedNATGateway',
    });
    const { depends_on } = shape('production').resource(address);
    expect(depends_on).toEqual(
      expect.arrayContaining([
        'azurerm_nat_gateway_public_ip_association.network_nat_address',
        'azurerm_subnet_nat_gateway_association.network_nat_nodes',
      ]),
    );
  });

  it('goes out by routes where a network that is brought along says so', () => {
    const { existing } = shapes['existing network']?.network ?? {};
    if (existing === undefined) throw new Error('the shape has a network');
    const network = { ...production.network, existing: { ...existing, wayOut: 'routes' as const } };
    expect(infra({ ...production, network }).resource(address).network_profile).toMatchObject({
      outbound_type: 'userDefinedRouting',
    });
  });

  it('is reached from the named ranges and from its own nodes', () => {
    const { authorized_ip_ranges } = shape('from some ranges only').resource(address)
      .api_server_access_profile as { authorized_ip_ranges: string[] };
    expect(authorized_ip_ranges).toEqual([
      '192.0.2.0/24',
      '198.51.100.7/32',
      '203.0.113.6/31',
      '10.0.0.0/8',
      '${azurerm_public_ip.network_egress.ip_address}/32',
    ]);
    expect(shape('production').resource(address)).not.toHaveProperty('api_server_access_profile');
  });

  it('has no public name at all where it is private', () => {
    expect(shape('private cluster').resource(address)).toMatchObject({
      private_cluster_enabled: true,
      private_dns_zone_id: 'System',
      private_cluster_public_fqdn_enabled: false,
    });
    expect(shape('private cluster').resource(address)).not.toHaveProperty('api_server_access_profile');
    expect(outputs('private cluster').cluster_endpoint?.value).toBe(`\${${address}.private_fqdn}`);
  });

  it('tells how it is reached, its authority not as a secret', () => {
    expect(outputs('production')).toMatchObject({
      cluster_name: { value: `\${${address}.name}` },
      cluster_endpoint: { value: `\${${address}.fqdn}` },
      cluster_ca_certificate: {
        value: `\${nonsensitive(${address}.kube_config[0].cluster_ca_certificate)}`,
      },
      node_resource_group: { value: `\${${address}.node_resource_group}` },
    });
  });

  it.each([
    ['none', undefined],
    ['patch', 'patch'],
    ['stable', 'stable'],
    ['rapid', 'rapid'],
  ] as const)(
    'follows the versions of channel %s, and new images of nodes, on Sundays',
    (channel, written) => {
      const cluster = withCluster({ upgradeChannel: channel }).resource(address);
      expect(cluster.automatic_upgrade_channel).toBe(written);
      expect(cluster.node_os_upgrade_channel).toBe('NodeImage');
      const window = { frequency: 'Weekly', day_of_week: 'Sunday', start_time: '02:00', duration: 4 };
      expect(cluster).toMatchObject({
        maintenance_window_auto_upgrade: window,
        maintenance_window_node_os: window,
      });
      // What Azure moves by itself is no change of a later plan.
      expect(cluster.lifecycle).toEqual({
        prevent_destroy: true,
        ignore_changes: ['kubernetes_version', 'default_node_pool[0].orchestrator_version'],
      });
    },
  );

  it('has two nodes for nothing but itself, in the zones, with encrypted disks', () => {
    expect(shape('production').resource(address)).toMatchObject({
      disk_encryption_set_id: '${azurerm_disk_encryption_set.encryption_disks.id}',
      default_node_pool: {
        name: 'system',
        node_count: 2,
        only_critical_addons_enabled: true,
        os_disk_type: 'Managed',
        zones: ['1', '2', '3'],
      },
    });
  });

  it('waits for the rights of its identity, which are no more than it needs', () => {
    const stack = shape('production');
    expect(stack.resource(address)).toMatchObject({
      identity: {
        type: 'UserAssigned',
        identity_ids: ['${azurerm_user_assigned_identity.cluster_identity.id}'],
      },
    });
    expect(stack.resource(address).depends_on).toContain('terraform_data.cluster_identity_settled');
    const roles = Object.values(stack.tree.resource?.azurerm_role_assignment ?? {}) as Block[];
    const own = roles.filter(
      ({ principal_id }) =>
        principal_id === '${azurerm_user_assigned_identity.cluster_identity.principal_id}',
    );
    expect(own.map(({ scope, role_definition_name }) => [scope, role_definition_name]).sort()).toEqual([
      ['${azurerm_disk_encryption_set.encryption_disks.id}', 'Reader'],
      ['${azurerm_subnet.network_link.id}', 'Network Contributor'],
      ['${azurerm_subnet.network_nodes.id}', 'Network Contributor'],
    ]);
    for (const { principal_type, skip_service_principal_aad_check } of own)
      expect([principal_type, skip_service_principal_aad_check]).toEqual(['ServicePrincipal', true]);
  });

  it('is not made where one is brought along, nor anything that only it needs', () => {
    const stack = shape('existing cluster');
    expect(stack.addresses.filter((name) => /kubernetes_cluster|\.cluster|_cluster_logs/.test(name))).toEqual(
      [],
    );
    expect(outputs('existing cluster')).toMatchObject({
      cluster_name: { value: 'apps' },
      cluster_endpoint: { value: 'apps-1a2b3c4d.hcp.eastus2.azmk8s.io' },
      cluster_ca_certificate: { value: 'LS0tLS1CRUdJTg==' },
      node_resource_group: { value: 'MC_acme-apps_apps_eastus2' },
    });
  });
});

describe('who may work in the cluster', () => {
  const role = 'Azure Kubernetes Service RBAC Cluster Admin';
  const scopeOf = (existingResourceGroup?: string) =>
    infra({
      ...production,
      ...(existingResourceGroup === undefined ? {} : { existingResourceGroup }),
    }).resource('azurerm_role_assignment.cluster_first_deployer_first_cluster').scope;

  it('first deployer: all clusters of a resource group that is ours alone', () => {
    expect(scopeOf()).toMatch(/\/resourceGroups\/\$\{azurerm_resource_group\.resource_group\.name\}$/);
  });

  it('first deployer: this cluster and no other in a group that was there before', () => {
    expect(scopeOf('shared')).toBe('${azurerm_kubernetes_cluster.cluster.id}');
  });

  it('others: each of them once, on the cluster', () => {
    const stack = shape('several deployers');
    const roles = Object.entries(stack.tree.resource?.azurerm_role_assignment ?? {}) as [string, Block][];
    const admitted = roles.filter(([name]) => name.startsWith('cluster_deployers_'));
    expect(admitted).toHaveLength(2);
    for (const [, grant] of admitted)
      expect(grant).toMatchObject({ scope: `\${${address}.id}`, role_definition_name: role });
  });

  it('another one who deploys changes nothing for the first', () => {
    expect(
      shape('production').resource('azurerm_role_assignment.cluster_first_deployer_first_cluster'),
    ).toMatchObject({ role_definition_name: role, lifecycle: { ignore_changes: ['principal_id'] } });
  });
});
