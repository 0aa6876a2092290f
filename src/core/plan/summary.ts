import { type ChangeKind, type Counts, changeKinds } from './model.ts';

const verbs: Readonly<Record<ChangeKind, string>> = {
  create: 'create',
  update: 'change',
  replace: 'replace',
  destroy: 'destroy',
  import: 'import',
  move: 'move',
  forget: 'forget',
};

/** Such as `6 to create, 1 to replace`. */
export function summarize(counts: Counts): string {
  const parts = changeKinds
    .filter((kind) => counts[kind] > 0)
    .map((kind) => `${counts[kind]} to ${verbs[kind]}`);
  return parts.length === 0 ? 'no changes to resources' : parts.join(', ');
}
