import { type ChangeKind, changeKinds } from './model.ts';
import type { PlanResult } from './result.ts';

const verbs: Readonly<Record<ChangeKind, string>> = {
  create: 'create',
  update: 'change',
  replace: 'replace',
  destroy: 'destroy',
  import: 'import',
  move: 'move',
  forget: 'forget',
};

/** Such as `6 to create, 1 to replace`; where resources stay as they are, how many steps are left. */
export function summarize({ counts, stacks }: Pick<PlanResult, 'counts' | 'stacks'>): string {
  const parts = changeKinds
    .filter((kind) => counts[kind] > 0)
    .map((kind) => `${counts[kind]} to ${verbs[kind]}`);
  if (parts.length > 0) return parts.join(', ');
  const left = stacks.flatMap(({ steps = [] }) => steps).length;
  const besides = left === 0 ? '' : `, ${left} ${left === 1 ? 'step' : 'steps'} besides terraform`;
  return `no changes to resources${besides}`;
}
