/** The alarms, as data: what is watched, from where on it is trouble, and what to do then. */

/** Things that alarms watch, with their CloudWatch dimensions. */
export type AlarmTarget = 'database' | 'cache' | 'pool' | 'scalingGroup' | 'function' | 'api';

export interface AlarmSpec {
  readonly id: string;
  readonly target: AlarmTarget;
  readonly namespace: string;
  readonly metric: string;
  readonly statistic: 'Average' | 'Maximum' | 'Minimum' | 'Sum';
  readonly comparison: 'GreaterThanThreshold' | 'LessThanThreshold';
  readonly threshold: number | 'tenthOfStorage' | 'mostConnections' | 'nodeCount';
  readonly periodSeconds: number;
  /** Of so many periods … */
  readonly periods: number;
  /** … so many must be beyond the threshold. */
  readonly breaching: number;
  /** What silence means: `breaching` where something that has gone stops reporting. */
  readonly missing: 'notBreaching' | 'breaching' | 'missing';
  readonly description: string;
}

const often = { periodSeconds: 300, periods: 3, breaching: 3, missing: 'missing' } as const;
const failures = { periodSeconds: 300, periods: 3, breaching: 2, missing: 'notBreaching' } as const;

/**
 * Metrics: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html,
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Redis.html,
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html,
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-metrics.html,
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html.
 * Thresholds: AWS's recommended alarms where it names one,
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html.
 */
export const alarmSpecs = [
  {
    ...often,
    id: 'database_cpu',
    target: 'database',
    namespace: 'AWS/RDS',
    metric: 'CPUUtilization',
    statistic: 'Average',
    comparison: 'GreaterThanThreshold',
    threshold: 90,
    description: 'The database is busy; look at its slowest queries, or raise postgres.instanceType.',
  },
  {
    ...often,
    id: 'database_storage',
    target: 'database',
    namespace: 'AWS/RDS',
    metric: 'FreeStorageSpace',
    statistic: 'Minimum',
    comparison: 'LessThanThreshold',
    threshold: 'tenthOfStorage',
    description: 'Less than a tenth of the database volume is free; raise postgres.storage.maxSizeGb.',
  },
  {
    ...often,
    id: 'database_connections',
    target: 'database',
    namespace: 'AWS/RDS',
    metric: 'DatabaseConnections',
    statistic: 'Maximum',
    comparison: 'GreaterThanThreshold',
    threshold: 'mostConnections',
    description: 'Four fifths of the database connections are in use; raise postgres.instanceType.',
  },
  {
    ...often,
    id: 'cache_memory',
    target: 'cache',
    namespace: 'AWS/ElastiCache',
    metric: 'DatabaseMemoryUsagePercentage',
    statistic: 'Maximum',
    comparison: 'GreaterThanThreshold',
    threshold: 80,
    description: 'The cache is filling up, and then drops entries that are in use; raise redis.instanceType.',
  },
  {
    id: 'unhealthy_hosts',
    target: 'pool',
    namespace: 'AWS/NetworkELB',
    metric: 'UnHealthyHostCount',
    statistic: 'Maximum',
    comparison: 'GreaterThanThreshold',
    threshold: 0,
    periodSeconds: 60,
    // A node that starts is unhealthy for some minutes.
    periods: 15,
    breaching: 15,
    missing: 'notBreaching',
    description:
      'A Brainstore node has not answered for 15 minutes; read the log of its start and of its container.',
  },
  {
    id: 'too_few_nodes',
    target: 'scalingGroup',
    namespace: 'AWS/AutoScaling',
    metric: 'GroupInServiceInstances',
    statistic: 'Minimum',
    comparison: 'LessThanThreshold',
    threshold: 'nodeCount',
    periodSeconds: 60,
    periods: 15,
    breaching: 15,
    missing: 'breaching',
    description:
      'Fewer Brainstore nodes are in service than configured; read the activity of the scaling group.',
  },
  {
    ...failures,
    id: 'errors',
    target: 'function',
    namespace: 'AWS/Lambda',
    metric: 'Errors',
    statistic: 'Sum',
    comparison: 'GreaterThanThreshold',
    threshold: 5,
    description: 'The function keeps failing; read its log.',
  },
  {
    ...failures,
    id: 'throttles',
    target: 'function',
    namespace: 'AWS/Lambda',
    metric: 'Throttles',
    statistic: 'Sum',
    comparison: 'GreaterThanThreshold',
    threshold: 0,
    description: "The account's limit of concurrent functions is reached; have AWS raise it.",
  },
  {
    ...failures,
    id: 'api_failures',
    target: 'api',
    namespace: 'AWS/ApiGateway',
    metric: '5XXError',
    statistic: 'Average',
    comparison: 'GreaterThanThreshold',
    threshold: 0.05,
    description: 'More than one call in twenty fails; read the log of APIHandler.',
  },
] as const satisfies readonly AlarmSpec[];
