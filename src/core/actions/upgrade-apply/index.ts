/**
 * `upgrade apply`: hop by hop to another release. Each hop is computed from what is deployed then, so an upgrade that broke
 * off anywhere goes on when it is run again.
 */
import type { Context } from '../../context.ts';
import type { HealthReport } from '../../health/health.ts';
import { commandLine } from '../../io/command-line.ts';
import { hopRepeated, oneWayAhead } from '../../upgrade/errors.ts';
import type { ClosedGate } from '../../upgrade/gates.ts';
import { deployedEdits, hopEdits } from '../../upgrade/hop-edits.ts';
import type { Deployed, Hop, Target } from '../../upgrade/path.ts';
import { type ConfigChange, followHop } from './config-file.ts';
import { applyHop, type DoneApply } from './hop.ts';
import { type HealthyLook, healthyLook, type Look, look } from './look.ts';
import { sameUpgrade, type UpgradeApplyOptions } from './options.ts';
import { waitAtGate } from './waiting.ts';

export type { UpgradeApplyOptions } from './options.ts';

export interface UpgradeApplied {
  /** `stopped` is one hop done and more to go; `paused` waits at a gate. */
  readonly status: 'up-to-date' | 'upgraded' | 'stopped' | 'paused';
  readonly name: string;
  readonly from: Deployed;
  /** As it is now. */
  readonly deployed: Deployed;
  readonly target: Target;
  readonly latest: string;
  readonly done: readonly DoneApply[];
  readonly left: readonly Hop[];
  /** Set when it is paused. */
  readonly gate?: ClosedGate;
  readonly health: HealthReport;
  /** What the configuration file has to say now, where that is not what it said before. */
  readonly config: ConfigChange | undefined;
}

/** What has been done so far. */
interface Climb {
  readonly from: Deployed;
  readonly done: DoneApply[];
  config: ConfigChange | undefined;
}

export async function upgradeApply(
  context: Context,
  options: UpgradeApplyOptions = {},
): Promise<UpgradeApplied> {
  const begun = await look(context, options);
  refuseOneWay(begun, options);
  const settled = await settle(context, options, begun);
  const climb: Climb = {
    from: begun.deployed,
    done: settled.changed ? [settled] : [],
    config: undefined,
  };
  for (;;) {
    const now = await healthyLook(context, options);
    const next = nextStep(now, climb, options);
    if (next.kind === 'end') return ended(next.status, now, climb);
    if (next.kind === 'wait') await waitAtGate(context, next.gate, sameUpgrade(options));
    else await takeHop(context, options, { now, climb, hop: next.hop });
  }
}

type NextStep =
  | { readonly kind: 'end'; readonly status: UpgradeApplied['status'] }
  | { readonly kind: 'wait'; readonly gate: ClosedGate }
  | { readonly kind: 'hop'; readonly hop: Hop };

function nextStep(
  { hops: [hop], gate }: HealthyLook,
  { done }: Climb,
  { through = false }: UpgradeApplyOptions,
): NextStep {
  const taken = done.filter((each) => each.hop !== undefined);
  if (hop === undefined) return { kind: 'end', status: taken.length > 0 ? 'upgraded' : 'up-to-date' };
  if (taken.length > 0 && !through) return { kind: 'end', status: 'stopped' };
  if (gate === undefined) return { kind: 'hop', hop };
  return through ? { kind: 'wait', gate } : { kind: 'end', status: 'paused' };
}

function ended(status: UpgradeApplied['status'], now: HealthyLook, climb: Climb): UpgradeApplied {
  const { config, deployed, target, latest, hops, health, gate } = now;
  return {
    status,
    name: config.name,
    from: climb.from,
    deployed,
    target,
    latest,
    done: climb.done,
    left: hops,
    ...(status === 'paused' && gate !== undefined ? { gate } : {}),
    health,
    config: climb.config,
  };
}

async function takeHop(
  context: Context,
  options: UpgradeApplyOptions,
  { now, climb, hop }: { readonly now: HealthyLook; readonly climb: Climb; readonly hop: Hop },
): Promise<void> {
  const { done, from } = climb;
  if (done.some((each) => each.hop?.id === hop.id)) {
    const status = commandLine('status', { config: options.config });
    throw hopRepeated(hop, status, sameUpgrade(options));
  }
  options.onHop?.(hop, now.hops.length - 1);
  const edits = hopEdits(now.config, hop);
  if (options.to !== undefined) {
    const frozen = options.frozen === true;
    const followed = await followHop(context, now.deployment, edits, { frozen, from: from.release });
    climb.config = followed ?? climb.config;
  }
  const expected = done.length === 0 ? options.expectPlanDigest : undefined;
  done.push(await applyHop(context, options, { hop, edits, expected }));
}

/** Everything of the configuration but the release: an apply that broke off, and changes that do not belong to a hop. */
async function settle(context: Context, options: UpgradeApplyOptions, { config, deployed, hops }: Look) {
  const expected = hops.length === 0 ? options.expectPlanDigest : undefined;
  const edits = deployedEdits(config, deployed);
  const onReview: UpgradeApplyOptions['onReview'] = (plan) => {
    if (!plan.hasChanges) return;
    options.onHop?.(undefined, hops.length);
    options.onReview?.(plan);
  };
  return applyHop(context, { ...options, onReview }, { hop: undefined, edits, expected });
}

function refuseOneWay({ hops }: Look, options: UpgradeApplyOptions): void {
  const ahead = options.through ? hops : hops.slice(0, 1);
  const accepted = options.acceptOneWay ?? [];
  const missing = [...new Set(ahead.flatMap(({ oneWay }) => oneWay))].filter(
    (name) => !accepted.includes(name),
  );
  if (missing.length > 0) throw oneWayAhead(ahead, missing, sameUpgrade(options));
}
