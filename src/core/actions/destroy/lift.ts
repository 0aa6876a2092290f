/** Which resources must be unprotected before they can be destroyed with their data. */
import type { Cloud } from '../../clouds/cloud.ts';
import { sameValue } from '../../plan/attributes.ts';
import type { StackPlan } from '../../plan/model.ts';
import { withoutIndex } from '../../plan/read.ts';
import { localsOf, overrideOf } from '../../terraform/guard-override.ts';
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
export function liftFor(
  state: State,
  rendered: { readonly addresses: readonly string[]; readonly json: string },
  cloud: Pick<Cloud, 'liftProtection' | 'liftLocals'>,
): Lift | undefined {
  const known = new Set(rendered.addresses);
  const wanted = (type: string) => cloud.liftProtection[type] ?? {};
  const addresses = state.resources
    .filter((resource) => !holds(resource.attributes, wanted(resource.type)))
    .map((resource) => withoutIndex(resource.address))
    .filter((address) => known.has(address));
  if (addresses.length === 0) return undefined;
  const unique = [...new Set(addresses)].sort();
  const override = overrideOf(unique, (type) => settable(wanted(type)), localsToLift(rendered.json, cloud));
  return { addresses: unique, override };
}

/** Whether everything wanted is there: of objects the keys that are named, of lists the items, in order. */
function holds(found: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return sameValue(found, wanted);
  return Object.entries(wanted).every(([key, item]) => holds(partOf(found, key), item));
}

function partOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

/** Nested blocks cannot be set by an override, which would replace them whole; locals do that. */
function settable(body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(body).filter(([, value]) => value === null || typeof value !== 'object'),
  );
}

/** An override of a local that the stack does not have is an error of terraform's. */
function localsToLift(json: string, { liftLocals = {} }: Pick<Cloud, 'liftLocals'>): Record<string, unknown> {
  if (Object.keys(liftLocals).length === 0) return {};
  const there = localsOf(json);
  return Object.fromEntries(Object.entries(liftLocals).filter(([name]) => name in there));
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
