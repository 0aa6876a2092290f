/** When a row of a table applies: what the attribute was, and what it becomes. Undefined: not there, or not known yet. */
import { sameValue } from '../attributes.ts';
import { machineSize } from './machine-size.ts';
import { grants, isWildcard } from './policy.ts';
import { covers, isEverywhere, rangesIn } from './ranges.ts';

export type Condition = (before: unknown, after: unknown) => boolean;

export const changed: Condition = (before, after) => !sameValue(before, after);

/** It was set, and is another now. */
export const moved: Condition = (before, after) => isSet(before) && changed(before, after);

/** It gets a value, or another one. */
export const set: Condition = (before, after) => isSet(after) && changed(before, after);

export const grows: Condition = (before, after) => compare(before, after, number) > 0;
export const shrinks: Condition = (before, after) => compare(before, after, number) < 0;

/** By the size that its name tells. */
export const largerMachine: Condition = (before, after) => compare(before, after, machineSize) > 0;
export const smallerMachine: Condition = (before, after) => compare(before, after, machineSize) < 0;

export const switchedOn: Condition = (before, after) => isOn(after) && !isOn(before);
export const switchedOff: Condition = (before, after) => isOn(before) && !isOn(after);

/** It becomes one of these. */
export function becomes(...values: readonly string[]): Condition {
  return (before, after) => changed(before, after) && values.includes(String(after));
}

/** It stops to be this. */
export function leaves(value: string): Condition {
  return (before, after) => String(before) === value && String(after) !== value;
}

/** A range of all addresses comes in. */
export const opensToAll: Condition = (before, after) =>
  rangesIn(after).some(isEverywhere) && !rangesIn(before).some(isEverywhere);

/** A range comes in that the former ones do not cover; `opensToAll` and `admits` tell the rest. */
export const widens: Condition = (before, after) => {
  const [former, now] = [rangesIn(before), rangesIn(after)];
  if (former.length === 0 || opensToAll(before, after)) return false;
  return now.some((range) => !former.some((one) => covers(one, range)));
};

/** There was no range, and there is one. */
export const admits: Condition = (before, after) =>
  rangesIn(before).length === 0 && rangesIn(after).length > 0 && !opensToAll(before, after);

/** There were ranges that alone were let in, and there are none. */
export const unrestricted: Condition = (before, after) =>
  rangesIn(before).length > 0 && rangesIn(after).length === 0;

/** A policy comes to allow something that it did not. */
export const allowsMore: Condition = (before, after) => newGrants(before, after).length > 0;

/** A policy comes to allow everything of a kind, or everybody. */
export const allowsAll: Condition = (before, after) => newGrants(before, after).some(isWildcard);

function newGrants(before: unknown, after: unknown): readonly string[] {
  const former = new Set(grants(before));
  return grants(after).filter((grant) => !former.has(grant));
}

function compare(before: unknown, after: unknown, measure: (value: unknown) => number | undefined): number {
  const [from, to] = [measure(before), measure(after)];
  return from === undefined || to === undefined ? 0 : to - from;
}

function number(value: unknown): number | undefined {
  if (typeof value === 'string' && !/^-?\d+(\.\d+)?$/.test(value)) return undefined;
  return typeof value === 'number' || typeof value === 'string' ? Number(value) : undefined;
}

function isSet(value: unknown): boolean {
  return !sameValue(value, undefined);
}

function isOn(value: unknown): boolean {
  return value === true || /^(true|enabled)$/i.test(String(value));
}
