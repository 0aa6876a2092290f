/** The ranges of a deployment, and the one range for each that every finding about it suggests. */
import { overlap, parseRange, type Range } from './range.ts';
import { type PrefixLimits, suggestedRange } from './suggested-range.ts';

export interface AddressRange {
  /** Plain words, such as `the main network`. */
  readonly title: string;
  readonly path: string;
  readonly text: string;
  readonly limits: PrefixLimits;
  /** Why it may not be smaller, such as `for its four subnets`. */
  readonly tooSmall: string;
  /** Why it may not be larger, such as `the largest network of AWS`. */
  readonly tooLarge: string;
  /** Why it has to be apart from the others. */
  readonly apart: string;
  readonly source: string;
}

/** What a cloud says of addresses. */
export interface AddressSpace {
  /** Taken as private beyond RFC 1918. */
  readonly alsoPrivate: readonly string[];
  /** Ranges that nothing may overlap, with the reason. */
  readonly reserved: readonly { readonly text: string; readonly why: string; readonly source: string }[];
}

/**
 * What each range should be, in order: itself where nothing is wrong with it, else the nearest that has the right size and is
 * apart from those before it, as they are and as they are suggested, and from those behind it that are right. So what is right
 * stays where it is, and following all suggestions leaves nothing that overlaps.
 */
export function suggestedRanges(
  ranges: readonly AddressRange[],
  { reserved }: AddressSpace,
): readonly (Range | undefined)[] {
  const kept = reserved.flatMap(({ text }) => parseRange(text) ?? []);
  const written = ranges.map(({ text }) => parseRange(text));
  const right = written.map((range, index) => {
    const before = [...kept, ...written.slice(0, index).filter((other) => other !== undefined)];
    return range && hasSize(range, ranges[index]) && isApart(range, before) ? range : undefined;
  });
  const taken: Range[] = [];
  return ranges.map((wanted, index) => {
    const range = written[index];
    if (!range) return undefined;
    const behind = right.slice(index + 1).filter((other) => other !== undefined);
    const fits = hasSize(range, wanted) && isApart(range, [...taken, ...kept]);
    const target = fits
      ? range
      : (suggestedRange(range, wanted.limits, [...taken, ...behind, ...kept]) ??
        suggestedRange(range, wanted.limits, [...taken, ...kept]));
    taken.push(range, ...(target ? [target] : []));
    return target;
  });
}

function hasSize({ prefix }: Range, wanted: AddressRange | undefined): boolean {
  return wanted !== undefined && prefix >= wanted.limits.least && prefix <= wanted.limits.most;
}

function isApart(range: Range, others: readonly Range[]): boolean {
  return !others.some((other) => overlap(other, range));
}
