/** Every rule that an upgrade is held against, in the order in which a refusal tells of them. */
import type { UpgradeRule } from '../upgrade-rule.ts';
import { formatRules } from './format-rules.ts';
import { releaseRules } from './release-rules.ts';

export const upgradeRules: readonly UpgradeRule[] = [...releaseRules, ...formatRules];
