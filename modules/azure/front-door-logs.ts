import { MonitorDiagnosticSetting } from '@cdktf/provider-azurerm/lib/monitor-diagnostic-setting/index.js';
import { Construct } from '../core/cdktf.ts';
import type { AzurePlace } from './contracts.ts';
import { workspaceName } from './logs.ts';

export interface FrontDoorLogsProps extends AzurePlace {
  /** ARM id of the Front Door profile. */
  readonly profileId: string;
}

/**
 * What the firewall saw, without which `detection` would tell nobody, and each question for the API's health that failed. Not
 * every request: that is the daily work of the API, by the million.
 * https://learn.microsoft.com/azure/frontdoor/monitor-front-door-reference
 */
const categories = ['FrontDoorWebApplicationFirewallLog', 'FrontDoorHealthProbeLog'];

/** Sends the logs to the workspace of the infrastructure. */
export class FrontDoorLogs extends Construct {
  constructor(scope: Construct, id: string, props: FrontDoorLogsProps) {
    super(scope, id);
    const { subscription, resourceGroup, name } = props;
    new MonitorDiagnosticSetting(this, 'Resource', {
      name: workspaceName(name),
      targetResourceId: props.profileId,
      // By its name, since it is in another stack.
      logAnalyticsWorkspaceId: `/subscriptions/${subscription}/resourceGroups/${resourceGroup}/providers/Microsoft.OperationalInsights/workspaces/${workspaceName(name)}`,
      enabledLog: categories.map((category) => ({ category })),
    });
  }
}
