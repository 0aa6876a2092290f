/** A version range in terraform's notation: https://developer.hashicorp.com/terraform/language/expressions/version-constraints */

/** From `first` up to, but without, `end`; versions as one number each. What `!=` leaves out is not left out. */
export interface VersionRange {
  readonly first: number;
  readonly end: number;
}

const constraint = /^(=|!=|>=?|<=?|~>)? *([0-9]+(?:\.[0-9]+){0,2})$/;

/** Constraints with a comma between them hold together. Undefined where the text is none. */
export function parseVersionRange(text: string): VersionRange | undefined {
  const parts = text.split(',').map((part) => oneRange(part.trim()));
  return parts.reduce((all, part) => all && part && common(all, part), every);
}

export function common(one: VersionRange, other: VersionRange): VersionRange {
  return { first: Math.max(one.first, other.first), end: Math.min(one.end, other.end) };
}

export function isEmpty({ first, end }: VersionRange): boolean {
  return first >= end;
}

/** Such as `6.50.0`. */
export function versionText(number: number): string {
  return [base ** 2, base, 1].map((unit) => Math.floor(number / unit) % base).join('.');
}

/** No part of a version is as large as this. */
const base = 100_000;
const every: VersionRange = { first: 0, end: Number.POSITIVE_INFINITY };

function oneRange(text: string): VersionRange | undefined {
  const [, operator = '=', version] = constraint.exec(text) ?? [];
  if (version === undefined) return undefined;
  const parts = version.split('.').map(Number);
  const number = numberOf(parts);
  switch (operator) {
    case '>=':
      return { ...every, first: number };
    case '>':
      return { ...every, first: number + 1 };
    case '<':
      return { ...every, end: number };
    case '<=':
      return { ...every, end: number + 1 };
    case '~>':
      return { first: number, end: endOf(parts) };
    case '!=':
      return every;
    default:
      return { first: number, end: number + 1 };
  }
}

/** The last part may rise, those before it may not. */
function endOf(parts: readonly number[]): number {
  const fixed = parts.slice(0, -1);
  const last = fixed.at(-1);
  return last === undefined ? every.end : numberOf([...fixed.slice(0, -1), last + 1]);
}

function numberOf([major = 0, minor = 0, patch = 0]: readonly number[]): number {
  return (major * base + minor) * base + patch;
}
