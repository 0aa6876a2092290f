/** The terraform commands that this program uses, each with its arguments in one place. */
import { join } from 'node:path';
import { commandFailed } from './command-failed.ts';
import { terraformUnreadable } from './errors.ts';
import { interruptedBefore } from './failure.ts';
import { type Journaled, type JournaledCommand, watchJournaled } from './journaled.ts';
import { type PlanDocument, parsePlan } from './plan-document.ts';
import { type Command, runCommand } from './runner.ts';
import { type Session, surroundingsOf } from './session.ts';
import { readState } from './state.ts';
import { withSecretVariables } from './variables.ts';
import { keepPrivate, watch } from './watch.ts';
import type { Workspace } from './workspace.ts';

export interface PlanRequest {
  /** Names the plan within its run, such as `data-plane`. */
  readonly name: string;
  /** What it is for a person. */
  readonly label: string;
  readonly destroy?: boolean;
  /** Only looks at what there is; such a plan cannot change anything. */
  readonly refreshOnly?: boolean;
  readonly targets?: readonly string[];
}

export interface MadePlan {
  /** Absolute; holds secrets, so it is removed after use. */
  readonly file: string;
  readonly document: PlanDocument;
}

/** Plans, and reads the plan. Takes and releases the state lock; changes nothing else. */
export async function makePlan(
  session: Session,
  workspace: Workspace,
  request: PlanRequest,
): Promise<MadePlan> {
  const file = join(session.runFolder, `${request.name}.tfplan`);
  const args = [
    'plan',
    '-json',
    '-input=false',
    `-lock-timeout=${session.lockTimeout}`,
    ...(request.destroy ? ['-destroy'] : []),
    ...(request.refreshOnly ? ['-refresh-only'] : []),
    ...(request.targets ?? []).map((target) => `-target=${target}`),
    `-out=${file}`,
  ];
  const command: Command = { args, label: request.label, log: `${request.name}-plan`, onInterrupt: 'drain' };
  try {
    const watched = await watch(session, workspace, command, { vars: await variablesOf(session, workspace) });
    interruptedBefore(watched.end, request.label);
    if (watched.end.exitCode !== 0) throw await commandFailed(session, request.label, watched);
    return { file, document: await showPlan(session, workspace, file, request) };
  } catch (error) {
    await session.context.env.fs.remove(file);
    throw error;
  }
}

/** What a saved plan says. */
export async function showPlan(
  session: Session,
  workspace: Workspace,
  file: string,
  request: Pick<PlanRequest, 'name' | 'label'>,
): Promise<PlanDocument> {
  const text = await quiet(
    session,
    workspace,
    ['show', '-json', file],
    `${request.name}-show`,
    request.label,
  );
  const parsed = parsePlan(text);
  if ('problem' in parsed) throw terraformUnreadable('plan', parsed.problem);
  return parsed.document;
}

/** Applies exactly this plan file. The caller judges how it ended. */
export async function applyPlan(
  session: Session,
  workspace: Workspace,
  request: { readonly name: string; readonly label: string; readonly file: string },
): Promise<Journaled> {
  const command: JournaledCommand = {
    args: ['apply', '-json', '-input=false', `-lock-timeout=${session.lockTimeout}`, request.file],
    label: request.label,
    log: `${request.name}-apply`,
    onInterrupt: 'drain',
    survivesHangup: true,
    deadlineMilliseconds: session.applyTimeout,
    graceMilliseconds: session.stopGrace,
    plan: request.file,
  };
  try {
    // A plan does not hold ephemeral values: https://developer.hashicorp.com/terraform/language/values/variables#exclude-values-from-state
    return await watchJournaled(session, workspace, command, await variablesOf(session, workspace));
  } finally {
    // What cannot be removed must not hide how the apply ended; a later run removes it.
    await session.context.env.fs.remove(request.file).catch(() => undefined);
  }
}

export interface OutputValue {
  readonly sensitive: boolean;
  readonly value: unknown;
}

export async function readOutputs(
  session: Session,
  workspace: Workspace,
): Promise<Readonly<Record<string, OutputValue>>> {
  const text = await quiet(
    session,
    workspace,
    ['output', '-json'],
    `${workspace.stack.name}-output`,
    'read outputs',
  );
  return parse(text, 'outputs') as Readonly<Record<string, OutputValue>>;
}

/** The state as terraform stores it, without starting a provider; undefined when there is none. */
export async function pullState(session: Session, workspace: Workspace): Promise<unknown> {
  const args = ['state', 'pull'];
  const text = await quiet(session, workspace, args, `${workspace.stack.name}-state`, 'read the state');
  return text.trim() === '' ? undefined : parse(text, 'state');
}

function variablesOf(session: Session, workspace: Workspace): Promise<Readonly<Record<string, string>>> {
  return withSecretVariables(session, workspace.stack, async (stored) => {
    const { resources } = readState(await pullState(session, workspace));
    return resources.some(({ address }) => address === stored);
  });
}

/** Runs a command whose output may hold secrets: it is read once and removed. */
async function quiet(
  session: Session,
  workspace: Workspace,
  args: readonly string[],
  log: string,
  label: string,
): Promise<string> {
  const { env } = session.context;
  const end = await runCommand(surroundingsOf(session, workspace.folder), {
    args,
    label,
    log,
    onInterrupt: 'kill',
  });
  try {
    interruptedBefore(end, label);
    if (end.exitCode !== 0) throw await commandFailed(session, label, { end, diagnostics: [] });
    return await env.fs.readText(end.stdout);
  } finally {
    await env.fs.remove(end.stdout);
    await keepPrivate(session, end.stderr);
  }
}

function parse(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw terraformUnreadable(what, 'it is not JSON');
  }
}
