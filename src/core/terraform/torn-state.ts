/**
 * What a full disk leaves of a state in a local file: half of it, and beside it half of what terraform wanted to keep. Terraform
 * reads neither. The state before is in a file that ends in `.backup`, and what was made since is in the journal.
 */
import { join } from 'node:path';
import type { Env } from '../../env.ts';
import { waitingJournals } from './journal.ts';
import type { Session } from './session.ts';
import type { Workspace } from './workspace.ts';

const errored = 'errored.tfstate';

/** The state that there was before; undefined when there was none, or it is not torn. */
export async function stateBeforeTorn(env: Env, { localState }: Workspace): Promise<unknown> {
  if (localState === undefined || (await isSound(env, localState)) !== false) return undefined;
  return parse(await env.fs.readText(backupOf(localState)).catch(() => ''));
}

/** Whether terraform has left half a file there instead of its state. */
export async function isTorn(env: Env, file: string | undefined): Promise<boolean> {
  return file !== undefined && (await isSound(env, file)) === false;
}

/** Puts the state before in the place of a torn one, and a torn rest out of the way, when a journal knows what was made since. */
export async function setTornAside(session: Session, workspace: Workspace): Promise<void> {
  const { env, host } = session.context;
  const rest = join(workspace.folder, errored);
  const torn: string[] = [];
  for (const file of [workspace.localState, rest])
    if (file !== undefined && (await isTorn(env, file))) torn.push(file);
  if (torn.length === 0) return;
  const journals = await waitingJournals(env, session.base);
  if (!journals.some(({ begin }) => begin.workspace === workspace.folder)) return;
  const before = await stateBeforeTorn(env, workspace);
  for (const file of torn) {
    await env.fs.copy(file, `${file}.damaged`);
    if (file === workspace.localState && before !== undefined) await env.fs.copy(backupOf(file), file);
    else await env.fs.remove(file);
  }
  host.notify({
    kind: 'note',
    code: 'state-torn',
    level: 'warning',
    text: `an apply that was broken off has left half a file in ${torn.join(' and in ')}: kept as .damaged; the state before is in its place, and what was made since is in the journal`,
  });
}

function backupOf(file: string): string {
  return `${file}.backup`;
}

/** Undefined when there is no such file. */
async function isSound(env: Env, file: string): Promise<boolean | undefined> {
  const text = await env.fs.readText(file).catch(() => undefined);
  if (text === undefined) return undefined;
  // Terraform locks a state by a file that is empty as long as there is no state; then there is none before it either.
  const isBegun = text === '' && !file.endsWith(errored);
  return parse(text) !== undefined || (isBegun && (await env.fs.stat(backupOf(file))) === undefined);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
