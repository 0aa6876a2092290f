/** The alerts, as data: what is watched, from where on it is trouble, and what to do then. */
import { maxConnections } from './database-flags.ts';

export type AlertTarget = 'database' | 'cache' | 'cluster';

export interface AlertSpec {
  readonly id: string;
  readonly target: AlertTarget;
  readonly resourceType: string;
  readonly metric: string;
  readonly title: string;
  readonly aligner: 'ALIGN_MEAN' | 'ALIGN_MAX' | 'ALIGN_DELTA';
  readonly threshold: number;
  /** Looks back so far. */
  readonly alignmentSeconds: number;
  /** Has to last so long. */
  readonly durationSeconds: number;
  readonly advice: string;
}

const lasting = { aligner: 'ALIGN_MEAN', alignmentSeconds: 300, durationSeconds: 900 } as const;

/**
 * Metrics: https://cloud.google.com/monitoring/api/metrics_gcp_c#gcp-cloudsql,
 * https://cloud.google.com/monitoring/api/metrics_gcp_p_z#gcp-redis, https://cloud.google.com/monitoring/api/metrics_kubernetes.
 * Thresholds of the database are those of Google's own recommendations (https://cloud.google.com/sql/docs/postgres/monitor-instance),
 * that of the cache https://cloud.google.com/memorystore/docs/redis/memory-management-best-practices.
 */
export const alertSpecs = [
  {
    ...lasting,
    id: 'database_cpu',
    target: 'database',
    resourceType: 'cloudsql_database',
    metric: 'cloudsql.googleapis.com/database/cpu/utilization',
    title: 'database is busy',
    threshold: 0.9,
    advice: 'Look at the slowest queries in Query Insights, or raise postgres.instanceType.',
  },
  {
    ...lasting,
    id: 'database_memory',
    target: 'database',
    resourceType: 'cloudsql_database',
    metric: 'cloudsql.googleapis.com/database/memory/utilization',
    title: 'memory of the database runs short',
    threshold: 0.9,
    advice: 'Raise postgres.instanceType.',
  },
  {
    ...lasting,
    id: 'database_disk',
    target: 'database',
    resourceType: 'cloudsql_database',
    metric: 'cloudsql.googleapis.com/database/disk/utilization',
    title: 'volume of the database fills up',
    threshold: 0.9,
    advice: 'The volume does not grow any more; raise postgres.storage.maxSizeGb.',
  },
  {
    ...lasting,
    id: 'database_connections',
    target: 'database',
    resourceType: 'cloudsql_database',
    metric: 'cloudsql.googleapis.com/database/postgresql/num_backends',
    title: 'connections of the database run short',
    threshold: maxConnections * 0.8,
    advice: 'Four fifths of the connections are in use; look who holds them.',
  },
  {
    ...lasting,
    id: 'cache_memory',
    target: 'cache',
    resourceType: 'redis_instance',
    metric: 'redis.googleapis.com/stats/memory/usage_ratio',
    title: 'cache fills up',
    threshold: 0.8,
    advice: 'It drops entries that are in use when it is full; raise redis.memoryGb.',
  },
  {
    ...lasting,
    id: 'node_memory',
    target: 'cluster',
    resourceType: 'k8s_node',
    metric: 'kubernetes.io/node/memory/allocatable_utilization',
    title: 'memory of a node runs short',
    threshold: 0.95,
    advice: 'Pods on it are about to be killed; take a larger machine type, or ask for less.',
  },
  {
    id: 'restarts',
    target: 'cluster',
    resourceType: 'k8s_container',
    metric: 'kubernetes.io/container/restart_count',
    title: 'a container keeps restarting',
    aligner: 'ALIGN_DELTA',
    threshold: 3,
    alignmentSeconds: 1800,
    durationSeconds: 0,
    advice: 'Read the log of its previous run: kubectl logs --previous.',
  },
] as const satisfies readonly AlertSpec[];
