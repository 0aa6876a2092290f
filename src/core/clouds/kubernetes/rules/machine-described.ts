import { findType, isMisspelled, suggestedType, typeFix } from '../../../requirements/machines.ts';
import type { NodePool } from '../../../requirements/rules/brainstore.ts';
import type { Rule, Subject } from '../../../rules/rule.ts';
import type { KubernetesFacts } from '../nodes.ts';
import { poolRuleId } from '../pool-node.ts';

/** What follows from the name of a machine that is known. */
const sizes = ['cpu', 'memoryGib', 'volumeGib'] as const;

/**
 * A machine of which too little is known can be used by someone who says what it has. `alsoMissing` names what the cloud has to
 * know besides the sizes of a pod, where the machine is not known at all.
 */
export function machineDescribedRule(
  facts: KubernetesFacts,
  pool: NodePool,
  alsoMissing: (subject: Subject) => readonly string[] = () => [],
): Rule {
  const rule: Rule = {
    id: poolRuleId(pool, 'machine-described'),
    states: `Where the machine of ${pool.title} is not known, its local disks and the sizes of a pod are written.`,
    check: (subject) => {
      const { config } = subject;
      const name = pool.name(config);
      if (name === undefined || isMisspelled(pool, subject)) return [];
      const type = findType(pool, subject);
      const room = type && facts.room(type);
      const { pod = {} } = config.brainstore[pool.key];
      // That it has no local disks at all is told already.
      const unknown = (size: (typeof sizes)[number]) =>
        type?.nvmeGb === 0 ? false : !Number.isFinite(room?.[size]);
      const missing = [
        ...(type ? [] : alsoMissing(subject)),
        ...sizes
          .filter((size) => unknown(size) && pod[size] === undefined)
          .map((size) => `brainstore.${pool.key}.pod.${size}`),
      ];
      if (missing.length === 0) return [];
      const suggested = suggestedType(pool, subject);
      return [
        {
          rule: rule.id,
          severity: 'error',
          message: `${pool.title}: ${type ? 'too little' : 'nothing'} is known of ${name}, so the configuration has to say ${missing.join(', ')}`,
          path: pool.path,
          required: missing.join(', '),
          found: name,
          ...(suggested && suggested.name !== name
            ? { nearest: suggested.name, fix: typeFix(pool, subject, suggested) }
            : { fix: { text: `add ${missing.join(', ')}` } }),
          source: facts.source,
        },
      ];
    },
  };
  return rule;
}
