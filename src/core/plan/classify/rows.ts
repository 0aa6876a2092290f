/** Rows that many tables have. */
import { changed, grows, largerMachine, shrinks, smallerMachine } from './conditions.ts';
import type { AttributeRow, Effect, ResourceClass } from './resource-class.ts';

/** A size whose name tells which of two is larger. */
export function machineCost(path: string, source: string): readonly AttributeRow[] {
  return cost(path, source, { larger: largerMachine, smaller: smallerMachine });
}

/** A number of machines, gigabytes or the like. */
export function amountCost(path: string, source: string): readonly AttributeRow[] {
  return cost(path, source, { larger: grows, smaller: shrinks });
}

function cost(
  path: string,
  source: string,
  when: { readonly larger: AttributeRow['when']; readonly smaller: AttributeRow['when'] },
): readonly AttributeRow[] {
  const row = { path, kind: 'cost', severity: 'notice', source } as const;
  return [
    { ...row, when: when.larger, consequence: 'it costs more from then on' },
    { ...row, when: when.smaller, consequence: 'it costs less from then on' },
  ];
}

export function downtime(
  paths: readonly string[],
  consequence: string,
  source: string,
  severity: Effect['severity'] = 'attention',
): readonly AttributeRow[] {
  return paths.map((path) => ({ path, when: changed, kind: 'downtime', severity, consequence, source }));
}

export function interrupts(consequence: string, source: string): Effect {
  return { kind: 'downtime', severity: 'attention', consequence, source };
}

export function quietly(consequence: string, source: string): Effect {
  return { kind: 'downtime', severity: 'notice', consequence, source };
}

/** Making it gives rights to somebody. */
export function gives(consequence: string, source: string): Effect {
  return { kind: 'access', severity: 'attention', consequence, source };
}

/** Whether it is there or not, or another one, nobody who uses the data plane notices. */
export function unnoticed(...nouns: readonly (readonly [type: string, noun: string])[]) {
  return Object.fromEntries(nouns.map(([type, noun]) => [type, { noun } satisfies ResourceClass]));
}
