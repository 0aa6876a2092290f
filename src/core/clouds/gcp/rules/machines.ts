/** Machines of Brainstore whose disks Google Cloud has to be told of. */
import { findType, fixOf, isMisspelled, suggestedType, typeFix } from '../../../requirements/machines.ts';
import { type NodePool, nodePools } from '../../../requirements/rules/brainstore.ts';
import type { Rule } from '../../../rules/rule.ts';
import { poolRuleId } from '../../kubernetes/pool-node.ts';
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

/** What has to be known of a machine, and follows from its name where it is in the catalogue. */
const sizes = ['cpu', 'memoryGib', 'volumeGib'] as const;

/** A machine that came up since can be used by someone who says what it has. */
function unknownRule(pool: NodePool): Rule {
  const rule: Rule = {
    id: poolRuleId(pool, 'machine-described'),
    states: `Where the machine of ${pool.title} is not known, its local disks and the sizes of a pod are written.`,
    check: (subject) => {
      const { config } = subject;
      const name = pool.name(config);
      if (name === undefined || isMisspelled(pool, subject) || findType(pool, subject)) return [];
      const { localSsds, pod = {} } = config.brainstore[pool.key];
      const path = `brainstore.${pool.key}`;
      const missing = [
        ...(localSsds === undefined && !gke.makesNodes(config) ? [`${path}.localSsds`] : []),
        ...sizes.filter((size) => pod[size] === undefined).map((size) => `${path}.pod.${size}`),
      ];
      if (missing.length === 0) return [];
      const suggested = suggestedType(pool, subject);
      return [
        {
          rule: rule.id,
          severity: 'error',
          message: `${pool.title}: nothing is known of ${name}, so the configuration has to say ${missing.join(', ')}`,
          path: pool.path,
          required: missing.join(', '),
          found: name,
          ...(suggested
            ? { nearest: suggested.name, fix: typeFix(pool, subject, suggested) }
            : { fix: { text: `add ${missing.join(', ')}` } }),
          source: gke.source,
        },
      ];
    },
  };
  return rule;
}

export const machineRules: readonly Rule[] = nodePools.flatMap((pool) => [
  disksRule(pool),
  unknownRule(pool),
]);
