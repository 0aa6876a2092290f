import { LogAnalyticsWorkspace } from '@cdktf/provider-azurerm/lib/log-analytics-workspace/index.js';
import { Construct } from '../core/cdktf.ts';
import type { AzurePlace } from './contracts.ts';

/** Days; the first thirty-one are free. https://azure.microsoft.com/pricing/details/monitor */
const retentionDays = 30;

/** Where everything writes its logs. */
export class Logs extends Construct {
  /** ARM id. */
  readonly workspaceId: string;

  constructor(scope: Construct, id: string, props: AzurePlace) {
    super(scope, id);
    this.workspaceId = new LogAnalyticsWorkspace(this, 'Resource', {
      name: workspaceName(props.name),
      location: props.region,
      resourceGroupName: props.resourceGroup,
      sku: 'PerGB2018',
      retentionInDays: retentionDays,
      // Entra decides who writes, not a key of the workspace.
      localAuthenticationEnabled: false,
      tags: { ...props.tags },
    }).id;
  }
}

/** What other stacks find it by. */
export function workspaceName(name: string): string {
  return `${name}-logs`;
}
