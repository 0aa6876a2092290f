/** Address ranges, the same on every cloud. */
import type { Config } from '../config/schema.ts';
import type { Breach, Fix } from '../findings/finding.ts';
import { overlap, parseRange, type Range } from './range.ts';
import type { Rule } from './rule.ts';
import { isPrivate, privateRanges, suggestedRange } from './suggested-range.ts';

interface Network {
  readonly title: string;
  readonly path: string;
  readonly text: string;
}

/** The networks that are deployed. */
export function networksOf({ network }: Config): readonly Network[] {
  const main = { title: 'the main network', path: 'network.cidr', text: network.cidr };
  if (!network.quarantine?.enabled) return [main];
  const { cidr } = network.quarantine;
  return [main, { title: 'the quarantine network', path: 'network.quarantine.cidr', text: cidr }];
}

/** What a finding suggests, if there is a range to suggest. */
export function towards(path: string, range: Range | undefined): Pick<Breach, 'nearest' | 'fix'> {
  return range ? { nearest: range.canonical, fix: rangeFix(path, range) } : {};
}

function rangeFix(path: string, range: Range): Fix {
  return { text: `set ${path}: ${range.canonical}`, set: [{ path, value: range.canonical }] };
}

const invalid: Rule = {
  id: 'network/range-invalid',
  states: 'A range is made of four numbers up to 255 and a prefix up to 32, and starts on its own boundary.',
  check: ({ config }) => networksOf(config).flatMap(invalidRange),
};

function invalidRange({ title, path, text }: Network): readonly Breach[] {
  const range = parseRange(text);
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
      ...towards(path, range),
    },
  ];
}

const overlapping: Rule = {
  id: 'network/range-overlap',
  states: 'The main and the quarantine network do not overlap.',
  check: ({ config, cloud }) => {
    const [main, quarantine] = networksOf(config).map(({ path, text }) => ({
      path,
      text,
      range: parseRange(text),
    }));
    if (!main?.range || !quarantine?.range || !overlap(main.range, quarantine.range)) return [];
    const free = suggestedRange(quarantine.range, cloud.catalogue.networkPrefix, main.range);
    return [
      {
        rule: overlapping.id,
        severity: 'error',
        message: `the quarantine network ${quarantine.text} overlaps the main network ${main.text}; user-defined functions must not share addresses with the data stores`,
        path: quarantine.path,
        found: quarantine.text,
        ...towards(quarantine.path, free),
      },
    ];
  },
};

const publicRange: Rule = {
  id: 'network/range-public',
  states: 'Networks use private addresses.',
  check: ({ config }) =>
    networksOf(config).flatMap(({ title, path, text }) => {
      const range = parseRange(text);
      if (!range || isPrivate(range)) return [];
      return [
        {
          rule: publicRange.id,
          severity: 'warning',
          message: `${title}: ${text} is not private, so hosts on the internet with these addresses cannot be reached from it`,
          path,
          required: privateRanges.join(', '),
          found: text,
          fix: { text: `set ${path} to a range within ${privateRanges.join(', ')}` },
          source: 'https://www.rfc-editor.org/rfc/rfc1918',
        } as const,
      ];
    }),
};

export const networkRules: readonly Rule[] = [invalid, overlapping, publicRange];
