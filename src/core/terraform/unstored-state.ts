/**
 * A state that terraform could not store. It is left in the working copy as `errored.tfstate` and is the only record of what
 * was made: a plan without it would make everything a second time, and a later failure would overwrite it.
 */
import { join } from 'node:path';
import type { Env } from '../../env.ts';
import { isBtError } from '../../errors.ts';
import { pullState } from './commands.ts';
import { stateNotStored } from './errors.ts';
import { runCommand } from './runner.ts';
import { type Session, surroundingsOf } from './session.ts';
import { readState } from './state.ts';
import { setTornAside } from './torn-state.ts';
import { keepPrivate } from './watch.ts';
import type { Workspace } from './workspace.ts';

/** The file, absolute; undefined when there is none. */
export async function unstoredState(env: Env, workspace: Workspace): Promise<string | undefined> {
  const file = join(workspace.folder, 'errored.tfstate');
  return (await env.fs.stat(file)) === undefined ? undefined : file;
}

/** Throws kind `refused` while there is one whose content is not stored; one that was stored meanwhile is removed. */
export async function refuseUnstoredState(session: Session, workspace: Workspace): Promise<void> {
  const { env, host } = session.context;
  // Where nothing may be changed, what was torn is told of below, or by terraform.
  if (changing.has(session.action)) await setTornAside(session, workspace);
  const file = await unstoredState(env, workspace);
  if (file === undefined) return;
  const kept = parse(await env.fs.readText(file));
  const stored = await pullState(session, workspace).catch((error: unknown) => {
    // A full disk tears a local state, and terraform would read it before it stores the other one.
    if (!isBtError(error) || error.code !== 'state-unreadable') throw error;
    throw stateNotStored(file, workspace.stack.folder, workspace.localState);
  });
  if (kept === undefined) throw stateNotStored(file, workspace.stack.folder);
  if (!holds(stored, kept)) {
    const pushed = changing.has(session.action) && (await pushState(session, workspace, file));
    // Terraform looks at the line of a state that is there, and begins one of its own where none is.
    if (!pushed || !hasAll(await pullState(session, workspace), kept))
      throw stateNotStored(file, workspace.stack.folder);
  }
  await env.fs.remove(file);
  host.notify({
    kind: 'note',
    code: 'state-stored',
    level: 'info',
    text: `the state that an earlier run could not store is stored now, so ${file} was removed`,
  });
}

/** Runs that may change something; the others tell of it. */
const changing: ReadonlySet<string> = new Set(['apply', 'destroy', 'recover']);

/** Terraform itself refuses a state of another line, and one that is older than what is stored. */
async function pushState(session: Session, workspace: Workspace, file: string): Promise<boolean> {
  const { env } = session.context;
  const end = await runCommand(surroundingsOf(session, workspace.folder), {
    args: ['state', 'push', `-lock-timeout=${session.lockTimeout}`, file],
    label: `store the state of ${workspace.stack.name}`,
    log: `${workspace.stack.name}-push`,
    onInterrupt: 'drain',
  });
  await keepPrivate(session, end.stderr);
  if (end.exitCode === 0) for (const log of [end.stdout, end.stderr]) await env.fs.remove(log);
  return end.exitCode === 0;
}

/** Whether `stored` is that state or a later one of the same line, with everything in it that `kept` knows. */
export function holds(stored: unknown, kept: unknown): boolean {
  const [there, here] = [readState(stored), readState(kept)];
  const line = lineageOf(kept);
  if (line === undefined || lineageOf(stored) !== line || there.serial < here.serial) return false;
  return hasAll(stored, kept);
}

/** Whether everything that `kept` knows is in it, the same by its id. */
function hasAll(stored: unknown, kept: unknown): boolean {
  const ids = new Map(readState(stored).resources.map(({ address, attributes }) => [address, attributes.id]));
  return readState(kept).resources.every(
    ({ address, attributes }) => ids.has(address) && ids.get(address) === attributes.id,
  );
}

/** Terraform gives each new state one, and keeps it: https://developer.hashicorp.com/terraform/cli/commands/state/push */
function lineageOf(state: unknown): string | undefined {
  const { lineage } = (state ?? {}) as { readonly lineage?: unknown };
  return typeof lineage === 'string' ? lineage : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
