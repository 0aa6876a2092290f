/** Runs an apply with a journal beside it: every event is on the disk before it is told, with the process and the lock it took. */
import { reasonOf } from '../../errors.ts';
import { commandOn, wayOf } from './command-on.ts';
import { isWorthKeeping, type JournalWriter, journalFile, openJournal } from './journal.ts';
import { currentLock } from './lock.ts';
import { readPlannedState } from './planned-state.ts';
import type { Command, Observer } from './runner.ts';
import type { Session } from './session.ts';
import { type Watched, watch } from './watch.ts';
import type { Workspace } from './workspace.ts';

export interface JournaledCommand extends Command {
  /** The plan file. */
  readonly plan: string;
}

export interface Journaled extends Watched {
  /** Of the journal, absolute. */
  readonly journal: string;
}

const lookAgainMilliseconds = 500;

export async function watchJournaled(
  session: Session,
  workspace: Workspace,
  command: JournaledCommand,
  vars: Readonly<Record<string, string>>,
): Promise<Journaled> {
  const { env, host } = session.context;
  const file = journalFile(session.base, session.runId, command.log);
  const journal = await openJournal(
    env,
    file,
    {
      type: 'begin',
      formatVersion: 1,
      run: session.runId,
      stack: workspace.stack.name,
      label: command.label,
      workspace: workspace.folder,
      started: env.clock.now().toISOString(),
      host: env.processes.host,
      stream: `${session.runFolder}/${command.log}.out`,
      terraformVersion: session.terraform.version,
      way: wayOf(session.given),
      ...(await readPlannedState(env, command.plan)),
    },
    (error) =>
      host.notify({
        kind: 'note',
        code: 'journal-not-written',
        level: 'warning',
        text: `the journal of this apply cannot be written (${reasonOf(error)}), so what a crash would leave could not be recovered from it`,
      }),
  );
  // Who is killed says nothing any more, so it is said before.
  host.notify({
    kind: 'note',
    code: 'journal-kept',
    level: 'info',
    text: `${command.label} keeps a journal; should this program be cut off, go on with: ${commandOn(session, 'recover')}`,
  });
  const lock = watchLock(session, workspace, journal);
  const observer: Observer = {
    onStart: async (pid) => {
      await journal.write({ type: 'process', pid, born: await env.processes.bornAt(pid) });
      lock.look();
    },
    onLines: async (lines) => {
      const kept = lines.filter(isWorthKeeping).map(session.redact);
      await journal.write(...kept.map((line) => ({ type: 'event', line }) as const));
      if (kept.length > 0) lock.working();
    },
  };
  try {
    const watched = await watch(session, workspace, command, { vars, observer });
    await lock.stop();
    const { exitCode, signal, endedAt } = watched.end;
    const end = { type: 'end', at: endedAt.toISOString(), exitCode, signal } as const;
    if (!(await journal.write(end))) {
      // A full disk has room again where the plan was, which is of no more use.
      await env.fs.remove(command.plan).catch(() => undefined);
      await journal.write(end);
    }
    return { ...watched, journal: file };
  } finally {
    await lock.stop();
  }
}

/**
 * Finds out the id of the lock. Until terraform has begun to change something the lock may be another's, for which ours
 * waits: whoever reads the journal believes an id only when an event came after it.
 */
function watchLock(session: Session, workspace: Workspace, journal: JournalWriter) {
  const { clock } = session.context.env;
  const over = new AbortController();
  let working = false;
  let looking: Promise<void> | undefined;
  const loop = async () => {
    let known: string | undefined;
    while (!over.signal.aborted) {
      const certain = working;
      const held = await currentLock(session, workspace).catch(() => undefined);
      if (held !== undefined && held.id !== known) await journal.write({ type: 'lock', ...held });
      known = held?.id ?? known;
      if (certain && held !== undefined) return;
      await clock.sleep(lookAgainMilliseconds, over.signal);
    }
  };
  return {
    look: () => {
      looking ??= loop();
    },
    working: () => {
      working = true;
    },
    stop: async () => {
      over.abort();
      await looking;
    },
  };
}
