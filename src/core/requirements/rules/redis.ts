import type { Rule } from '../../rules/rule.ts';
import type { CacheType } from '../catalogue.ts';
import { type Machine, machineRules } from '../machines.ts';
import { cacheMeasures } from '../measures.ts';
import { requirements } from '../tables.ts';
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

export const redisRules: readonly Rule[] = [
  ...machineRules(cache),
  versionRule({
    component: 'redis',
    title: 'Redis',
    path: 'redis.version',
    requirement: requirements.redis.version,
    found: (config) => config.redis.version,
    offered: (catalogue) => catalogue.versions.redis,
  }),
];
