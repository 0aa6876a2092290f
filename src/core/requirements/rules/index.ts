/** The hardware requirements as rules; the figures are in `../tables.ts`. */
import type { Rule } from '../../rules/rule.ts';
import { brainstoreRules } from './brainstore.ts';
import { postgresRules } from './postgres.ts';
import { redisRules } from './redis.ts';

export const requirementRules: readonly Rule[] = [...postgresRules, ...redisRules, ...brainstoreRules];
