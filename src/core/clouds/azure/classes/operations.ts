/** Logs and alerts. */
import { shrinks } from '../../../plan/classify/conditions.ts';
import type { ResourceClasses } from '../../../plan/classify/resource-class.ts';
import { quietly, unnoticed } from '../../../plan/classify/rows.ts';
import { learn, loss, monitor } from './rows.ts';

export const operationsClasses: ResourceClasses = {
  azurerm_log_analytics_workspace: {
    noun: 'logs',
    replaced: loss('what was logged is deleted'),
    destroyed: loss('what was logged is deleted'),
    rows: [
      {
        path: 'retention_in_days',
        when: shrinks,
        kind: 'data-loss',
        severity: 'notice',
        consequence: 'what was logged longer ago is deleted',
        source: `${learn}/azure-monitor/logs/data-retention-configure`,
      },
    ],
  },
  azurerm_monitor_metric_alert: {
    noun: 'alarm',
    destroyed: quietly('nobody is told any more when it is due', monitor),
  },
  azurerm_monitor_diagnostic_setting: {
    noun: 'log of a service',
    destroyed: quietly('the service no longer logs', monitor),
  },
  azurerm_monitor_data_collection_rule: {
    noun: 'logs of pods',
    destroyed: quietly('pods are no longer logged', monitor),
  },
  azurerm_network_watcher_flow_log: {
    noun: 'log of the network',
    destroyed: quietly(
      'connections are no longer recorded',
      `${learn}/network-watcher/vnet-flow-logs-overview`,
    ),
  },
  ...unnoticed(['azurerm_monitor_data_collection_rule_association', 'logs of pods']),
};
