import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js';
import { Construct } from '../../core/cdktf.ts';
import { type AlarmSpec, type AlarmTarget, alarmSpecs } from './alarms.ts';

export interface ObservabilityProps {
  /** Name of the deployment, prefix of every alarm. */
  readonly name: string;
  readonly database: {
    readonly identifier: string;
    /** First size of the volume; in GB. */
    readonly storageGb: number;
    /** Memory of the machine; in GiB. Decides how many connections it takes. Default: - no alarm on connections. */
    readonly memoryGib?: number;
  };
  /** Ids of the cache's nodes, by a short literal id. */
  readonly caches: Readonly<Record<string, string>>;
  readonly pools: Readonly<Record<string, WatchedPool>>;
  /** Names of functions, by a short literal id. */
  readonly functions: Readonly<Record<string, string>>;
  /** Name of the REST API. */
  readonly apiName: string;
  /** SNS topic that alarms are sent to. Default: - alarms are only shown. */
  readonly topicArn?: string;
}

export interface WatchedPool {
  readonly loadBalancer: string;
  readonly targetGroup: string;
  readonly scalingGroup: string;
  /** Nodes that there should be. */
  readonly count: number;
}

/** Alarms on what goes wrong first. */
export class Observability extends Construct {
  constructor(scope: Construct, id: string, props: ObservabilityProps) {
    super(scope, id);
    for (const spec of alarmSpecs) {
      for (const watched of watch(spec.target, props)) this.alarm(spec, watched, props);
    }
  }

  private alarm(spec: AlarmSpec, watched: Watched, props: ObservabilityProps): void {
    const threshold =
      typeof spec.threshold === 'number' ? spec.threshold : watched.thresholds[spec.threshold];
    if (threshold === undefined) return;
    const id = watched.id === '' ? spec.id : `${watched.id}_${spec.id}`;
    const topics =
      props.topicArn === undefined ? {} : { alarmActions: [props.topicArn], okActions: [props.topicArn] };
    new CloudwatchMetricAlarm(this, id, {
      alarmName: `${props.name}-${id.replaceAll('_', '-')}`,
      alarmDescription: spec.description,
      namespace: spec.namespace,
      metricName: spec.metric,
      dimensions: { ...watched.dimensions },
      statistic: spec.statistic,
      comparisonOperator: spec.comparison,
      threshold,
      period: spec.periodSeconds,
      evaluationPeriods: spec.periods,
      datapointsToAlarm: spec.breaching,
      treatMissingData: spec.missing,
      ...topics,
    });
  }
}

interface Watched {
  /** First part of the alarm's id; empty where there is one of a kind. */
  readonly id: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly thresholds: Partial<Record<Exclude<AlarmSpec['threshold'], number>, number>>;
}

function watch(target: AlarmTarget, props: ObservabilityProps): readonly Watched[] {
  switch (target) {
    case 'database':
      return [
        {
          id: '',
          dimensions: { DBInstanceIdentifier: props.database.identifier },
          thresholds: databaseThresholds(props.database),
        },
      ];
    case 'cache':
      return entries(props.caches, (id) => ({ dimensions: { CacheClusterId: id }, thresholds: {} }));
    case 'pool':
      return entries(props.pools, (pool) => ({
        dimensions: { LoadBalancer: pool.loadBalancer, TargetGroup: pool.targetGroup },
        thresholds: {},
      }));
    case 'scalingGroup':
      return entries(props.pools, (pool) => ({
        dimensions: { AutoScalingGroupName: pool.scalingGroup },
        thresholds: { nodeCount: pool.count },
      }));
    case 'function':
      return entries(props.functions, (name) => ({ dimensions: { FunctionName: name }, thresholds: {} }));
    case 'api':
      return [{ id: '', dimensions: { ApiName: props.apiName, Stage: 'api' }, thresholds: {} }];
  }
}

function entries<T>(
  things: Readonly<Record<string, T>>,
  describe: (thing: T) => Omit<Watched, 'id'>,
): Watched[] {
  return Object.entries(things).map(([id, thing]) => ({ id, ...describe(thing) }));
}

/**
 * RDS sets `max_connections` to the machine's bytes / 9531392, 5000 at most:
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html#RDS_Limits.MaxConnections
 */
function databaseThresholds(database: ObservabilityProps['database']): Watched['thresholds'] {
  const tenthOfStorage = (database.storageGb * 2 ** 30) / 10;
  if (database.memoryGib === undefined) return { tenthOfStorage };
  const limit = Math.min(5000, Math.floor((database.memoryGib * 2 ** 30) / 9531392));
  return { tenthOfStorage, mostConnections: Math.floor(limit * 0.8) };
}
