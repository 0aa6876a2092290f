/**
 * Which attributes differ, without their secrets. `show -json` has sensitive values in clear; this is the one place where
 * they are masked.
 */
import type { RawChange } from '../terraform/plan-document.ts';
import type { AttributeChange } from './model.ts';

const sensitive = '(sensitive)';
const unknown = '(known after apply)';
const longestValue = 80;

/** Differing leaves in the order of their names; those that force a replacement first. `hide` masks known secrets by value. */
export function changedAttributes(
  change: RawChange,
  hide: (text: string) => string = (text) => text,
): readonly AttributeChange[] {
  const forcing = forcingPaths(change);
  const found: AttributeChange[] = [];
  compare(
    {
      before: change.before,
      after: change.after,
      unknown: change.after_unknown,
      hiddenBefore: change.before_sensitive,
      hiddenAfter: change.after_sensitive,
    },
    '',
    found,
    hide,
  );
  const forces = (path: string) =>
    forcing.some(
      (forced) => path === forced || path.startsWith(`${forced}.`) || forced.startsWith(`${path}.`),
    );
  return found
    .map((attribute) => ({ ...attribute, forces: forces(attribute.path) }))
    .sort((a, b) => Number(b.forces) - Number(a.forces) || (a.path < b.path ? -1 : 1));
}

export function forcingPaths(change: RawChange): readonly string[] {
  return [...new Set((change.replace_paths ?? []).map((path) => path.join('.')))].sort();
}

/** Marks may sit anywhere below; a whole block that is not known is one path. */
export function unknownPaths(marks: unknown, path = ''): readonly string[] {
  if (marks === true) return path === '' ? [] : [path];
  if (!isTree(marks)) return [];
  return Object.entries(marks).flatMap(([key, mark]) =>
    unknownPaths(mark, path === '' ? key : `${path}.${key}`),
  );
}

interface Sides {
  readonly before: unknown;
  readonly after: unknown;
  readonly unknown: unknown;
  readonly hiddenBefore: unknown;
  readonly hiddenAfter: unknown;
}

function compare(sides: Sides, path: string, found: AttributeChange[], hide: (text: string) => string): void {
  const { before, after } = sides;
  const hidden = sides.hiddenBefore === true || sides.hiddenAfter === true;
  const isUnknown = sides.unknown === true;
  if (
    !hidden &&
    !isUnknown &&
    isTree(before) &&
    isTree(after) &&
    Array.isArray(before) === Array.isArray(after)
  ) {
    for (const key of keysOf(before, after, sides.unknown)) {
      compare(
        {
          before: at(before, key),
          after: at(after, key),
          unknown: at(sides.unknown, key),
          hiddenBefore: at(sides.hiddenBefore, key),
          hiddenAfter: at(sides.hiddenAfter, key),
        },
        path === '' ? key : `${path}.${key}`,
        found,
        hide,
      );
    }
    return;
  }
  if (!isUnknown && sameValue(before, after)) return;
  found.push({
    path,
    before: show(before, sides.hiddenBefore, hide),
    after: isUnknown ? unknown : show(after, sides.hiddenAfter, hide),
    forces: false,
  });
}

/** Null, empty text, empty list and empty map are one and the same to a person, and providers swap them freely. */
export function sameValue(a: unknown, b: unknown): boolean {
  return isEmpty(a) ? isEmpty(b) : stable(a) === stable(b);
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.values(value).every(isEmpty);
}

function stable(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) =>
    isTree(item) && !Array.isArray(item) ? Object.fromEntries(Object.entries(item).sort()) : item,
  );
}

/** A mark may sit anywhere below: one sensitive leaf hides the whole text of what contains it. */
function show(value: unknown, marks: unknown, hide: (text: string) => string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (hasMark(marks)) return sensitive;
  const text = hide(typeof value === 'string' ? value : JSON.stringify(value));
  // Half of a sign that takes two units is no text.
  return text.length > longestValue
    ? `${text.slice(0, longestValue).replace(/[\ud800-\udbff]$/, '')}…`
    : text;
}

/** True for a shown value of which the end is missing. */
export function isShortened(shown: string): boolean {
  return shown.length >= longestValue && shown.endsWith('…');
}

function hasMark(marks: unknown): boolean {
  return marks === true || (isTree(marks) && Object.values(marks).some(hasMark));
}

type Tree = Readonly<Record<string, unknown>> | readonly unknown[];

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null;
}

function keysOf(...trees: readonly unknown[]): readonly string[] {
  return [...new Set(trees.filter(isTree).flatMap((tree) => Object.keys(tree)))].sort();
}

function at(tree: unknown, key: string): unknown {
  if (tree === true) return true;
  return isTree(tree) ? (tree as Record<string, unknown>)[key] : undefined;
}
