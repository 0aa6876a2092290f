import { fixOf } from '../../../requirements/machines.ts';
import { type NodePool, nodesNeeded, pools } from '../../../requirements/rules/brainstore.ts';
import { least } from '../../../requirements/tables.ts';
import type { Rule } from '../../../rules/rule.ts';
import type { KubernetesFacts } from '../nodes.ts';
import { poolRuleId } from '../pool-node.ts';

export function maximumRule(facts: KubernetesFacts, pool: NodePool): Rule {
  const path = `brainstore.${pool.key}.maxNodes`;
  const rule: Rule = {
    id: poolRuleId(pool, 'max-nodes'),
    states: `The pool of ${pool.title} may have twice as many nodes as pods, since a new release starts all new pods before it stops the old ones.`,
    check: ({ config }) => {
      const { count, maxNodes } = config.brainstore[pool.key];
      const needed = nodesNeeded(count);
      if (!facts.hasPools(config) || maxNodes === undefined || maxNodes >= needed) return [];
      // For as many as there have to be.
      const required = pools.find(({ key }) => key === pool.key)?.count;
      const enough = nodesNeeded(Math.max(count, (required && least(required, config.profile)) ?? 0));
      return [
        {
          rule: rule.id,
          severity: 'error',
          message: `${pool.title}: the pool ends at ${maxNodes} nodes, a new release needs ${needed} for ${count} pods and the ones that follow them`,
          path,
          required: `at least ${needed}`,
          found: String(maxNodes),
          nearest: String(enough),
          fix: fixOf([{ path, value: enough }]),
          source: 'https://github.com/braintrustdata/helm',
        },
      ];
    },
  };
  return rule;
}
