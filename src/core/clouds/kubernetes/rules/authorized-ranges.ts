/** Ranges that may reach the control plane. */
import type { Breach } from '../../../findings/finding.ts';
import { parseRange } from '../../../rules/range.ts';
import type { Rule } from '../../../rules/rule.ts';

const path = 'cluster.authorizedRanges';

export interface RangeLimit {
  /** Such as `GKE`. */
  readonly service: string;
  /** As many as the service takes. */
  readonly most: number;
  /** What to do beside putting ranges together, such as `set cluster.access: dns`. */
  readonly otherwise: string;
  readonly source: string;
}

export function authorizedRangesRules(limit: RangeLimit): readonly Rule[] {
  return [soundRule, manyRule(limit)];
}

const soundRule: Rule = {
  id: 'cluster/authorized-ranges',
  states: 'Ranges that may reach the control plane are ranges, each named once.',
  check: ({ config }) => {
    const ranges = config.cluster?.authorizedRanges ?? [];
    return ranges.flatMap((text, index): readonly Breach[] => {
      const range = parseRange(text);
      const twice = ranges.indexOf(text) !== index;
      if (range?.canonical === text && !twice) return [];
      const at = `${path}[${index}]`;
      const base = { rule: soundRule.id, path: at, found: text } as const;
      if (!range) {
        return [
          {
            ...base,
            severity: 'error',
            message: `${text} is not an IPv4 range`,
            fix: { text: 'write a range such as 203.0.113.0/24' },
          },
        ];
      }
      const set = [{ path, value: canonical(ranges) }];
      if (twice)
        return [
          {
            ...base,
            severity: 'warning',
            message: `${text} is named twice`,
            fix: { text: 'remove it', set },
          },
        ];
      return [
        {
          ...base,
          severity: 'error',
          message: `${text} has bits set behind its prefix; the range is ${range.canonical}`,
          nearest: range.canonical,
          fix: { text: `set ${at}: ${range.canonical}`, set },
        },
      ];
    });
  },
};

function canonical(ranges: readonly string[]): readonly string[] {
  return [...new Set(ranges.map((text) => parseRange(text)?.canonical ?? text))];
}

function manyRule({ service, most, otherwise, source }: RangeLimit): Rule {
  const rule: Rule = {
    id: 'cluster/authorized-ranges-many',
    states: `There are no more ranges that may reach the control plane than ${service} takes.`,
    check: ({ config }) => {
      const count = canonical(config.cluster?.authorizedRanges ?? []).length;
      if (count <= most) return [];
      return [
        {
          rule: rule.id,
          severity: 'error',
          message: `${count} ranges may reach the control plane, ${service} takes ${most}`,
          path,
          required: `at most ${most}`,
          found: String(count),
          fix: { text: `put neighbouring ranges together, or ${otherwise}` },
          source,
        },
      ];
    },
  };
  return rule;
}
