/** Which resources must be unprotected before they can be destroyed with their data. */
import type { Cloud } from '../../clouds/cloud.ts';
import { sameValue } from '../../plan/attributes.ts';
import type { StackPlan } from '../../plan/model.ts';
import { withoutIndex } from '../../plan/read.ts';
import { overrideOf } from '../../terraform/guard-override.ts';
import type { State } from '../../terraform/state.ts';

export interface Lift {
  /** Addresses without index, sorted. */
  readonly addresses: readonly string[];
  /** The override file that takes the protection away. */
  readonly override: string;
}

/**
 * Resources in the state whose attributes are not yet those of `liftProtection`; undefined when there are none. What the
 * rendered stack no longer has cannot be overridden and is left out.
 */
export function liftFor(state: State, rendered: readonly string[], cloud: Cloud): Lift | undefined {
  const known = new Set(rendered);
  const addresses = state.resources
    .filter((resource) =>
      Object.entries(cloud.liftProtection[resource.type] ?? {}).some(
        ([name, value]) => !sameValue(resource.attributes[name], value),
      ),
    )
    .map((resource) => withoutIndex(resource.address))
    .filter((address) => known.has(address));
  if (addresses.length === 0) return undefined;
  const unique = [...new Set(addresses)].sort();
  return { addresses: unique, override: overrideOf(unique, (type) => cloud.liftProtection[type] ?? {}) };
}

/** Lifting protection must not cost anything by itself: what else than a change in place it would do. */
export function lossesOf(plan: StackPlan): readonly string[] {
  return plan.changes
    .filter((change) => change.kind === 'replace' || change.kind === 'destroy')
    .map((change) => `${change.kind} ${change.address}`);
}

/** Addresses that a fresh plan destroys although the review did not show them. */
export function unseen(shown: StackPlan, fresh: StackPlan): readonly string[] {
  const seen = new Set(shown.changes.map((change) => `${change.kind} ${change.address}`));
  return fresh.changes
    .map((change) => `${change.kind} ${change.address}`)
    .filter((change) => !seen.has(change));
}
