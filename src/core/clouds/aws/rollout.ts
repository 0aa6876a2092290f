/**
 * How far the nodes of Brainstore have come. The provider starts to replace them and does not wait for it:
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/autoscaling_group#instance_refresh
 *
 * The functions are no part of it: the provider waits in the apply until Lambda has updated each of them, and from then on
 * every call gets the new code. https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html#functions-states-updating
 */
import {
  AutoScalingClient,
  type AutoScalingGroup,
  type InstanceRefresh,
  paginateDescribeAutoScalingGroups,
  paginateDescribeInstanceRefreshes,
} from '@aws-sdk/client-auto-scaling';
import {
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { State } from '../../terraform/state.ts';
import type { Rollout, RolloutContext } from '../cloud.ts';
import { type PoolFacts, type PoolRefresh, poolRollout } from './pool-rollout.ts';
import { stackName } from './props.ts';
import { asking, callEnd, sdkSettings } from './sdk.ts';

export async function rolloutOfPools(context: RolloutContext): Promise<Rollout> {
  const { config, env, state } = context;
  const stored = await state(stackName);
  const names = stored.resources
    .filter(({ type }) => type === 'aws_autoscaling_group')
    .map(({ attributes }) => String(attributes.name));
  if (names.length === 0) return { state: 'failed', text: 'no node of Brainstore is deployed' };
  const groups = new AutoScalingClient(
    await sdkSettings({ variable: 'AUTO_SCALING', host: 'autoscaling' }, config.region, env),
  );
  const balancers = new ElasticLoadBalancingV2Client(
    await sdkSettings(
      { variable: 'ELASTIC_LOAD_BALANCING_V2', host: 'elasticloadbalancing' },
      config.region,
      env,
    ),
  );
  try {
    const found = await readGroups(groups, names, context);
    const pools = await Promise.all(
      found.map((group) => factsOf(group, stored, { groups, balancers, context })),
    );
    const missing = names.filter((name) => !pools.some((pool) => pool.name === name));
    if (missing.length > 0)
      return { state: 'failed', text: `${missing.join(', ')}: in the state, but not in the account` };
    return together(pools.map((pool) => poolRollout(pool, env.clock.now())));
  } finally {
    groups.destroy();
    balancers.destroy();
  }
}

async function readGroups(
  client: AutoScalingClient,
  names: readonly string[],
  { signal }: RolloutContext,
): Promise<readonly AutoScalingGroup[]> {
  return asking('autoscaling:DescribeAutoScalingGroups', signal, async () => {
    const found: AutoScalingGroup[] = [];
    const pages = paginateDescribeAutoScalingGroups(
      { client },
      { AutoScalingGroupNames: [...names] },
      callEnd(signal),
    );
    for await (const { AutoScalingGroups = [] } of pages) found.push(...AutoScalingGroups);
    return found;
  });
}

interface Clients {
  readonly groups: AutoScalingClient;
  readonly balancers: ElasticLoadBalancingV2Client;
  readonly context: RolloutContext;
}

async function factsOf(group: AutoScalingGroup, stored: State, clients: Clients): Promise<PoolFacts> {
  const { AutoScalingGroupName: name = '', LaunchTemplate, Instances = [] } = group;
  const [refresh, ...served] = await Promise.all([
    lastRefresh(name, clients),
    ...(group.TargetGroupARNs ?? []).map((arn) => healthyTargets(arn, clients)),
  ]);
  return {
    name,
    region: clients.context.config.region,
    made: group.CreatedTime,
    desired: group.DesiredCapacity ?? 0,
    template: presentTemplate(LaunchTemplate, stored),
    nodes: Instances.map((node) => ({
      template: templateId(node.LaunchTemplate),
      lifecycle: node.LifecycleState ?? '',
      healthy: node.HealthStatus === 'Healthy' && served.every((ids) => ids.has(node.InstanceId ?? '')),
    })),
    refresh,
  };
}

async function lastRefresh(name: string, { groups, context }: Clients): Promise<PoolRefresh | undefined> {
  const { signal } = context;
  const found = await asking('autoscaling:DescribeInstanceRefreshes', signal, async () => {
    const all: InstanceRefresh[] = [];
    const pages = paginateDescribeInstanceRefreshes(
      { client: groups },
      { AutoScalingGroupName: name },
      callEnd(signal),
    );
    for await (const { InstanceRefreshes = [] } of pages) all.push(...InstanceRefreshes);
    return all;
  });
  const begun = ({ StartTime }: InstanceRefresh) => StartTime?.getTime() ?? Number.POSITIVE_INFINITY;
  // One that is only planned has no start yet.
  const [last] = found.sort((a, b) => begun(b) - begun(a));
  return (
    last && {
      status: last.Status ?? '',
      percent: last.PercentageComplete ?? 0,
      reason: last.StatusReason,
      end: last.EndTime,
    }
  );
}

async function healthyTargets(
  arn: string,
  { balancers, context: { signal } }: Clients,
): Promise<ReadonlySet<string>> {
  const { TargetHealthDescriptions = [] } = await asking(
    'elasticloadbalancing:DescribeTargetHealth',
    signal,
    () => balancers.send(new DescribeTargetHealthCommand({ TargetGroupArn: arn }), callEnd(signal)),
  );
  return new Set(
    TargetHealthDescriptions.filter(({ TargetHealth }) => TargetHealth?.State === 'healthy').map(
      ({ Target }) => Target?.Id ?? '',
    ),
  );
}

type Template = AutoScalingGroup['LaunchTemplate'];

function templateId(template: Template): string {
  return `${template?.LaunchTemplateId}:${template?.Version}`;
}

/** A group may name its version `$Latest` or `$Default`, or none, which means the default; a node has a number. */
function presentTemplate(template: Template, { resources }: State): string | undefined {
  if (template === undefined) return undefined;
  const { LaunchTemplateId: id, Version: version = '$Default' } = template;
  if (!version.startsWith('$')) return templateId(template);
  const stored = resources.find(
    ({ type, attributes }) => type === 'aws_launch_template' && attributes.id === id,
  );
  const number = stored?.attributes[version === '$Latest' ? 'latest_version' : 'default_version'];
  return typeof number === 'number' ? `${id}:${number}` : undefined;
}

/** The worst of them, in the order of the pools. */
function together(pools: readonly Rollout[]): Rollout {
  for (const state of ['failed', 'running'] as const) {
    const such = pools.filter((pool) => pool.state === state);
    if (such.length > 0) return { state, text: such.map(({ text }) => text).join('; ') };
  }
  const text = pools.map((pool) => pool.text).join('; ');
  const sinces = pools.map(({ since }) => since?.getTime());
  const known = sinces.filter((since) => since !== undefined);
  return known.length < pools.length
    ? { state: 'done', text }
    : { state: 'done', text, since: new Date(Math.max(...known)) };
}
