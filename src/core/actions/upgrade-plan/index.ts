/** `upgrade plan`: every apply of an upgrade, and what terraform would do in the first of them. Changes nothing. */
import type { Context } from '../../context.ts';
import { commandLine } from '../../io/command-line.ts';
import type { GuardOptions } from '../../plan/options.ts';
import type { PlanResult } from '../../plan/result.ts';
import { nothingDeployed, upgradeRefused } from '../../upgrade/errors.ts';
import { hopEdits } from '../../upgrade/hop-edits.ts';
import type { Deployed, Hop, Target } from '../../upgrade/path.ts';
import { type Survey, surveyed, type UpgradeOptions } from '../../upgrade/survey.ts';
import { plan } from '../plan/index.ts';

export interface UpgradePlanOptions extends UpgradeOptions, GuardOptions {}

export interface UpgradePlan {
  readonly deployed: Deployed;
  readonly target: Target;
  readonly hops: readonly Hop[];
  /** Of the first hop; undefined when there is none. The later ones are planned when their time comes. */
  readonly first: PlanResult | undefined;
}

/** Throws kind `refused` when no way leads there. */
export async function upgradePlan(context: Context, options: UpgradePlanOptions = {}): Promise<UpgradePlan> {
  const { to, ...rest } = options;
  const found = await surveyed(context, options, async (survey) => {
    if (survey === undefined) throw nothingDeployed(commandLine('apply', rest));
    return { ...wayOf(survey), config: survey.prepared.deployment.config };
  });
  const [hop] = found.hops;
  const { config, ...way } = found;
  if (hop === undefined) return { ...way, first: undefined };
  return {
    ...way,
    first: await plan(context, { ...rest, edits: hopEdits(config, hop), partOfUpgrade: true }),
  };
}

export function wayOf({ deployed, target, path }: Survey): Omit<UpgradePlan, 'first'> {
  if (!path.ok) throw upgradeRefused(deployed.release, target.release, path.refusals);
  return { deployed, target, hops: path.hops };
}
