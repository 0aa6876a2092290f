/** From one version of the file format to the next: pure functions from data to the edits that bring it there. */
import { withValue } from '../edit/plain.ts';
import type { Edit } from '../edit.ts';
import { parsePath } from '../path.ts';
import { valueAt } from '../resolve.ts';
import { type RemovedKey, removedKeys } from './removed-keys.ts';

export interface MigrationStep {
  readonly from: string;
  readonly to: string;
  /** What changes, one sentence. */
  readonly text: string;
  /** `apiVersion` itself is not among them. */
  edits(data: unknown): readonly Edit[];
}

/** In their order, without gaps. */
export const migrationSteps: readonly MigrationStep[] = [
  {
    from: 'bt-dataplane/v1alpha1',
    to: 'bt-dataplane/v1',
    text: 'version ranges of providers are kept by provider, below terraform.providers',
    edits: (data) => moved(data, 'terraform.awsProvider', 'terraform.providers.aws'),
  },
];

export interface Migration {
  readonly edits: readonly Edit[];
  /** One sentence for each step that was taken. */
  readonly steps: readonly string[];
}

/** Everything from the version of the data to the present one, then what is left of keys that have no effect any more. */
export function migrationOf(
  data: unknown,
  steps: readonly MigrationStep[] = migrationSteps,
  removed: readonly RemovedKey[] = removedKeys,
): Migration {
  const version = valueAt(data, ['apiVersion']);
  const first = steps.findIndex(({ from }) => from === version);
  const edits: Edit[] = [];
  const told: string[] = [];
  let now = data;
  const take = (text: string, more: readonly Edit[]) => {
    if (more.length === 0) return;
    edits.push(...more);
    told.push(text);
    now = more.reduce((before, { path, value }) => withValue(before, parsePath(path), value), now);
  };
  for (const step of first < 0 ? [] : steps.slice(first)) {
    const { from, to, text } = step;
    take(`${from} to ${to}: ${text}`, [{ path: 'apiVersion', value: to }, ...step.edits(now)]);
  }
  for (const { path, instead } of removed) {
    if (instead === undefined) {
      const isThere = valueAt(now, parsePath(path)) !== undefined;
      take(`${path} has no effect and is removed`, isThere ? [{ path, value: undefined }] : []);
    } else take(`${path} is now ${instead}`, moved(now, path, instead));
  }
  return { edits, steps: told };
}

/** What is written at the new place already wins. */
function moved(data: unknown, from: string, to: string): readonly Edit[] {
  const value = valueAt(data, parsePath(from));
  if (value === undefined) return [];
  const isThere = valueAt(data, parsePath(to)) !== undefined;
  return [...(isThere ? [] : [{ path: to, value, from }]), { path: from, value: undefined }];
}
