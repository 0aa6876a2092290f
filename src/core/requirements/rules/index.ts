/** The hardware requirements as rules; the figures are in `../tables.ts`. */
import type { Rule } from '../../rules/rule.ts';
import { brainstoreRules } from './brainstore.ts';
import { offeredRules } from './offered.ts';
import { postgresRules } from './postgres.ts';
import { redisRules } from './redis.ts';
import { spellingRule } from './spelling.ts';

export const requirementRules: readonly Rule[] = [
  ...postgresRules,
  ...redisRules,
  ...brainstoreRules,
  ...offeredRules,
  spellingRule,
];
