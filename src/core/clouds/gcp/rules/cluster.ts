/** How the cluster is made, or reached. */
import { breachSeverity } from '../../../requirements/measure.ts';
import { parseRange } from '../../../rules/range.ts';
import type { Rule } from '../../../rules/rule.ts';
import { authorizedRangesRules } from '../../kubernetes/rules/authorized-ranges.ts';

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

const ranges = authorizedRangesRules({
  service: 'GKE',
  most: 100,
  otherwise: 'set cluster.access: dns',
  source: 'https://cloud.google.com/kubernetes-engine/docs/how-to/authorized-networks',
});

export const clusterRules: readonly Rule[] = [openControlPlane, ...ranges];
