/** Stops of loading and locking. Mistakes inside the files are findings, not errors. */
import { BtError, reasonOf } from '../../errors.ts';

export function configNotFound(file: string, named: boolean): BtError {
  return new BtError({
    kind: 'config',
    code: 'config-not-found',
    message: named ? `there is no file ${file}` : `there is no bt-dataplane.yaml in ${file}`,
    hint: named
      ? 'check the path after --config, or write a configuration: bt-dataplane init'
      : 'write one: bt-dataplane init, or name one: --config FILE',
  });
}

export function configUnreadable(file: string, cause: unknown): BtError {
  const reason = cause instanceof Error ? cause.message : 'it is not a regular file';
  return new BtError({
    kind: 'config',
    code: 'config-unreadable',
    message: `${file} cannot be read: ${reason}`,
    hint: 'check that it is a file and that you may read it',
    cause,
  });
}

export function lockFrozen(file: string, changes: readonly string[]): BtError {
  const what = changes.length === 0 ? 'it does not exist' : `it lacks ${shortList(changes)}`;
  return new BtError({
    kind: 'config',
    code: 'lock-frozen',
    message: `${file} would have to be written, because ${what}; --frozen, which the variable CI implies, forbids that`,
    hint: 'run without --frozen on your machine: bt-dataplane plan, and commit the lock file',
  });
}

export function lockUnwritable(file: string, cause: unknown): BtError {
  const reason = reasonOf(cause);
  return new BtError({
    kind: 'config',
    code: 'lock-unwritable',
    message: `${file} cannot be written: ${reason}`,
    hint: 'make the folder writable once, run bt-dataplane plan, and commit the lock file',
    cause,
  });
}

const mostNamed = 3;

function shortList(names: readonly string[]): string {
  const rest = names.length - mostNamed;
  return `${names.slice(0, mostNamed).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
