import { NetworkWatcherFlowLog } from '@cdktf/provider-azurerm/lib/network-watcher-flow-log/index.js';
import { StorageAccount } from '@cdktf/provider-azurerm/lib/storage-account/index.js';
import { Construct } from '../core/cdktf.ts';
import type { AzurePlace } from './contracts.ts';
import { azureNames } from './naming.ts';

export interface FlowLogsProps extends AzurePlace {
  /** ARM id of the virtual network. */
  readonly networkId: string;
}

/** Days in which the records are kept; as long as the logs of the cluster. */
const retentionDays = 30;

/** Who talked to whom in the network. https://learn.microsoft.com/azure/network-watcher/vnet-flow-logs-overview */
export class FlowLogs extends Construct {
  constructor(scope: Construct, id: string, props: FlowLogsProps) {
    super(scope, id);
    const { name, subscription, region, resourceGroup, tags } = props;
    // An account of its own: records cannot go to one of block blobs on SSDs, and are written with the account's keys.
    // https://learn.microsoft.com/azure/network-watcher/vnet-flow-logs-overview#considerations-for-virtual-network-flow-logs
    const account = new StorageAccount(this, 'account', {
      name: azureNames(subscription, name).flowLogsAccount,
      location: region,
      resourceGroupName: resourceGroup,
      accountKind: 'StorageV2',
      accountTier: 'Standard',
      accountReplicationType: 'LRS',
      localUserEnabled: false,
      minTlsVersion: 'TLS1_2',
      allowNestedItemsToBePublic: false,
      crossTenantReplicationEnabled: false,
      // Network Watcher is one of the services that are let through.
      networkRules: { defaultAction: 'Deny', bypass: ['AzureServices'] },
      tags: { ...tags },
    });
    new NetworkWatcherFlowLog(this, 'Resource', {
      name: `${name}-flow-logs`,
      // Azure makes one for each region by itself when its first network is made, and takes no second one.
      // https://learn.microsoft.com/azure/network-watcher/network-watcher-create
      networkWatcherName: `NetworkWatcher_${region}`,
      resourceGroupName: 'NetworkWatcherRG',
      location: region,
      targetResourceId: props.networkId,
      storageAccountId: account.id,
      enabled: true,
      version: 2,
      retentionPolicy: { enabled: true, days: retentionDays },
      tags: { ...tags },
    });
  }
}
