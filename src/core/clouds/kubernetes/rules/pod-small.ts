import type { Breach } from '../../../findings/finding.ts';
import { breachSeverity } from '../../../requirements/measure.ts';
import type { NodePool } from '../../../requirements/rules/brainstore.ts';
import { requirements } from '../../../requirements/tables.ts';
import type { Rule } from '../../../rules/rule.ts';
import type { KubernetesFacts } from '../nodes.ts';
import { neededOf, podFix, smallSizes } from '../pod-fix.ts';
import { amount, namedNode } from '../pool-node.ts';

/** The documents speak of the machine; a pod that takes a part of it alone would make them hold on paper only. */
export function smallRule(facts: KubernetesFacts, pool: NodePool): Rule {
  const { vcpus, memory, storage } = requirements.brainstore;
  const sources = { cpu: vcpus, memoryGib: memory, volumeGib: storage } as const;
  const rule: Rule = {
    id: `requirements/${pool.component}-pod`,
    states: `A pod of ${pool.title} takes what is required, or all that its node has for it.`,
    waivable: true,
    check: (subject) => {
      const node = namedNode(facts, pool, subject);
      const written = subject.config.brainstore[pool.key].pod;
      if (!node || !written) return [];
      const needed = neededOf(subject);
      const { profile } = subject.config;
      return smallSizes(written, node.room, needed).map((size): Breach => {
        const enough = Math.min(needed[size], node.room[size]);
        return {
          rule: rule.id,
          severity: breachSeverity(profile),
          message: `${pool.title}: a pod takes ${amount(size, written[size] ?? 0)}, ${profile} needs ${amount(size, enough)}${Number.isFinite(node.room[size]) ? ` of the ${amount(size, node.room[size])} that ${node.name} has for it` : ''}`,
          path: `brainstore.${pool.key}.pod.${size}`,
          required: `at least ${amount(size, enough)}`,
          found: amount(size, written[size] ?? 0),
          fix: podFix(facts, pool, subject),
          source: sources[size].source,
        };
      });
    },
  };
  return rule;
}
