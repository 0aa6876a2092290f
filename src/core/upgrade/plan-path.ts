/** From what is deployed to what is wanted: the applies in between, or the rules that forbid it. Pure. */
import type { ReleaseCatalogue } from '../releases/release.ts';
import type { Deployed, Hop, Refusal, Target, UpgradePath } from './path.ts';
import { hopsAlong } from './route.ts';
import { upgradeRules } from './rules/index.ts';
import { majorGuide } from './sources.ts';
import type { Situation } from './upgrade-rule.ts';
import { wayBetween } from './way.ts';

/** An empty path where nothing is left to do. The rest of a path, planned anew after any part of it, is that path's rest. */
export function planPath(catalogue: ReleaseCatalogue, deployed: Deployed, target: Target): UpgradePath {
  const way = wayBetween(catalogue, deployed.cloud, deployed.release, target.release);
  const situation: Situation = { catalogue, deployed, target, way };
  const refusals = upgradeRules.flatMap(({ id, source, check }) =>
    (check?.(situation) ?? []).map((objection) => ({ rule: id, source, ...objection })),
  );
  return refusals.length > 0 ? { ok: false, refusals } : { ok: true, hops: hopsAlong(situation) };
}

/** The single apply that leads there, or why there is none. Neither where nothing is left to do. */
export function allowedStep(
  catalogue: ReleaseCatalogue,
  deployed: Deployed,
  target: Target,
): { readonly hop?: Hop; readonly refusals: readonly Refusal[] } {
  const path = planPath(catalogue, deployed, target);
  if (!path.ok) return { refusals: path.refusals };
  const [hop, ...more] = path.hops;
  if (hop === undefined) return { refusals: [] };
  return more.length > 0 ? { refusals: [inOneApply(path.hops, deployed, target)] } : { hop, refusals: [] };
}

export const oneHop = 'upgrade/one-hop';

function inOneApply(hops: readonly Hop[], deployed: Deployed, target: Target): Refusal {
  const titles = hops.map(({ title }) => title).join('; ');
  const move =
    deployed.release === target.release
      ? `release ${target.release} as the configuration has it`
      : `from release ${deployed.release} to ${target.release}`;
  return {
    rule: oneHop,
    message: `${move} takes ${hops.length} applies: ${titles}`,
    source: hops.find(({ rules }) => rules.length > 0)?.source ?? majorGuide,
    instead: 'go there step by step, with upgrade apply',
  };
}
