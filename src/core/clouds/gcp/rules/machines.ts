/** Machines of Brainstore whose disks Google Cloud has to be told of. */
import { findType, fixOf, suggestedType, typeFix } from '../../../requirements/machines.ts';
import { type NodePool, nodePools } from '../../../requirements/rules/brainstore.ts';
import type { Rule } from '../../../rules/rule.ts';
import { poolRuleId } from '../../kubernetes/pool-node.ts';
import { machineDescribedRule } from '../../kubernetes/rules/machine-described.ts';
import { gke } from '../gke.ts';

/** A number of disks that the machine cannot have. */
function disksRule(pool: NodePool): Rule {
  const path = `brainstore.${pool.key}.localSsds`;
  const rule: Rule = {
    id: poolRuleId(pool, 'local-ssds'),
    states: `The machine of ${pool.title} can have the number of local disks that is asked for.`,
    check: (subject) => {
      const { localSsds } = subject.config.brainstore[pool.key];
      const type = findType(pool, subject);
      const counts = (type?.choices ?? (type?.disks ? [type.disks] : [])).map(({ count }) => count);
      if (localSsds === undefined || !type || counts.length === 0 || counts.includes(localSsds)) return [];
      const suggested = suggestedType(pool, subject);
      const removal = [{ path, value: undefined }];
      return [
        {
          rule: rule.id,
          severity: 'error',
          message: `${pool.title}: ${type.name} has ${orList(counts)} local disks, ${localSsds} are asked for`,
          path,
          required: orList(counts),
          found: String(localSsds),
          fix: suggested ? typeFix(pool, subject, suggested) : fixOf(removal),
          source: 'https://cloud.google.com/compute/docs/disks/local-ssd',
        },
      ];
    },
  };
  return rule;
}

function orList(values: readonly number[]): string {
  const last = values.at(-1) ?? '';
  return values.length < 2 ? String(last) : `${values.slice(0, -1).join(', ')} or ${last}`;
}

export const machineRules: readonly Rule[] = nodePools.flatMap((pool) => [
  disksRule(pool),
  machineDescribedRule(gke, pool, ({ config }) =>
    config.brainstore[pool.key].localSsds === undefined && !gke.makesNodes(config)
      ? [`brainstore.${pool.key}.localSsds`]
      : [],
  ),
]);
