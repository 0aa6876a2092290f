/** What earlier applies of this machine left behind, and what of it can be put right without asking: dead locks, unstored states. */
import { commandOn } from './command-on.ts';
import { pullState } from './commands.ts';
import { isAtWork, type Journal, readJournal, settleJournal, waitingJournals } from './journal.ts';
import { currentLock, removeLock } from './lock.ts';
import type { Session } from './session.ts';
import { resourcesUnrecorded, stillRunning } from './settlement-errors.ts';
import { readState, type State } from './state.ts';
import { isUnaccounted, judgeJournal, type Unfinished } from './unfinished.ts';
import type { Workspace } from './workspace.ts';

/** Whether terraform of an apply has left its lock: `removed` by us, or `left` because it could not be removed. */
export type LockEnd = 'none' | 'removed' | 'left';

/** The journals of this stack's applies that are not accounted for. Throws kind `locked` while one of them is still at work. */
export async function waitingJournalsOf(session: Session, workspace: Workspace): Promise<readonly Journal[]> {
  const { env } = session.context;
  const all = await waitingJournals(env, session.base);
  const own = all.filter(({ begin }) => begin.workspace === workspace.folder);
  for (const journal of own) {
    if (journal.begin.run === session.runId || !(await isAtWork(env, journal))) continue;
    throw stillRunning(journal, commandOn(session, 'attach'));
  }
  return own;
}

/**
 * Takes away the lock that an apply of this machine left, and no other: its id is the one that the journal recorded, and its
 * terraform is gone.
 */
export async function clearDeadLock(
  session: Session,
  workspace: Workspace,
  { journal, lockId }: Pick<Unfinished, 'journal' | 'lockId'>,
): Promise<LockEnd> {
  const { env, host } = session.context;
  if (lockId === undefined || journal.begin.host !== env.processes.host || (await isAtWork(env, journal)))
    return 'none';
  if ((await currentLock(session, workspace))?.id !== lockId) return 'none';
  if (!(await removeLock(session, workspace, lockId))) return 'left';
  host.notify({
    kind: 'note',
    code: 'lock-removed',
    level: 'info',
    text: `the state lock ${lockId} that ${journal.begin.label} of ${journal.begin.started} left is removed: its terraform is gone`,
  });
  return 'removed';
}

/** Judges every waiting journal against the state; those that are accounted for are put away. */
export async function judgeWaiting(
  session: Session,
  workspace: Workspace,
  state: () => Promise<State>,
): Promise<readonly Unfinished[]> {
  const journals = await waitingJournalsOf(session, workspace);
  if (journals.length === 0) return [];
  const stored = await state();
  const open: Unfinished[] = [];
  for (const journal of journals) {
    const unfinished = judgeJournal(journal, stored);
    if (isUnaccounted(unfinished) || unfinished.refused.length > 0) open.push(unfinished);
    else await settleJournal(session.context.env, session.base, journal);
  }
  return open;
}

/** Throws kind `refused` while something that an apply of this machine made is in no state: a plan would make it again. */
export async function refuseUnrecorded(session: Session, workspace: Workspace): Promise<void> {
  const open = await judgeWaiting(session, workspace, () => storedState(session, workspace));
  const unaccounted = open.filter(isUnaccounted);
  if (unaccounted.length > 0) throw resourcesUnrecorded(unaccounted, commandOn(session, 'recover'));
}

/** Before anything else of a run that may change something: locks that dead applies of this machine left. */
export async function clearDeadLocks(session: Session, workspace: Workspace): Promise<void> {
  for (const journal of await waitingJournalsOf(session, workspace)) {
    const { lockId } = judgeJournal(journal, { serial: 0, terraformVersion: '', resources: [] });
    await clearDeadLock(session, workspace, { journal, lockId });
  }
}

export interface Ending {
  /** Undefined when the state could not be read. */
  readonly unfinished: Unfinished | undefined;
  readonly lock: LockEnd;
}

interface Apply {
  /** Its journal. */
  readonly file: string;
  readonly endedAt: Date;
  /** What terraform knows of; undefined when that could not be read. */
  readonly state: State | undefined;
  /** Whether that is stored where the next run finds it. */
  readonly stored: boolean;
}

/** The end of an apply that did not end well: its lock, and what of it is in no state. */
export async function accountFor(
  session: Session,
  workspace: Workspace,
  { file, endedAt, state, stored }: Apply,
): Promise<Ending> {
  const { env } = session.context;
  const read = await readJournal(env, file);
  if (read === undefined) return { unfinished: undefined, lock: 'none' };
  const empty: State = { serial: 0, terraformVersion: '', resources: [] };
  const judged = judgeJournal(read, state ?? empty);
  const lockId = judged.lockId ?? (await lockOf(session, workspace, read, endedAt));
  const lock = await clearDeadLock(session, workspace, { journal: { ...read, ended: true }, lockId });
  if (state === undefined) return { unfinished: undefined, lock };
  if (stored && !isUnaccounted(judged) && judged.refused.length === 0 && lock !== 'left')
    await settleJournal(env, session.base, read);
  return { unfinished: judged, lock };
}

/**
 * A lock that was never seen while its terraform ran. Terraform had it, since it changed something, and is gone: what is there
 * now and was taken from this machine within its time is the same one.
 */
async function lockOf(
  session: Session,
  workspace: Workspace,
  { begin, lines }: Journal,
  endedAt: Date,
): Promise<string | undefined> {
  if (!lines.some((line) => line.includes('"type":"apply_start"'))) return undefined;
  const held = await currentLock(session, workspace).catch(() => undefined);
  if (!held?.who.endsWith(`@${begin.host}`)) return undefined;
  const created = timeOf(held.created);
  return created >= Date.parse(begin.started) && created <= endedAt.getTime() ? held.id : undefined;
}

/** Terraform writes a time as Go prints it: `2026-11-26 01:46:38.451168934 +0000 UTC`. */
export function timeOf(created: string): number {
  const parts = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d{1,3})?)\d*\s*(?:Z|\+0000)/.exec(created);
  return parts === null ? Number.NaN : Date.parse(`${parts[1]}T${parts[2]}Z`);
}

async function storedState(session: Session, workspace: Workspace): Promise<State> {
  return readState(await pullState(session, workspace));
}
