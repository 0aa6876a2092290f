import type { Rule, Subject } from '../../rules/rule.ts';
import type { CacheType } from '../catalogue.ts';
import { fixOf, type Machine, machineRules, shortfall } from '../machines.ts';
import type { Measure } from '../measure.ts';
import { cacheMeasures } from '../measures.ts';
import { least, requirements } from '../tables.ts';
import { versionRule } from './version.ts';

export const cache: Machine<CacheType> = {
  component: 'redis',
  title: 'the cache',
  path: 'redis.instanceType',
  name: (config) => config.redis.instanceType,
  types: (catalogue) => catalogue.caches,
  spelling: (catalogue) => catalogue.spellings.caches,
  measures: cacheMeasures,
};

/** Where a cache is told by its memory instead of by a machine type, the rules of the same names hold for that. */
function sized(rule: Rule): Rule {
  const measure = cacheMeasures.find(({ what }) => rule.id === `requirements/redis-${what}`);
  if (!measure) return rule;
  return { ...rule, check: (subject) => [...rule.check(subject), ...judgeSized(measure, rule.id, subject)] };
}

function judgeSized(measure: Measure<CacheType>, rule: string, { config, cloud }: Subject) {
  if (config.redis.instanceType !== undefined) return [];
  const type = cloud.catalogue.cacheOf?.(config);
  const verdict = type && measure.judge(type, config.profile);
  if (!verdict || verdict.kind === 'passes') return [];
  const path = 'redis.memoryGb';
  const breach = { ...shortfall(cache.title, measure, config.profile, type, verdict), rule, path };
  // More memory is all that can be asked for.
  if (measure.what !== 'memory') return [breach];
  const nearest = Math.ceil(least(requirements.redis.memory, config.profile) ?? 1);
  return [{ ...breach, nearest: String(nearest), fix: fixOf([{ path, value: nearest }]) }];
}

export const redisRules: readonly Rule[] = [
  ...machineRules(cache).map(sized),
  versionRule({
    component: 'redis',
    title: 'Redis',
    path: 'redis.version',
    requirement: requirements.redis.version,
    found: (config) => config.redis.version,
    offered: (catalogue) => catalogue.services.redis.versions,
  }),
];
