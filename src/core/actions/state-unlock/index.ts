/** `state unlock`: takes a state lock away by its id, when whoever took it is known to be gone. */
import { BtError } from '../../../errors.ts';
import type { Context } from '../../context.ts';
import { shellWord } from '../../io/shell-word.ts';
import { obtainConsent } from '../../plan/consent.ts';
import type { ConsentOptions, DriveOptions } from '../../plan/options.ts';
import { initializeAll, prepareGuarded } from '../../plan/prepare.ts';
import { commandOn } from '../../terraform/command-on.ts';
import type { LockHolder } from '../../terraform/explain.ts';
import { currentLock, removeLock } from '../../terraform/lock.ts';
import { waitingJournalsOf } from '../../terraform/settlement.ts';

export interface UnlockOptions extends DriveOptions, ConsentOptions {
  /** The id of the lock, as terraform tells it. */
  readonly id: string;
}

export interface UnlockResult {
  readonly status: 'unlocked';
  readonly stack: string;
  readonly lock: LockHolder;
}

/** Throws kind `usage` when no stack has a lock of that id, and `locked` while its apply runs on this machine. */
export async function unlock(context: Context, options: UnlockOptions): Promise<UnlockResult> {
  const prepared = await prepareGuarded(context, options, { action: 'unlock', judged: false });
  const { session, workspaces } = prepared;
  await initializeAll(prepared);
  const others: LockHolder[] = [];
  for (const workspace of workspaces) {
    const lock = await currentLock(session, workspace);
    if (lock !== undefined && lock.id !== options.id) others.push(lock);
    if (lock?.id !== options.id) continue;
    await waitingJournalsOf(session, workspace);
    await obtainConsent(context, {
      code: 'unlock',
      text: `${lock.who} has held this lock since ${lock.created} (${lock.operation}). Taken from a run that still goes on, two runs write one state. Take it away? type yes to go ahead`,
      expect: 'yes',
      given: options.yes === true,
      command: commandOn(session, `state unlock ${shellWord(options.id)}`, '--yes'),
    });
    if (!(await removeLock(session, workspace, options.id))) throw notRemoved(options.id);
    await context.env.fs.remove(session.runFolder);
    return { status: 'unlocked', stack: workspace.stack.name, lock };
  }
  await context.env.fs.remove(session.runFolder);
  throw notThere(options.id, others);
}

function notThere(id: string, others: readonly LockHolder[]): BtError {
  const held = others.map((lock) => `${lock.id}, by ${lock.who} since ${lock.created} (${lock.operation})`);
  return new BtError({
    kind: 'usage',
    code: 'lock-unknown',
    message: `no state of this deployment has a lock with the id ${id}${held.length === 0 ? '; none is locked' : `; there is: ${held.join('; ')}`}`,
    hint:
      held.length === 0
        ? 'nothing has to be unlocked: bt-dataplane plan'
        : 'bt-dataplane state unlock --help',
  });
}

function notRemoved(id: string): BtError {
  return new BtError({
    kind: 'access',
    code: 'lock-not-removed',
    message: `the lock ${id} could not be removed`,
    hint: 'check that the credentials may delete it where the state is kept',
  });
}
