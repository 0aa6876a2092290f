/** Applies one reviewed plan and judges how it ended. */
import type { BtError } from '../../errors.ts';
import { commandFailed } from '../terraform/command-failed.ts';
import { applyPlan, pullState } from '../terraform/commands.ts';
import { errorsAmong, formatDiagnostics } from '../terraform/diagnostics.ts';
import { interrupted, terraformFailed } from '../terraform/errors.ts';
import { explain, textOf } from '../terraform/explain.ts';
import type { Session } from '../terraform/session.ts';
import { readState, taintedAddresses } from '../terraform/state.ts';
import type { Watched } from '../terraform/watch.ts';
import type { Workspace } from '../terraform/workspace.ts';

export interface Stage {
  readonly name: string;
  /** Such as `apply data-plane`. */
  readonly label: string;
  readonly file: string;
  /** The command that goes on after a failure. */
  readonly again: string;
}

export interface Applied {
  /** Resources created, changed or destroyed. */
  readonly done: readonly { readonly address: string; readonly action: string }[];
}

/** Throws kind `interrupted`, or what terraform's failure means, with everything that was done until then. */
export async function applyStage(session: Session, workspace: Workspace, stage: Stage): Promise<Applied> {
  const watched = await applyPlan(session, workspace, stage);
  const { end, progress } = watched;
  if (end.exitCode === 0 && end.interruptedBy === undefined) return { done: progress.completed };
  const aftermath = await survey(session, workspace, watched);
  if (end.interruptedBy !== undefined) throw interruption(session, stage, watched, aftermath);
  throw await failure(session, stage, watched, aftermath);
}

interface Aftermath {
  readonly count: string;
  readonly lines: readonly string[];
  /** Set when terraform could not store its state: where it is now. */
  readonly erroredState: string | undefined;
}

async function survey(session: Session, workspace: Workspace, watched: Watched): Promise<Aftermath> {
  const { completed, failed, running, planned } = watched.progress;
  const tainted = await pullState(session, workspace)
    .then((pulled) => taintedAddresses(readState(pulled)))
    .catch(() => undefined);
  const list = (title: string, addresses: readonly string[]) =>
    addresses.length === 0 ? [] : [`${title}:`, ...addresses.map((address) => `  ${address}`)];
  return {
    count: `${completed.length} of ${planned} changes were made`,
    lines: [
      ...list(
        'done',
        completed.map((step) => `${step.action} ${step.address}`),
      ),
      ...list('failed', failed),
      ...list('begun, end unknown', running),
      ...list(
        'tainted: the next apply replaces these; keep a healthy one with terraform untaint',
        tainted ?? [],
      ),
      ...(tainted === undefined ? ['the state could not be read afterwards'] : []),
    ],
    erroredState: await rescueState(session, workspace),
  };
}

/** A state that could not be stored is moved beside the run's record, out of the way of the next run. */
async function rescueState(session: Session, workspace: Workspace): Promise<string | undefined> {
  const { fs } = session.context.env;
  const from = `${workspace.folder}/errored.tfstate`;
  if ((await fs.stat(from)) === undefined) return undefined;
  const to = `${session.runFolder}/errored.tfstate`;
  await fs.write(to, await fs.readBytes(from));
  await fs.remove(from);
  return to;
}

function interruption(session: Session, stage: Stage, watched: Watched, aftermath: Aftermath): BtError {
  const { end, diagnostics } = watched;
  const clean = end.signalsSent < 2 && end.signal === undefined && aftermath.erroredState === undefined;
  const stuck = diagnostics.some((diagnostic) => /releasing the state lock/i.test(textOf(diagnostic)));
  const state = clean ? 'terraform saved its state' : 'its state may be incomplete';
  const lock = clean && !stuck ? 'released the lock' : 'a lock may remain';
  return interrupted(
    end.interruptedBy ?? 'SIGINT',
    `stopped by ${end.interruptedBy} while it was to ${stage.label}; ${aftermath.count}; ${state}${clean && !stuck ? ' and ' : '; '}${lock}`,
    clean
      ? `safe to run again, which goes on where this stopped: ${stage.again}`
      : `compare state and cloud before you go on: bt-dataplane status; terraform's log is ${end.stdout}`,
    session.redact(
      [formatDiagnostics(errorsAmong(diagnostics)), aftermath.lines.join('\n')].filter(Boolean).join('\n\n'),
    ),
  );
}

async function failure(
  session: Session,
  stage: Stage,
  { end, diagnostics }: Watched,
  aftermath: Aftermath,
): Promise<BtError> {
  const error = await commandFailed(session, stage.label, { end, diagnostics }, aftermath.count);
  const known = explain(errorsAmong(diagnostics).map(textOf), session.deployment.cloud.failures);
  return terraformFailed({
    kind: error.kind,
    code: error.code,
    message: error.message,
    hint: hintOf(stage, end.stdout, known?.hint, aftermath.erroredState),
    detail: [error.detail, session.redact(aftermath.lines.join('\n'))].filter(Boolean).join('\n\n'),
  });
}

function hintOf(
  stage: Stage,
  log: string,
  known: string | undefined,
  erroredState: string | undefined,
): string {
  const again = `safe to run again, what is done stays done: ${stage.again}; terraform's log is ${log}`;
  if (erroredState === undefined) return known === undefined ? again : `${known}; then ${again}`;
  return `the state could not be stored and is in ${erroredState}; before anything else, in the rendered folder: terraform state push ${erroredState}`;
}
