import { guid } from '../cloud.ts';
import type { ResourceType } from '../resource-type.ts';

const deletedType = 'Microsoft.OperationalInsights/deletedWorkspaces';

/** https://learn.microsoft.com/rest/api/loganalytics and https://learn.microsoft.com/rest/api/monitor */
export const monitor: readonly ResourceType[] = [
  {
    type: 'Microsoft.OperationalInsights/workspaces',
    defaults: () => ({
      properties: {
        sku: { name: 'PerGB2018' },
        retentionInDays: 30,
        features: { enableLogAccessUsingOnlyResourcePermissions: true, disableLocalAuth: false },
        workspaceCapping: { dailyQuotaGb: -1 },
        publicNetworkAccessForIngestion: 'Enabled',
        publicNetworkAccessForQuery: 'Enabled',
      },
    }),
    computed: ({ id }) => ({ properties: { customerId: guid(id) } }),
    // Kept for two weeks, unless it is said otherwise. https://learn.microsoft.com/azure/azure-monitor/logs/delete-workspace
    effect: ({ cloud, place, query }, verb, resource) => {
      const deleted = `/subscriptions/${cloud.subscription}/providers/${deletedType}/${place.name}`;
      if (verb === 'create') cloud.remove(deleted);
      if (verb === 'delete' && query.get('force') !== 'true')
        cloud.put(deleted, { ...resource, id: deleted, type: deletedType });
    },
    actions: {
      sharedkeys: ({ id }) => ({
        body: {
          primarySharedKey: Buffer.from(guid(`${id} 1`)).toString('base64'),
          secondarySharedKey: Buffer.from(guid(`${id} 2`)).toString('base64'),
        },
      }),
    },
  },
  {
    type: 'Microsoft.Insights/diagnosticSettings',
    extension: true,
    stateless: true,
    statuses: { create: 200 },
  },
  {
    type: 'Microsoft.Insights/metricAlerts',
    stateless: true,
    statuses: { create: 200 },
    defaults: () => ({
      properties: { autoMitigate: true, targetResourceType: '', targetResourceRegion: '', actions: [] },
    }),
  },
  { type: deletedType },
  {
    type: 'Microsoft.Insights/dataCollectionRules',
    statuses: { create: 200 },
    computed: ({ id }) => ({ properties: { immutableId: `dcr-${guid(id).replaceAll('-', '')}` } }),
  },
  { type: 'Microsoft.Insights/dataCollectionRuleAssociations', extension: true, statuses: { create: 200 } },
  { type: 'Microsoft.Insights/activityLogAlerts', stateless: true },
  { type: 'Microsoft.Insights/scheduledQueryRules', stateless: true },
  { type: 'Microsoft.Insights/actionGroups', stateless: true },
];
