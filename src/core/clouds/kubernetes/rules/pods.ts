/** Whether the pods of Brainstore find room on their nodes. */
import { nodePools } from '../../../requirements/rules/brainstore.ts';
import type { Rule } from '../../../rules/rule.ts';
import type { KubernetesFacts } from '../nodes.ts';
import { cacheRule } from './pod-cache.ts';
import { fitRule } from './pod-fits.ts';
import { smallRule } from './pod-small.ts';
import { maximumRule } from './pool-maximum.ts';

/**
 * One pod of Brainstore per node is no rule here: the chart's values forbid a second one by anti-affinity over all three
 * roles (`modules/kubernetes/values/brainstore.ts`), whatever the sizes are.
 */
export function podRules(facts: KubernetesFacts): readonly Rule[] {
  return nodePools.flatMap((pool) => [
    fitRule(facts, pool),
    cacheRule(facts, pool),
    smallRule(facts, pool),
    maximumRule(facts, pool),
  ]);
}
