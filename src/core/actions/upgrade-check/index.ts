/** `upgrade check`: what is deployed, what there is, how late one is, and what lies between. Changes nothing. */
import type { Context } from '../../context.ts';
import { type Overdue, overdue } from '../../upgrade/overdue.ts';
import type { Deployed, Hop, Refusal } from '../../upgrade/path.ts';
import { newestFor, type Survey, surveyed, type UpgradeOptions } from '../../upgrade/survey.ts';

export type UpgradeCheckOptions = UpgradeOptions;

export interface UpgradeCheck {
  readonly name: string;
  readonly cloud: string;
  readonly region: string;
  readonly profile: string;
  /** The configuration file, absolute. */
  readonly config: string;
  /** Release that the configuration asks for. */
  readonly configured: string;
  /** Undefined while nothing is deployed. */
  readonly deployed: Deployed | undefined;
  /** The newest release that may be chosen on this cloud. */
  readonly latest: string | undefined;
  /** What was looked for a way to. */
  readonly target: string | undefined;
  readonly overdue: Overdue | undefined;
  /** True when there is something to do to get to the target, allowed or not. */
  readonly available: boolean;
  /** Every apply on the way; empty when there is none, or no way. */
  readonly hops: readonly Hop[];
  /** Why there is no way. */
  readonly refusals: readonly Refusal[];
  /** What cannot be taken back on the way: names for `--accept-one-way`. */
  readonly oneWay: readonly string[];
}

export function upgradeCheck(context: Context, options: UpgradeCheckOptions = {}): Promise<UpgradeCheck> {
  return surveyed(context, { ...options, to: options.to ?? 'latest' }, async (survey, { deployment }) => {
    const { name, cloud, region, profile, release } = deployment.config;
    const head = { name, cloud, region, profile, config: deployment.file, configured: release };
    return survey === undefined
      ? {
          ...head,
          deployed: undefined,
          latest: undefined,
          target: undefined,
          overdue: undefined,
          available: false,
          hops: [],
          refusals: [],
          oneWay: [],
        }
      : { ...head, ...checked(survey, context.env.clock.now()) };
  });
}

function checked(survey: Survey, now: Date) {
  const { catalogue, deployed, target, path } = survey;
  const hops = path.ok ? path.hops : [];
  const refusals = path.ok ? [] : path.refusals;
  return {
    deployed,
    latest: newestFor(survey),
    target: target.release,
    overdue: overdue(catalogue, deployed, now),
    available: hops.length > 0 || refusals.length > 0,
    hops,
    refusals,
    oneWay: [...new Set(hops.flatMap(({ oneWay }) => oneWay))],
  };
}
