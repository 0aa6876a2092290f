/** The alerts, as data: what is watched, from where on it is trouble, and what to do then. */

export type AlertTarget = 'database' | 'cache' | 'storage' | 'cluster';

export interface AlertSpec {
  readonly id: string;
  readonly target: AlertTarget;
  readonly metric: string;
  readonly title: string;
  readonly aggregation: 'Average' | 'Maximum';
  readonly operator: 'GreaterThan' | 'LessThan';
  readonly threshold: number;
  /** Each value of it is looked at alone: an average over all nodes hides the one that is full. Default: - the whole. */
  readonly each?: string;
  readonly advice: string;
}

/** https://learn.microsoft.com/azure/azure-monitor/reference/metrics-index */
export const metricNamespaces: Readonly<Record<AlertTarget, string>> = {
  database: 'Microsoft.DBforPostgreSQL/flexibleServers',
  cache: 'Microsoft.Cache/redisEnterprise',
  storage: 'Microsoft.Storage/storageAccounts',
  cluster: 'Microsoft.ContainerService/managedClusters',
};

const high = { aggregation: 'Average', operator: 'GreaterThan' } as const;

/**
 * Thresholds of the database: https://learn.microsoft.com/azure/postgresql/monitor/concepts-monitoring; of the cache:
 * https://learn.microsoft.com/azure/redis/best-practices-memory-management.
 */
export const alertSpecs = [
  {
    id: 'database_down',
    target: 'database',
    // 1 while it answers, every minute.
    metric: 'is_db_alive',
    title: 'database does not answer',
    aggregation: 'Maximum',
    operator: 'LessThan',
    threshold: 1,
    advice: 'Look at Resource health of the server; with multiAz it fails over by itself within minutes.',
  },
  {
    ...high,
    id: 'database_cpu',
    target: 'database',
    metric: 'cpu_percent',
    title: 'database is busy',
    threshold: 90,
    advice: 'Look at the slowest queries in Query Performance Insight, or raise postgres.instanceType.',
  },
  {
    ...high,
    id: 'database_memory',
    target: 'database',
    metric: 'memory_percent',
    title: 'memory of the database runs short',
    threshold: 90,
    advice: 'Raise postgres.instanceType.',
  },
  {
    ...high,
    id: 'database_disk',
    target: 'database',
    metric: 'storage_percent',
    title: 'volume of the database fills up',
    // Azure makes the database read-only at 95.
    threshold: 85,
    advice: 'Raise postgres.storage.sizeGb to the next of its sizes.',
  },
  {
    ...high,
    id: 'cache_memory',
    target: 'cache',
    metric: 'usedmemorypercentage',
    title: 'cache fills up',
    threshold: 80,
    advice: 'It drops entries that expire when it is full; raise redis.instanceType.',
  },
  {
    id: 'storage_availability',
    target: 'storage',
    metric: 'Availability',
    title: 'storage refuses requests',
    aggregation: 'Average',
    operator: 'LessThan',
    threshold: 99,
    advice: 'Look at Service Health of the region, then at the metric by response type.',
  },
  {
    ...high,
    id: 'node_memory',
    target: 'cluster',
    metric: 'node_memory_working_set_percentage',
    each: 'node',
    title: 'memory of a node runs short',
    threshold: 95,
    advice: 'Pods on it are about to be killed; take a larger machine, or ask for less.',
  },
  {
    ...high,
    id: 'node_disk',
    target: 'cluster',
    metric: 'node_disk_usage_percentage',
    each: 'node',
    title: 'disk of a node fills up',
    threshold: 85,
    advice: 'Images and logs fill it; look at what writes there: kubectl describe node.',
  },
] as const satisfies readonly AlertSpec[];
