import { nearest } from '../../../config/nearest.ts';
import type { Rule } from '../../../rules/rule.ts';

export interface Regions {
  /** Such as `Google Cloud`. */
  readonly title: string;
  readonly known: readonly string[];
  readonly example: string;
  /** How a region is named that has come since. */
  readonly plausible: RegExp;
  /** What a person may have meant, in the form of a region. */
  readonly meant: (text: string) => string;
  readonly source: string;
}

export function regionRule({ title, known, example, plausible, meant, source }: Regions): Rule {
  const rule: Rule = {
    id: 'config/region',
    states: `The region is one of ${title}, or at least named like one.`,
    check: ({ config }) => {
      const found = config.region;
      if (known.includes(found)) return [];
      const similar = nearest(meant(found), known);
      return [
        {
          rule: rule.id,
          // A new region may have come since.
          severity: plausible.test(found) && similar === undefined ? 'warning' : 'error',
          message: `${found} is not among the known regions of ${title}${similar ? `; the nearest is ${similar}` : ''}`,
          path: 'region',
          required: `a region such as ${example}`,
          found,
          ...(similar === undefined
            ? { fix: { text: 'check the name against the list of regions' } }
            : {
                nearest: similar,
                fix: { text: `set region: ${similar}`, set: [{ path: 'region', value: similar }] },
              }),
          source,
        },
      ];
    },
  };
  return rule;
}
