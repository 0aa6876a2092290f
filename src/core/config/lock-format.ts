/** The text of a lock file, and what it means. One frozen value a line, sorted, so that a change is a one-line diff. */
import { stringify } from 'yaml';
import type { CloudId, Profile } from './schema.ts';

export const lockVersion = 1;

export interface Lock {
  /** The deployment that the values were frozen for. */
  readonly name: string;
  readonly cloud: CloudId;
  readonly profile: Profile;
  /** Effective values by dotted path, such as `postgres.version`. Leaves only. */
  readonly values: Readonly<Record<string, unknown>>;
}

const header = `# Values that bt-dataplane filled in for this deployment, frozen so that a newer bt-dataplane does not change them.
# Commit this file. A value in the configuration wins over one here; to take up a newer default, remove its line.
`;

export function formatLock(lock: Lock): string {
  const names = Object.keys(lock.values).sort();
  const values = Object.fromEntries(names.map((name) => [name, lock.values[name]]));
  const { name, cloud, profile } = lock;
  const body = stringify({ lockVersion, name, cloud, profile, values }, { lineWidth: 0 });
  return `${header}${body}`;
}
