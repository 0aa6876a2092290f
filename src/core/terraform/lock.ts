/** Who holds a state lock, and how to take it away when that one is gone. */
import { basename, dirname, join } from 'node:path';
import { type LockHolder, lockHolder } from './explain.ts';
import { runCommand } from './runner.ts';
import { type Session, surroundingsOf } from './session.ts';
import type { Workspace } from './workspace.ts';

/** The lock as it is now; undefined when there is none, or none can be seen. */
export async function currentLock(session: Session, workspace: Workspace): Promise<LockHolder | undefined> {
  if (workspace.localState !== undefined) return localLock(session, workspace.localState);
  // No command only reads a lock. Asked to remove one by an id that none has, terraform refuses and tells of the present one.
  const refusal = await unlockByTerraform(session, workspace, nobodysId(workspace));
  return lockHolder(refusal);
}

/** Removes the lock of that id; false when it is another one, or cannot be removed. */
export async function removeLock(session: Session, workspace: Workspace, id: string): Promise<boolean> {
  const held = await currentLock(session, workspace);
  if (held?.id !== id) return false;
  if (workspace.localState === undefined) await unlockByTerraform(session, workspace, id);
  // The operating system has freed the file itself; this is only the note that was beside it.
  else await session.context.env.fs.remove(noteOf(workspace.localState)).catch(() => undefined);
  return (await currentLock(session, workspace))?.id !== id;
}

/** Google's lock ids are numbers, the others' are UUIDs: https://developer.hashicorp.com/terraform/language/backend/gcs */
function nobodysId({ stack }: Workspace): string {
  const main = JSON.parse(stack.json) as { terraform?: { backend?: { gcs?: unknown } } };
  return main.terraform?.backend?.gcs === undefined ? '00000000-0000-0000-0000-000000000000' : '1';
}

/** What terraform says; it needs no provider for it, and takes less than a tenth of a second besides the calls. */
async function unlockByTerraform(session: Session, workspace: Workspace, id: string): Promise<string> {
  const { env } = session.context;
  const end = await runCommand(surroundingsOf(session, workspace.folder), {
    args: ['force-unlock', '-force', id],
    label: `look at the lock of ${workspace.stack.name}`,
    log: `${workspace.stack.name}-lock-${env.randomId()}`,
    onInterrupt: 'ignore',
    limitMilliseconds: 30_000,
  });
  const text = await env.fs.readText(end.stderr).catch(() => '');
  for (const file of [end.stdout, end.stderr]) await env.fs.remove(file).catch(() => undefined);
  return text;
}

function noteOf(stateFile: string): string {
  return join(dirname(stateFile), `.${basename(stateFile)}.lock.info`);
}

async function localLock({ context: { env } }: Session, stateFile: string): Promise<LockHolder | undefined> {
  const text = await env.fs.readText(noteOf(stateFile)).catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const { ID, Who, Operation, Created } = JSON.parse(text) as Record<string, string | undefined>;
    if (!ID) return undefined;
    const unknown = 'unknown';
    return { id: ID, who: Who ?? unknown, operation: Operation ?? unknown, created: Created ?? unknown };
  } catch {
    return undefined;
  }
}
