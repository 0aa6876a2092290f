/** What the vendor's own artefacts would have changed by themselves. Ours change none of it: it is frozen, or always written. */
import type { ReleaseDefaults } from '../releases/release.ts';

const words: Readonly<Record<keyof ReleaseDefaults, string>> = {
  walFooterVersion: 'the format of the log',
  noPostgres: 'what is kept without PostgreSQL',
  codeExecution: 'whether the chart runs code of users',
  locksBackend: 'where the chart keeps locks',
};

/** `own` are those that the apply changes for us, too. */
export function changedDefaults(
  before: ReleaseDefaults,
  after: ReleaseDefaults,
  own: readonly (keyof ReleaseDefaults)[] = [],
): readonly string[] {
  return (Object.keys(words) as (keyof ReleaseDefaults)[])
    .filter((key) => before[key] !== after[key] && !own.includes(key))
    .map(
      (key) =>
        `The vendor's default of ${words[key]} changed from ${before[key]} to ${after[key]}; yours stays as the configuration and the lock file have it.`,
    );
}
