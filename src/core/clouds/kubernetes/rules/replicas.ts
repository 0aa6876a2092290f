import { fixOf } from '../../../requirements/machines.ts';
import type { Rule } from '../../../rules/rule.ts';

/** The managed caches of these clouds have one standby, or none. */
export function replicasRule(source: string): Rule {
  const path = 'redis.replicas';
  const rule: Rule = {
    id: 'redis/replicas',
    states: 'The cache has one replica or none: a standby in another zone, or a single machine.',
    check: ({ config }) => {
      const { replicas } = config.redis;
      if (replicas <= 1) return [];
      return [
        {
          rule: rule.id,
          severity: 'error',
          message: `${replicas} replicas of the cache: more than a standby would only serve reads, which the data plane sends to the primary`,
          path,
          required: '0 or 1',
          found: String(replicas),
          nearest: '1',
          fix: fixOf([{ path, value: 1 }]),
          source,
        },
      ];
    },
  };
  return rule;
}
