/** What Azure Managed Redis accepts. */
import { findType, fixOf } from '../../../requirements/machines.ts';
import { cache } from '../../../requirements/rules/redis.ts';
import type { Rule } from '../../../rules/rule.ts';
import { replicasRule } from '../../kubernetes/rules/replicas.ts';

const source = 'https://learn.microsoft.com/azure/redis/architecture#cluster-policies';
/** GB; `source`. */
const mostUnclustered = 25;
/** https://learn.microsoft.com/azure/redis/best-practices-flash-optimized */
const clusteredOnly = /^FlashOptimized_/;

const clustering: Rule = {
  id: 'redis/clustering',
  states: `A cache without clustering has ${mostUnclustered} GB at most, and is no Flash Optimized one.`,
  check: (subject) => {
    const path = 'redis.clustering';
    const type = findType(cache, subject);
    if (subject.config.redis.clustering !== 'none' || type?.memoryGib === undefined) return [];
    const large = type.memoryGib > mostUnclustered;
    if (!large && !clusteredOnly.test(type.name)) return [];
    return [
      {
        rule: clustering.id,
        severity: 'error',
        message: `the cache: ${type.name} has ${large ? `${type.memoryGib} GB` : 'flash storage'}, without clustering ${large ? `there are ${mostUnclustered} at most` : 'there is none'}`,
        path,
        required: 'enterprise, or a smaller cache',
        found: 'none',
        nearest: 'enterprise',
        fix: fixOf([{ path, value: 'enterprise' }]),
        source,
      },
    ];
  },
};

export const cacheRules: readonly Rule[] = [
  clustering,
  replicasRule('https://learn.microsoft.com/azure/redis/high-availability'),
];
