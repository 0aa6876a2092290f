/** What a reviewer sees first: the worst. */
import {
  type ChangeKind,
  type Concern,
  changeKinds,
  concernKinds,
  type ResourceChange,
  type Severity,
} from '../model.ts';

const severities: readonly Severity[] = ['blocking', 'attention', 'notice'];
/** Worst first. */
export const kindsByWeight: readonly ChangeKind[] = [
  'replace',
  'destroy',
  'update',
  'create',
  'import',
  'move',
  'forget',
];

/** What still blocks before what is consented to, then by severity and kind. */
export function byWeight(concerns: readonly Concern[]): readonly Concern[] {
  return concerns.toSorted(
    (a, b) =>
      Number(a.allowed) - Number(b.allowed) ||
      severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
      concernKinds.indexOf(a.kind) - concernKinds.indexOf(b.kind),
  );
}

export function changesByWeight(changes: readonly ResourceChange[]): readonly ResourceChange[] {
  return changes.toSorted((a, b) => kindsByWeight.indexOf(a.kind) - kindsByWeight.indexOf(b.kind));
}

/** Kinds that have a column: the common ones always, the rare ones where there are any. */
export function kindsShown(counts: Readonly<Record<ChangeKind, number>>): readonly ChangeKind[] {
  return changeKinds.filter(
    (kind) => ['create', 'update', 'replace', 'destroy'].includes(kind) || counts[kind] > 0,
  );
}

export const kindWords: Readonly<Record<ChangeKind, string>> = {
  create: 'create',
  update: 'change',
  replace: 'replace',
  destroy: 'destroy',
  import: 'import',
  move: 'move',
  forget: 'forget',
};
