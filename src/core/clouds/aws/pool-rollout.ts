/** Of one group of nodes: does every one run what was applied, and does it answer. Pure. */
import type { Rollout } from '../cloud.ts';

/** What AWS tells of one Auto Scaling group. */
export interface PoolFacts {
  /** Of the group, such as `acme-brainstore`. */
  readonly name: string;
  readonly region: string;
  readonly made: Date | undefined;
  /** How many nodes there should be. */
  readonly desired: number;
  /** What new nodes are started with, as `template:version`; undefined where that is not known. */
  readonly template: string | undefined;
  readonly nodes: readonly PoolNode[];
  /** The last one that was begun, of the last six weeks. */
  readonly refresh: PoolRefresh | undefined;
}

export interface PoolNode {
  /** What it was started with, as `template:version`. */
  readonly template: string;
  /** https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-lifecycle.html */
  readonly lifecycle: string;
  /** By the group's own checks, and by every load balancer that leads to it. */
  readonly healthy: boolean;
}

export interface PoolRefresh {
  readonly status: string;
  readonly percent: number;
  readonly reason: string | undefined;
  readonly end: Date | undefined;
}

/** https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_InstanceRefresh.html */
const atWork: readonly string[] = ['Pending', 'InProgress', 'Cancelling', 'RollbackInProgress', 'Baking'];

/**
 * As far as refreshes are told of. https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_DescribeInstanceRefreshes.html
 */
const rememberedMilliseconds = 42 * 24 * 60 * 60 * 1000;

export function poolRollout(pool: PoolFacts, now: Date): Rollout {
  const { name, desired, template, refresh } = pool;
  const nodes = pool.nodes.filter(({ lifecycle }) => !/^(Warmed:|Terminated$|Detach)/.test(lifecycle));
  // One that is on its way out still serves, and still writes, for a while.
  const old = nodes.filter((node) => node.template !== template);
  const there = nodes.filter((node) => node.template === template && node.lifecycle === 'InService');
  const healthy = there.filter((node) => node.healthy);
  const say = (state: Rollout['state'], text: string): Rollout => ({ state, text: `${name}: ${text}` });

  if (template === undefined) return say('failed', 'its launch template is not in the state');
  if (refresh !== undefined && atWork.includes(refresh.status)) {
    const done = refresh.status === 'InProgress' ? `${refresh.percent} %` : refresh.status;
    return say('running', `nodes are being replaced (${done}), ${old.length} of ${nodes.length} are old`);
  }
  if (old.some(({ lifecycle }) => !lifecycle.startsWith('Terminating')))
    return say('failed', `${old.length} of ${nodes.length} nodes are old, and ${ended(pool)}`);
  if (old.length > 0) return say('running', `${old.length} old nodes are on their way out`);
  if (there.length < desired) return say('running', `${there.length} of ${desired} nodes are in service`);
  if (healthy.length < desired) return say('running', `${healthy.length} of ${desired} nodes are healthy`);
  const since = sinceOf(pool, now);
  const text = `${healthy.length} of ${desired} nodes are new and healthy`;
  return { ...say('done', text), ...(since === undefined ? {} : { since }) };
}

/** Why nothing goes on by itself, with what to do. */
function ended({ name, region, refresh }: PoolFacts): string {
  const start = `aws autoscaling start-instance-refresh --region ${region} --auto-scaling-group-name ${name} --preferences MinHealthyPercentage=100,MaxHealthyPercentage=200,InstanceWarmup=300`;
  if (refresh === undefined || refresh.status === 'Successful')
    return `nothing replaces them; start with: ${start}`;
  const why = refresh.reason === undefined ? '' : `: ${refresh.reason}`;
  return `their replacement is ${refresh.status}${why}; when the cause is mended: ${start}`;
}

/** Undefined where nodes were replaced by something else than the last refresh. */
function sinceOf({ made, refresh }: PoolFacts, now: Date): Date | undefined {
  if (refresh !== undefined) return refresh.status === 'Successful' ? refresh.end : undefined;
  return made && new Date(Math.max(made.getTime(), now.getTime() - rememberedMilliseconds));
}
