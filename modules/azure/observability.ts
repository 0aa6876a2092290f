import { MonitorDataCollectionRule } from '@cdktf/provider-azurerm/lib/monitor-data-collection-rule/index.js';
import { MonitorDataCollectionRuleAssociation } from '@cdktf/provider-azurerm/lib/monitor-data-collection-rule-association/index.js';
import { MonitorDiagnosticSetting } from '@cdktf/provider-azurerm/lib/monitor-diagnostic-setting/index.js';
import { MonitorMetricAlert } from '@cdktf/provider-azurerm/lib/monitor-metric-alert/index.js';
import { Construct } from '../core/cdktf.ts';
import { type AlertTarget, alertSpecs, metricNamespaces } from './alerts.ts';
import type { AzurePlace } from './contracts.ts';

export interface ObservabilityProps extends AzurePlace {
  /** ARM id of the Log Analytics workspace. */
  readonly workspaceId: string;
  /** ARM ids. */
  readonly vault: string;
  readonly database: string;
  readonly cache: string;
  readonly storage: string;
  /** Default: - a cluster that is brought along, whose logs are somebody else's affair. */
  readonly cluster?: string;
  /** ARM ids; none: alerts are only shown. */
  readonly actionGroups: readonly string[];
}

/** Categories, or groups of them, by what they are of. https://learn.microsoft.com/azure/azure-monitor/reference/logs-index */
const recorded = {
  vault: [{ categoryGroup: 'audit' }],
  database: [{ categoryGroup: 'allLogs' }],
  // Reads and writes are the data plane's daily work, by the million.
  storage: [{ category: 'StorageDelete' }],
  // Who changed what, who was let in by Entra, and why there is a node too few or too many.
  cluster: [{ category: 'kube-audit-admin' }, { category: 'guard' }, { category: 'cluster-autoscaler' }],
} as const;

/** What the agent on each node collects. */
const containerStreams = ['Microsoft-ContainerLogV2', 'Microsoft-KubeEvents', 'Microsoft-KubePodInventory'];

/** Audit logs, the logs of the pods, and alerts on what goes wrong first. */
export class Observability extends Construct {
  constructor(scope: Construct, id: string, props: ObservabilityProps) {
    super(scope, id);
    this.record('vault', props.vault, props);
    this.record('database', props.database, props);
    this.record('storage', `${props.storage}/blobServices/default`, props);
    if (props.cluster !== undefined) {
      this.record('cluster', props.cluster, props);
      this.collect(props.cluster, props);
    }
    this.alert(props);
  }

  private record(
    key: keyof typeof recorded,
    target: string,
    { name, workspaceId }: ObservabilityProps,
  ): void {
    new MonitorDiagnosticSetting(this, `${key}_logs`, {
      name: `${name}-logs`,
      targetResourceId: target,
      logAnalyticsWorkspaceId: workspaceId,
      enabledLog: [...recorded[key]],
    });
  }

  /** Without a rule the agent collects nothing. https://learn.microsoft.com/azure/azure-monitor/containers/kubernetes-monitoring-enable */
  private collect(cluster: string, props: ObservabilityProps): void {
    const { name, region, resourceGroup, tags, workspaceId } = props;
    const workspace = 'workspace';
    const rule = new MonitorDataCollectionRule(this, 'container_logs', {
      name: `${name}-containers`,
      location: region,
      resourceGroupName: resourceGroup,
      kind: 'Linux',
      dataSources: {
        extension: [
          {
            name: 'ContainerInsightsExtension',
            extensionName: 'ContainerInsights',
            streams: containerStreams,
            extensionJson: JSON.stringify({
              dataCollectionSettings: {
                interval: '1m',
                namespaceFilteringMode: 'Off',
                enableContainerLogV2: true,
              },
            }),
          },
        ],
      },
      destinations: { logAnalytics: [{ name: workspace, workspaceResourceId: workspaceId }] },
      dataFlow: [{ streams: containerStreams, destinations: [workspace] }],
      tags: { ...tags },
    });
    new MonitorDataCollectionRuleAssociation(this, 'container_logs_of', {
      // The agent looks for this name.
      name: 'ContainerInsightsExtension',
      targetResourceId: cluster,
      dataCollectionRuleId: rule.id,
    });
  }

  private alert(props: ObservabilityProps): void {
    const { name, resourceGroup, tags, actionGroups } = props;
    const targets: Readonly<Record<AlertTarget, string | undefined>> = props.cluster
      ? { ...props, cluster: props.cluster }
      : { ...props, cluster: undefined };
    for (const spec of alertSpecs) {
      const target = targets[spec.target];
      if (target === undefined) continue;
      new MonitorMetricAlert(this, spec.id, {
        // No colon: Azure refuses it in a name, https://github.com/hashicorp/terraform-provider-azurerm/issues/4415.
        name: `${name} ${spec.title}`,
        resourceGroupName: resourceGroup,
        scopes: [target],
        description: spec.advice,
        // Warning.
        severity: 2,
        frequency: 'PT5M',
        windowSize: 'PT15M',
        criteria: [
          {
            metricNamespace: metricNamespaces[spec.target],
            metricName: spec.metric,
            aggregation: spec.aggregation,
            operator: spec.operator,
            threshold: spec.threshold,
            ...('each' in spec
              ? { dimension: [{ name: spec.each, operator: 'Include', values: ['*'] }] }
              : {}),
          },
        ],
        action: actionGroups.map((actionGroupId) => ({ actionGroupId })),
        tags: { ...tags },
      });
    }
  }
}
