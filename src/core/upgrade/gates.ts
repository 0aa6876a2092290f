/** What has to be so before a hop may begin, asked of the cloud. */
import type { Cloud, Rollout, RolloutContext } from '../clouds/cloud.ts';
import { gateUnseen } from './errors.ts';
import type { Gate } from './path.ts';

export interface ClosedGate {
  readonly gate: Gate;
  /** What it waits for. */
  readonly text: string;
  /** When it is worth asking again. */
  readonly retryAt: Date;
}

/** Nodes start within minutes: https://docs.aws.amazon.com/autoscaling/ec2/userguide/instance-refresh-overview.html */
const askAgainMilliseconds = 60_000;
const hour = 3_600_000;

/**
 * The first gate that is closed; undefined when the hop may begin. `passed` are gates that a person answers for. Throws kind
 * `refused` where nobody but a person can tell.
 */
export async function closedGate(
  cloud: Cloud,
  context: RolloutContext,
  gates: readonly Gate[],
  passed: readonly string[],
): Promise<ClosedGate | undefined> {
  const left = gates.filter(({ id }) => !passed.includes(id));
  if (left.length === 0) return undefined;
  const rollout = await cloud.rollout(context);
  if (rollout.state === 'unseen') throw gateUnseen(left, rollout.text);
  const now = context.env.clock.now();
  for (const gate of left) {
    const closed = judge(gate, rollout, now);
    if (closed !== undefined) return { gate, ...closed };
  }
  return undefined;
}

function judge(gate: Gate, rollout: Rollout, now: Date): Omit<ClosedGate, 'gate'> | undefined {
  if (rollout.state !== 'done') return { text: rollout.text, retryAt: later(now, askAgainMilliseconds) };
  if (gate.kind === 'all-nodes') return undefined;
  if (rollout.since === undefined)
    return {
      text: `since when every node runs it cannot be told (${rollout.text})`,
      retryAt: later(now, gate.hours * hour),
    };
  const opens = later(rollout.since, gate.hours * hour);
  if (opens <= now) return undefined;
  return {
    text: `every node runs it since ${rollout.since.toISOString()}, and ${gate.hours} hours are asked for`,
    retryAt: opens,
  };
}

function later(date: Date, milliseconds: number): Date {
  return new Date(date.getTime() + milliseconds);
}
