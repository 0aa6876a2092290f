/**
 * What of a plan says what it does, to be kept as a fixture: resources that change, and of each the leaves that differ.
 * Secrets are not in it.
 */
import { gunzipSync, gzipSync } from 'node:zlib';
import { sameValue } from '../../src/core/plan/attributes.ts';
import type { PlanDocument, RawChange, RawResourceChange } from '../../src/core/terraform/plan-document.ts';

/** `only` picks addresses; it is for plans that change so much that the rest would bury what they are kept for. */
export function trimmedPlan(
  { format_version, resource_changes = [] }: PlanDocument,
  only: RegExp = /./,
): PlanDocument {
  return {
    format_version,
    resource_changes: resource_changes
      .filter(({ mode, change }) => mode === 'managed' && change.actions.join() !== 'no-op')
      .filter(({ address }) => only.test(address))
      .map(trimmedResource),
  };
}

function trimmedResource({ address, mode, type, action_reason, change }: RawResourceChange) {
  const { actions, replace_paths: forcing } = change;
  return {
    address,
    mode,
    type,
    ...(action_reason === undefined ? {} : { action_reason }),
    change: {
      actions,
      ...trimmedValues(change),
      ...(forcing === undefined ? {} : { replace_paths: forcing }),
    },
  };
}

/** The same place in all five trees of a change. */
type Sides = Readonly<Record<(typeof names)[number], unknown>>;

const names = ['before', 'after', 'after_unknown', 'before_sensitive', 'after_sensitive'] as const;

function trimmedValues(change: RawChange): Partial<Sides> {
  // Nothing is read of what goes but that it goes.
  if (change.actions.join() === 'delete') return { before: {}, after: null };
  const sides = Object.fromEntries(names.map((name) => [name, change[name]])) as Sides;
  const kept = trimmedSides(sides, '', change);
  const empty = { before: change.before === null ? null : {}, after: {} };
  return kept === undefined ? empty : withoutAbsent(kept);
}

/** Undefined where nothing is worth to be kept. */
function trimmedSides(sides: Sides, path: string, change: RawChange): Partial<Sides> | undefined {
  const { before, after, after_unknown: unknown, before_sensitive: hidden, after_sensitive: hiding } = sides;
  const forces = (change.replace_paths ?? []).some((forcing) => forcing.join('.') === path);
  const open = hidden !== true && hiding !== true && unknown !== true && !forces;
  if (open && [before, after].some(isBlock) && [before, after].every((side) => isBlock(side) || isNone(side)))
    return trimmedBlock(sides, path, change);
  // Of something made anew every computed attribute is unknown.
  const told = unknown === true ? isUpdate(change) : !isSame(before, after, change);
  if (!forces && !told) return undefined;
  if (path === 'user_data') return { ...sides, ...differingSettings(before, after) };
  return { ...sides, before: masked(before, hidden, 'former'), after: masked(after, hiding, 'new') };
}

function isUpdate({ actions }: RawChange): boolean {
  return actions.join() === 'update';
}

/** What the cloud sets by itself is not known of something made anew. */
function isSame(before: unknown, after: unknown, change: RawChange): boolean {
  const isDefault = !isUpdate(change) && (before === false || before === 0) && isNone(after);
  return isDefault || sameValue(before, after);
}

function trimmedBlock(sides: Sides, path: string, change: RawChange): Partial<Sides> | undefined {
  const keys = [...new Set(names.flatMap((name) => Object.keys(treeOf(sides[name]))))].sort();
  const kept = keys.flatMap((key) => {
    const inner = Object.fromEntries(names.map((name) => [name, treeOf(sides[name])[key]])) as Sides;
    const trimmed = trimmedSides(inner, path === '' ? key : `${path}.${key}`, change);
    return trimmed === undefined ? [] : [[key, trimmed] as const];
  });
  if (kept.length === 0) return undefined;
  const isList = Array.isArray(sides.before ?? sides.after);
  return Object.fromEntries(
    names.flatMap((name) => {
      if (!isTree(sides[name])) return [[name, sides[name]]];
      const parts = kept.flatMap(([key, inner]) => (inner[name] === undefined ? [] : [[key, inner[name]]]));
      return [[name, isList ? parts.map(([, part]) => part) : Object.fromEntries(parts)]];
    }),
  );
}

/** An object, or the list of one that stands for a nested block. Longer lists are values: their elements have no names. */
function isBlock(value: unknown): boolean {
  return Array.isArray(value) ? value.length === 1 && isTree(value[0]) : isTree(value);
}

function isNone(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

function masked(value: unknown, marks: unknown, which: string): unknown {
  if (isNone(value) || marks === undefined || marks === false) return value;
  if (marks === true) return `the ${which} secret`;
  if (!isTree(value) || !isTree(marks)) return value;
  const inner = Object.entries(value).map(([key, item]) => [key, masked(item, treeOf(marks)[key], which)]);
  return Array.isArray(value) ? inner.map(([, item]) => item) : Object.fromEntries(inner);
}

/** Marks that mark nothing are no different from none. */
function withoutAbsent({ before, after, ...marks }: Partial<Sides>): Partial<Sides> {
  const marking = Object.entries(marks).filter(([, side]) => hasMark(side));
  return { before, after, ...Object.fromEntries(marking) };
}

function hasMark(marks: unknown): boolean {
  return marks === true || Object.values(treeOf(marks)).some(hasMark);
}

/**
 * Of the script that starts a node of AWS, see `modules/aws/brainstore/start-script.ts`, what differs in its environment.
 * Nothing of the former one where the new one is not known.
 */
function differingSettings(before: unknown, after: unknown) {
  if (after === undefined) return { before: '' };
  const [former, now] = [environmentOf(before), environmentOf(after)];
  const script = (settings: Tree, other: Tree) => {
    const environment = Object.entries(settings).filter(([key, value]) => !sameValue(value, other[key]));
    // Not compressed, so that every version of zlib gives the same bytes.
    const text = JSON.stringify({ environment: Object.fromEntries(environment) });
    return gzipSync(`${text}\n`, { level: 0 }).toString('base64');
  };
  return { before: script(former, now), after: script(now, former) };
}

function environmentOf(script: unknown): Tree {
  const lines = gunzipSync(Buffer.from(String(script), 'base64'))
    .toString('utf8')
    .split('\n');
  const settings = lines.find((line) => line.startsWith('{"')) ?? '{}';
  return treeOf((JSON.parse(settings) as { environment?: unknown }).environment);
}

type Tree = Readonly<Record<string, unknown>>;

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null;
}

function treeOf(value: unknown): Tree {
  return isTree(value) ? value : {};
}
