import { grouped } from '../../../requirements/format.ts';
import type { NodePool } from '../../../requirements/rules/brainstore.ts';
import type { Rule } from '../../../rules/rule.ts';
import type { KubernetesFacts } from '../nodes.ts';
import { podFix } from '../pod-fix.ts';
import { cacheFor, cacheShare, podOf } from '../pods.ts';
import { namedNode, poolRuleId } from '../pool-node.ts';

export function cacheRule(facts: KubernetesFacts, pool: NodePool): Rule {
  const path = `brainstore.${pool.key}.pod.cacheGib`;
  const rule: Rule = {
    id: poolRuleId(pool, 'cache'),
    states: `The cache of ${pool.title} fills at most ${100 * cacheShare} % of the pod's volume, since it overshoots for moments.`,
    waivable: true,
    check: (subject) => {
      const node = namedNode(facts, pool, subject);
      const written = subject.config.brainstore[pool.key].pod;
      if (!node || written?.cacheGib === undefined) return [];
      const { volumeGib, cacheGib } = podOf(written, node.room);
      const most = cacheFor(volumeGib);
      if (cacheGib <= most) return [];
      return [
        {
          rule: rule.id,
          severity: 'error',
          message: `${pool.title}: a cache of ${grouped(cacheGib)} GiB on a volume of ${grouped(volumeGib)} GiB would fill it, and the pod would be evicted`,
          path,
          required: `at most ${grouped(most)} GiB`,
          found: `${grouped(cacheGib)} GiB`,
          nearest: String(most),
          fix: podFix(facts, pool, subject),
          source: 'https://github.com/braintrustdata/helm',
        },
      ];
    },
  };
  return rule;
}
