/** Machine types whose name no machine can have. */
import type { Breach } from '../../findings/finding.ts';
import type { Rule, Subject } from '../../rules/rule.ts';
import type { MachineType } from '../catalogue.ts';
import { database } from '../database.ts';
import { isMisspelled, type Machine, suggestedType, typeFix } from '../machines.ts';
import { nodePools } from './brainstore.ts';
import { cache } from './redis.ts';

export const spellingRule: Rule = {
  id: 'config/machine-type-name',
  states: 'A machine type is spelled as the service spells it.',
  check: (subject) => [
    ...misspelled(database, subject),
    ...misspelled(cache, subject),
    ...nodePools.flatMap((pool) => misspelled(pool, subject)),
  ],
};

function misspelled<T extends MachineType>(machine: Machine<T>, subject: Subject): readonly Breach[] {
  if (!isMisspelled(machine, subject)) return [];
  const { path } = machine;
  const found = machine.name(subject.config) ?? '';
  const { pattern, example, problem } = machine.spelling(subject.cloud.catalogue);
  const suggested = suggestedType(machine, subject);
  const wrong = pattern.test(found) ? problem?.(found) : undefined;
  return [
    {
      rule: spellingRule.id,
      severity: 'error',
      message: `${path}: ${found} ${wrong ? `is no machine type: ${wrong}` : `is not spelled like a machine type of this service, such as ${example}`}`,
      path,
      required: wrong ?? `like ${example}`,
      found,
      ...(suggested
        ? { nearest: suggested.name, fix: typeFix(machine, subject, suggested) }
        : { fix: { text: `write it like ${example}` } }),
    },
  ];
}
