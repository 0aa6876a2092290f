/** The one range that every finding about a network suggests: of a size that the cloud takes, private, and free. */
import { contains, overlap, parseRange, type Range, rangeAt, rangeBehind } from './range.ts';

/** https://www.rfc-editor.org/rfc/rfc1918 */
export const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'] as const;

/** Prefixes that a network may have: `least` is the largest network. */
export interface PrefixLimits {
  readonly least: number;
  readonly most: number;
}

/**
 * The range around `wanted` where it does, else the one behind one that is taken, else the first free private one; a smaller one
 * where there is none of that size.
 */
export function suggestedRange(
  wanted: Range,
  limits: PrefixLimits,
  taken: readonly Range[],
): Range | undefined {
  for (let prefix = withinLimits(wanted.prefix, limits); prefix <= limits.most; prefix++) {
    const found = freeRange(wanted, prefix, taken);
    if (found) return found;
  }
  return undefined;
}

function freeRange(wanted: Range, prefix: number, taken: readonly Range[]): Range | undefined {
  const near = [around(wanted, prefix), ...taken.map((range) => rangeBehind(range, prefix))].find(
    (candidate) => isPrivate(candidate) && !taken.some((range) => overlap(range, candidate)),
  );
  if (near) return near;
  for (const space of privateSpace) {
    const found = firstFree(space, prefix, taken);
    if (found) return found;
  }
  return undefined;
}

/** From the beginning of a space, over everything that is taken. */
function firstFree(space: Range, prefix: number, taken: readonly Range[]): Range | undefined {
  let candidate = around(space, prefix);
  while (contains(space, candidate)) {
    const obstacle = taken.find((range) => overlap(range, candidate));
    if (!obstacle) return candidate;
    candidate = rangeBehind(obstacle.last > candidate.last ? obstacle : candidate, prefix);
  }
  return undefined;
}

export function isPrivate(range: Range): boolean {
  return privateSpace.some((space) => contains(space, range));
}

const privateSpace = privateRanges.flatMap((text) => parseRange(text) ?? []);

function withinLimits(prefix: number, { least, most }: PrefixLimits): number {
  return Math.min(Math.max(prefix, least), most);
}

/** The range of this size on whose boundary `range` begins or lies. */
function around(range: Range, prefix: number): Range {
  const size = 2 ** (32 - prefix);
  return rangeAt(Math.floor(range.first / size) * size, prefix);
}
