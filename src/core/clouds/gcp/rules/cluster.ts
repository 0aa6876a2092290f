/** How the cluster is made, or reached. */
import type { Breach } from '../../../findings/finding.ts';
import { breachSeverity } from '../../../requirements/measure.ts';
import { parseRange } from '../../../rules/range.ts';
import type { Rule } from '../../../rules/rule.ts';

const openControlPlane: Rule = {
  id: 'cluster/control-plane-open',
  states: 'The control plane is not open to every address.',
  waivable: true,
  check: ({ config }) => {
    const { access, authorizedRanges = [], existing } = config.cluster ?? {};
    if (access !== 'public' || existing) return [];
    const open = authorizedRanges.find((text) => parseRange(text)?.prefix === 0);
    if (authorizedRanges.length > 0 && open === undefined) return [];
    return [
      {
        rule: openControlPlane.id,
        severity: breachSeverity(config.profile),
        message: `the control plane has a public address${open === undefined ? ' and no list of ranges that may reach it' : ` that ${open} may reach`}, so every address in the world may`,
        path: open === undefined ? 'cluster.access' : 'cluster.authorizedRanges',
        required: 'ranges of your own, or another access',
        found: open ?? 'public',
        nearest: 'dns',
        fix: {
          text: 'set cluster.access: dns, or list your own ranges in cluster.authorizedRanges',
          set: [{ path: 'cluster.access', value: 'dns' }],
        },
        source: 'https://cloud.google.com/kubernetes-engine/docs/concepts/network-isolation',
      },
    ];
  },
};

const authorizedRanges: Rule = {
  id: 'cluster/authorized-ranges',
  states: 'Ranges that may reach the control plane are ranges, each named once.',
  check: ({ config }) => {
    const ranges = config.cluster?.authorizedRanges ?? [];
    return ranges.flatMap((text, index): readonly Breach[] => {
      const range = parseRange(text);
      const twice = ranges.indexOf(text) !== index;
      if (range?.canonical === text && !twice) return [];
      const path = `cluster.authorizedRanges[${index}]`;
      const base = { rule: authorizedRanges.id, path, found: text } as const;
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
      const set = [{ path: 'cluster.authorizedRanges', value: canonical(ranges) }];
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
          fix: { text: `set ${path}: ${range.canonical}`, set },
        },
      ];
    });
  },
};

function canonical(ranges: readonly string[]): readonly string[] {
  return [...new Set(ranges.map((text) => parseRange(text)?.canonical ?? text))];
}

/** https://cloud.google.com/kubernetes-engine/docs/how-to/authorized-networks */
const mostRanges = 100;

const manyRanges: Rule = {
  id: 'cluster/authorized-ranges-many',
  states: 'There are no more ranges that may reach the control plane than GKE takes.',
  check: ({ config }) => {
    const count = canonical(config.cluster?.authorizedRanges ?? []).length;
    if (count <= mostRanges) return [];
    return [
      {
        rule: manyRanges.id,
        severity: 'error',
        message: `${count} ranges may reach the control plane, GKE takes ${mostRanges}`,
        path: 'cluster.authorizedRanges',
        required: `at most ${mostRanges}`,
        found: String(count),
        fix: { text: 'put neighbouring ranges together, or set cluster.access: dns' },
        source: 'https://cloud.google.com/kubernetes-engine/docs/how-to/authorized-networks',
      },
    ];
  },
};

export const clusterRules: readonly Rule[] = [openControlPlane, authorizedRanges, manyRanges];
