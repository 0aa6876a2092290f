/** Address ranges, the same on every cloud. Which there are, and how large they may be, the cloud says. */
import type { Breach, Fix } from '../findings/finding.ts';
import { type AddressRange, suggestedRanges } from './address-range.ts';
import { contains, overlap, parseRange, type Range } from './range.ts';
import type { Rule, Subject } from './rule.ts';
import { isPrivate, privateRanges } from './suggested-range.ts';

interface Judged extends AddressRange {
  readonly range: Range | undefined;
  /** What every finding about it suggests. */
  readonly target: Range | undefined;
}

function rangesOf({ config, cloud }: Subject): readonly Judged[] {
  const ranges = cloud.catalogue.networks(config);
  const targets = suggestedRanges(ranges, cloud.catalogue.addressSpace);
  return ranges.map((range, index) => ({ ...range, range: parseRange(range.text), target: targets[index] }));
}

function towards(path: string, range: Range | undefined): Pick<Breach, 'nearest' | 'fix'> {
  if (!range) return { fix: { text: `set ${path} to a range that is free` } };
  return { nearest: range.canonical, fix: rangeFix(path, range) };
}

function rangeFix(path: string, range: Range): Fix {
  return { text: `set ${path}: ${range.canonical}`, set: [{ path, value: range.canonical }] };
}

const invalid: Rule = {
  id: 'network/range-invalid',
  states: 'A range is made of four numbers up to 255 and a prefix up to 32, and starts on its own boundary.',
  check: (subject) => rangesOf(subject).flatMap(invalidRange),
};

function invalidRange({ title, path, text, range, target }: Judged): readonly Breach[] {
  if (range?.canonical === text) return [];
  const base = { rule: invalid.id, severity: 'error', path, found: text } as const;
  if (!range) {
    return [
      {
        ...base,
        message: `${title}: ${text} is not an IPv4 range`,
        required: 'four numbers up to 255, a slash and a prefix up to 32',
        fix: { text: 'write a range such as 10.175.0.0/21' },
      },
    ];
  }
  const leadingZeros = /(^|[./])0[0-9]/.test(text);
  return [
    {
      ...base,
      message: `${title}: ${text} has ${leadingZeros ? 'leading zeros' : 'bits set behind its prefix'}; the range is ${range.canonical}`,
      ...towards(path, target),
    },
  ];
}

const size: Rule = {
  id: 'network/range-size',
  states: 'A range is as large as what is in it needs, and no larger than the cloud takes.',
  check: (subject) =>
    rangesOf(subject).flatMap((judged): readonly Breach[] => {
      const { title, path, text, limits, range, target } = judged;
      const { least, most } = limits;
      if (!range || (range.prefix >= least && range.prefix <= most)) return [];
      return [
        {
          rule: size.id,
          severity: 'error',
          message:
            range.prefix > most
              ? `${title}: ${text} is too small ${judged.tooSmall}; a /${most}${least === most ? '' : ' or larger'} is needed`
              : `${title}: ${text} is larger than ${judged.tooLarge}, a /${least}`,
          path,
          required: least === most ? `/${most}` : `/${least} to /${most}`,
          found: `/${range.prefix}`,
          ...towards(path, target),
          source: judged.source,
        },
      ];
    }),
};

const overlapping: Rule = {
  id: 'network/range-overlap',
  states: 'No two ranges of the deployment overlap.',
  check: (subject) => {
    const ranges = rangesOf(subject);
    return ranges.flatMap(({ title, path, text, range, target, apart }, index): readonly Breach[] => {
      const other = ranges
        .slice(0, index)
        .find((before) => range && before.range && overlap(before.range, range));
      if (!other) return [];
      return [
        {
          rule: overlapping.id,
          severity: 'error',
          message: `${title} ${text} overlaps ${other.title} ${other.text}; ${apart}`,
          path,
          found: text,
          ...towards(path, target),
        },
      ];
    });
  },
};

const reservedRange: Rule = {
  id: 'network/range-reserved',
  states: 'No range overlaps one that the cloud keeps to itself.',
  check: (subject) =>
    rangesOf(subject).flatMap(({ title, path, text, range, target }) =>
      subject.cloud.catalogue.addressSpace.reserved.flatMap((reserved): readonly Breach[] => {
        if (!range || !overlaps(reserved.text, range)) return [];
        return [
          {
            rule: reservedRange.id,
            severity: 'error',
            message: `${title}: ${text} overlaps ${reserved.text}, ${reserved.why}`,
            path,
            found: text,
            ...towards(path, target),
            source: reserved.source,
          },
        ];
      }),
    ),
};

const publicRange: Rule = {
  id: 'network/range-public',
  states: 'Networks use private addresses.',
  check: (subject) => {
    const { alsoPrivate: more, reserved } = subject.cloud.catalogue.addressSpace;
    const space = [...privateRanges, ...more].join(', ');
    return rangesOf(subject).flatMap(({ title, path, text, range }): readonly Breach[] => {
      if (!range || isPrivate(range) || isWithin(more, range)) return [];
      // That it cannot be had at all is told already.
      if (reserved.some((kept) => overlaps(kept.text, range))) return [];
      return [
        {
          rule: publicRange.id,
          severity: 'warning',
          message: `${title}: ${text} is not private, so hosts on the internet with these addresses cannot be reached from it`,
          path,
          required: space,
          found: text,
          fix: { text: `set ${path} to a range within ${space}` },
          source: 'https://www.rfc-editor.org/rfc/rfc1918',
        },
      ];
    });
  },
};

function overlaps(text: string, range: Range): boolean {
  const other = parseRange(text);
  return other !== undefined && overlap(other, range);
}

function isWithin(spaces: readonly string[], range: Range): boolean {
  return spaces.some((text) => {
    const space = parseRange(text);
    return space !== undefined && contains(space, range);
  });
}

export const networkRules: readonly Rule[] = [invalid, size, overlapping, reservedRange, publicRange];
