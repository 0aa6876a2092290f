import { describe, expect, it } from 'vitest';
import type { Block } from '../../helpers/synth.ts';
import { production, shapes, staging } from './infra-props.ts';
import { infra } from './rendered.ts';

const existing = shapes['existing cluster'] ?? staging;
const alerts = (props: typeof staging) =>
  (infra(props).tree.resource?.azurerm_monitor_metric_alert ?? {}) as Record<string, Block>;
const criteria = (alert: Block | undefined) => (alert?.criteria as Block[] | undefined)?.[0];
const workspace = '${azurerm_log_analytics_workspace.logs.id}';

describe('alerts on Azure', () => {
  it.each([
    ['staging', staging],
    ['production', production],
  ])('have names that Azure takes, in %s', (_, props) => {
    const all = Object.values(alerts(props));
    expect(all.length).toBeGreaterThan(5);
    // https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftinsights
    for (const { name } of all) expect(name).not.toMatch(/[*#&+:<>?@%{}\\/]|[ .]$/);
  });

  it('watch what is of this deployment, by the metrics of its kind', () => {
    const watched = Object.values(alerts(production)).map((alert) => {
      const { metric_namespace, metric_name } = criteria(alert) as Block;
      return [alert.scopes, `${metric_namespace} ${metric_name}`].flat();
    });
    expect(watched).toEqual([
      ['${azurerm_managed_redis.cache.id}', 'Microsoft.Cache/redisEnterprise usedmemorypercentage'],
      ...['cpu_percent', 'storage_percent', 'is_db_alive', 'memory_percent'].map((metric) => [
        '${azurerm_postgresql_flexible_server.database.id}',
        `Microsoft.DBforPostgreSQL/flexibleServers ${metric}`,
      ]),
      ...['node_disk_usage_percentage', 'node_memory_working_set_percentage'].map((metric) => [
        '${azurerm_kubernetes_cluster.cluster.id}',
        `Microsoft.ContainerService/managedClusters ${metric}`,
      ]),
      ['${azurerm_storage_account.storage.id}', 'Microsoft.Storage/storageAccounts Availability'],
    ]);
  });

  it('look at each node alone: the mean of all hides the one that is full', () => {
    for (const id of ['node_disk', 'node_memory'])
      expect(criteria(alerts(production)[`observability_${id}`])?.dimension).toEqual([
        { name: 'node', operator: 'Include', values: ['*'] },
      ]);
    expect(criteria(alerts(production).observability_cache_memory)).not.toHaveProperty('dimension');
  });

  it('tell of a database that never answered within the time', () => {
    expect(criteria(alerts(staging).observability_database_down)).toMatchObject({
      aggregation: 'Maximum',
      operator: 'LessThan',
      threshold: 1,
    });
  });

  it('warn of a full volume before Azure makes the database read-only', () => {
    expect(criteria(alerts(staging).observability_database_disk)?.threshold).toBeLessThan(95);
  });

  it('tell whoever is named, and what to do', () => {
    const actions = production.alerts.actionGroups.map((id) => ({ action_group_id: id }));
    for (const alert of Object.values(alerts(production))) {
      expect(alert.action).toEqual(actions);
      expect(alert.description).toMatch(/.\.$/);
    }
    for (const alert of Object.values(alerts(staging))) expect(alert.action).toEqual([]);
  });

  it('leave out a cluster that is brought along', () => {
    expect(Object.keys(alerts(existing)).filter((id) => id.includes('node'))).toEqual([]);
  });
});

describe('logs on Azure', () => {
  it('are of who did what, and not of each object', () => {
    const stack = infra(production);
    const recorded = (id: string) => {
      const { enabled_log, log_analytics_workspace_id } = stack.resource(
        `azurerm_monitor_diagnostic_setting.observability_${id}_logs`,
      );
      expect(log_analytics_workspace_id).toBe(workspace);
      return (enabled_log as Block[]).map(({ category, category_group }) => category ?? category_group);
    };
    expect(recorded('vault')).toEqual(['audit']);
    expect(recorded('database')).toEqual(['allLogs']);
    expect(recorded('storage')).toEqual(['StorageDelete']);
    expect(recorded('cluster')).toEqual(['kube-audit-admin', 'guard', 'cluster-autoscaler']);
  });

  it('of pods come by a rule that the agent finds by its name', () => {
    const stack = infra(production);
    expect(stack.resource('azurerm_kubernetes_cluster.cluster').oms_agent).toEqual({
      log_analytics_workspace_id: workspace,
      msi_auth_for_monitoring_enabled: true,
    });
    expect(
      stack.resource('azurerm_monitor_data_collection_rule_association.observability_container_logs_of'),
    ).toMatchObject({
      name: 'ContainerInsightsExtension',
      target_resource_id: '${azurerm_kubernetes_cluster.cluster.id}',
    });
    const rule = stack.resource('azurerm_monitor_data_collection_rule.observability_container_logs');
    const streams = ['Microsoft-ContainerLogV2', 'Microsoft-KubeEvents', 'Microsoft-KubePodInventory'];
    expect(rule).toMatchObject({
      data_sources: { extension: [{ extension_name: 'ContainerInsights', streams }] },
      data_flow: [{ streams, destinations: ['workspace'] }],
      destinations: { log_analytics: [{ name: 'workspace', workspace_resource_id: workspace }] },
    });
  });

  it('are written by Entra alone, and kept for what is free', () => {
    expect(infra(staging).resource('azurerm_log_analytics_workspace.logs')).toMatchObject({
      local_authentication_enabled: false,
      retention_in_days: 30,
    });
  });

  it('of a cluster that is brought along are not ours', () => {
    const { addresses } = infra(existing);
    expect(addresses.filter((name) => /cluster_logs|container_logs/.test(name))).toEqual([]);
  });
});
