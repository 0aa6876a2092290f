/** Applies one reviewed plan and judges how it ended. */
import type { BtError } from '../../errors.ts';
import { commandFailed } from '../terraform/command-failed.ts';
import { applyPlan, pullState } from '../terraform/commands.ts';
import { errorsAmong, formatDiagnostics } from '../terraform/diagnostics.ts';
import { interrupted, pushCommand, terraformFailed } from '../terraform/errors.ts';
import { explain, textOf } from '../terraform/explain.ts';
import type { Session } from '../terraform/session.ts';
import { readState, taintedAddresses } from '../terraform/state.ts';
import { unstoredState } from '../terraform/unstored-state.ts';
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
  throw await failure(session, workspace, stage, watched, aftermath);
}

interface Aftermath {
  /** Undefined when terraform announced none: it did not get that far. */
  readonly count: string | undefined;
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
    count: planned === 0 ? undefined : `${completed.length} of ${planned} changes were made`,
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
    erroredState: await unstoredState(session.context.env, workspace),
  };
}

function interruption(session: Session, stage: Stage, watched: Watched, aftermath: Aftermath): BtError {
  const { end, diagnostics } = watched;
  const clean = end.signalsSent < 2 && end.signal === undefined && aftermath.erroredState === undefined;
  const stuck = diagnostics.some((diagnostic) => /releasing the state lock/i.test(textOf(diagnostic)));
  const state = clean ? 'terraform saved its state' : 'its state may be incomplete';
  const lock = clean && !stuck ? 'released the lock' : 'a lock may remain';
  return interrupted(
    end.interruptedBy ?? 'SIGINT',
    `stopped by ${end.interruptedBy} while it was to ${stage.label}; ${aftermath.count === undefined ? '' : `${aftermath.count}; `}${state}${clean && !stuck ? ' and ' : '; '}${lock}`,
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
  workspace: Workspace,
  stage: Stage,
  { end, diagnostics }: Watched,
  aftermath: Aftermath,
): Promise<BtError> {
  const error = await commandFailed(session, stage.label, { end, diagnostics }, aftermath.count);
  const known = explain(errorsAmong(diagnostics).map(textOf), session.deployment.cloud.failures);
  const { erroredState } = aftermath;
  const advice = {
    again: stage.again,
    log: end.stdout,
    known: known?.hint,
    // A shell between us and terraform reports a signal as 128 and its number.
    killed: end.signal !== undefined || (end.exitCode ?? 0) > 128,
    stateLost: error.code === 'state-not-saved' && erroredState === undefined,
    push: erroredState === undefined ? undefined : pushCommand(erroredState, workspace.stack.folder),
  };
  return terraformFailed({
    kind: error.kind,
    code: error.code,
    message: error.message,
    hint: error.kind === 'stale' ? `${error.hint}: ${stage.again}` : adviceAfter(advice),
    detail: [error.detail, session.redact(aftermath.lines.join('\n'))].filter(Boolean).join('\n\n'),
  });
}

interface Advice {
  readonly again: string;
  readonly log: string;
  readonly known: string | undefined;
  readonly killed: boolean;
  /** Terraform could write its state nowhere, whatever it says. */
  readonly stateLost: boolean;
  readonly push: string | undefined;
}

function adviceAfter({ again, log, known, killed, stateLost, push }: Advice): string {
  const unknown = `whatever exists and is in no state, terraform import in the rendered folder or delete by hand; then: ${again}; terraform's log is ${log}`;
  if (push !== undefined)
    return `the state could not be stored; before anything else: ${push}; then: ${again}`;
  if (stateLost)
    return `terraform could not write errored.tfstate either, so what is listed as done may be in no state; make room or repair the backend; ${unknown}`;
  if (killed)
    return `terraform was killed, so what it made since it last saved is in no state, and a lock may remain; look with: bt-dataplane status; ${unknown}`;
  const safe = `safe to run again, what is done stays done: ${again}; terraform's log is ${log}`;
  return known === undefined ? safe : `${known}; then ${safe}`;
}
