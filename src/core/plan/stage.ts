/** Applies one reviewed plan and judges how it ended. */
import type { BtError } from '../../errors.ts';
import { commandFailed } from '../terraform/command-failed.ts';
import { commandOn } from '../terraform/command-on.ts';
import { applyPlan, pullState } from '../terraform/commands.ts';
import { errorsAmong, formatDiagnostics } from '../terraform/diagnostics.ts';
import { interrupted, pushCommand, terraformFailed } from '../terraform/errors.ts';
import { explain, textOf } from '../terraform/explain.ts';
import { readJournal, settleJournal } from '../terraform/journal.ts';
import type { Journaled } from '../terraform/journaled.ts';
import type { Session } from '../terraform/session.ts';
import { accountFor, type Ending } from '../terraform/settlement.ts';
import { readState, taintedAddresses } from '../terraform/state.ts';
import { isTorn, stateBeforeTorn } from '../terraform/torn-state.ts';
import { unstoredState } from '../terraform/unstored-state.ts';
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
  // A second signal may come when terraform has just ended: it must not end us before we know what is left.
  const unlisten = session.context.env.interrupts.listen(() => {});
  try {
    return await applyAndJudge(session, workspace, stage);
  } finally {
    unlisten();
  }
}

async function applyAndJudge(session: Session, workspace: Workspace, stage: Stage): Promise<Applied> {
  const watched = await applyPlan(session, workspace, stage);
  const { end, progress } = watched;
  if (end.exitCode === 0) {
    const { env } = session.context;
    const journal = await readJournal(env, watched.journal);
    if (journal !== undefined) await settleJournal(env, session.base, journal).catch(() => undefined);
    if (end.interruptedBy === undefined) return { done: progress.completed };
  }
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
  readonly ending: Ending;
  /** True when something has to be taken over before the next plan. */
  readonly recover: boolean;
  readonly tainted: readonly string[];
  /** True when nobody knows what the state holds: a further signal can end the look at it. */
  readonly unread: boolean;
}

async function survey(session: Session, workspace: Workspace, watched: Journaled): Promise<Aftermath> {
  const { completed, failed, running, planned } = watched.progress;
  const { env } = session.context;
  // Half a file is no state: what was made is in the journal then.
  const rest = await unstoredState(env, workspace);
  const erroredState = (await isTorn(env, rest)) ? undefined : rest;
  const state = (await isTorn(env, workspace.localState))
    ? readState(await stateBeforeTorn(env, workspace))
    : await pullState(session, workspace)
        .then(readState)
        .catch(() => undefined);
  const tainted = state && taintedAddresses(state);
  const kept =
    erroredState === undefined
      ? state
      : await env.fs
          .readText(erroredState)
          .then((text) => readState(JSON.parse(text)))
          .catch(() => undefined);
  const ending = await accountFor(session, workspace, {
    file: watched.journal,
    endedAt: watched.end.endedAt,
    state: kept,
    stored: erroredState === undefined,
  });
  const { lost = [], superseded = [], halfMade = [], refused = [] } = ending.unfinished ?? {};
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
      ...list(
        'made, but in no state',
        [...lost, ...superseded].map(({ address, id }) =>
          id === undefined ? address : `${address} (${id})`,
        ),
      ),
      ...list('begun, end unknown', halfMade.length > 0 ? halfMade : running),
      ...list('there is one of that name already', refused),
      ...list(
        'tainted: the next apply replaces these; keep a healthy one with terraform untaint',
        tainted ?? [],
      ),
      ...(tainted === undefined ? ['the state could not be read afterwards'] : []),
    ],
    erroredState,
    ending,
    recover: lost.length + superseded.length + halfMade.length + refused.length > 0,
    tainted: tainted ?? [],
    unread: kept === undefined,
  };
}

function interruption(session: Session, stage: Stage, watched: Journaled, aftermath: Aftermath): BtError {
  const { end, diagnostics } = watched;
  const clean = end.signalsSent < 2 && end.signal === undefined && aftermath.erroredState === undefined;
  const stuck = diagnostics.some((diagnostic) => /releasing the state lock/i.test(textOf(diagnostic)));
  const free = (clean && !stuck) || aftermath.ending.lock === 'removed';
  const state = clean ? 'terraform saved its state' : 'its state may be incomplete';
  const lock = !free ? 'a lock may remain' : clean ? 'released the lock' : 'no lock remains';
  return interrupted(
    end.interruptedBy ?? 'SIGINT',
    `stopped by ${end.interruptedBy} while it was to ${stage.label}; ${aftermath.count === undefined ? '' : `${aftermath.count}; `}${state}${clean && free ? ' and ' : '; '}${lock}`,
    hintAfterStop(session, stage, clean, aftermath),
    session.redact(
      [formatDiagnostics(errorsAmong(diagnostics)), aftermath.lines.join('\n')].filter(Boolean).join('\n\n'),
    ),
  );
}

function hintAfterStop(session: Session, { again }: Stage, clean: boolean, aftermath: Aftermath): string {
  if (aftermath.recover)
    return `what was made is in the journal: ${commandOn(session, 'recover')}; then: ${again}`;
  if (aftermath.unread)
    return `whether the state has all that was made is not known; this looks, and takes over what is missing: ${commandOn(session, 'recover')}; then: ${again}`;
  if (clean) return `safe to run again, which goes on where this stopped: ${again}`;
  if (aftermath.erroredState !== undefined)
    return `the next run stores the state that is kept in ${aftermath.erroredState}, and goes on: ${again}`;
  return `nothing that was made is missing from the state; safe to run again: ${again}`;
}

async function failure(
  session: Session,
  workspace: Workspace,
  stage: Stage,
  { end, diagnostics }: Journaled,
  aftermath: Aftermath,
): Promise<BtError> {
  const error = await commandFailed(session, stage.label, { end, diagnostics }, aftermath.count);
  const known = explain(errorsAmong(diagnostics).map(textOf), session.deployment.cloud.failures);
  const { erroredState } = aftermath;
  const recover = aftermath.recover ? commandOn(session, 'recover') : undefined;
  const stateLost = error.code === 'state-not-saved' && erroredState === undefined;
  const advice = {
    recover,
    again: stage.again,
    log: end.stdout,
    known: stateLost
      ? 'terraform could not keep the state anywhere, whatever it says: make room, or repair the backend'
      : known?.hint,
    // A shell between us and terraform reports a signal as 128 and its number.
    killed: end.signal !== undefined || (end.exitCode ?? 0) > 128,
    stateLost,
    push: erroredState === undefined ? undefined : pushCommand(erroredState, workspace.stack.folder),
  };
  const late = end.timedOut ? 'its time was over' : undefined;
  return terraformFailed({
    kind: error.kind,
    code: late === undefined ? error.code : 'apply-timeout',
    message: [error.message, late, lockEnds[aftermath.ending.lock]].filter(Boolean).join('; '),
    hint: error.kind === 'stale' ? `${error.hint}: ${stage.again}` : adviceAfter(advice),
    detail: [error.detail, session.redact(aftermath.lines.join('\n'))].filter(Boolean).join('\n\n'),
  });
}

const lockEnds = { none: undefined, removed: 'its lock was removed', left: 'its lock remains' } as const;

interface Advice {
  /** The command that takes over what is in no state; undefined when there is nothing of that kind. */
  readonly recover: string | undefined;
  readonly again: string;
  readonly log: string;
  readonly known: string | undefined;
  readonly killed: boolean;
  /** Terraform could write its state nowhere, whatever it says. */
  readonly stateLost: boolean;
  readonly push: string | undefined;
}

function adviceAfter({ recover, again, log, known, killed, stateLost, push }: Advice): string {
  if (push !== undefined)
    return `the state could not be stored, and is kept; once that is mended, the next run stores it and goes on: ${again}; by hand: ${push}`;
  if (recover !== undefined)
    return `${known === undefined ? '' : `${known}; then `}what terraform made and did not save is in the journal, and is taken over by: ${recover}; then: ${again}`;
  if (stateLost)
    return `terraform could not write errored.tfstate either; make room or repair the backend; then, to take over what is listed as done: ${again}`;
  if (killed)
    return `terraform was killed; nothing that it made is missing from the state, so it is safe to run again: ${again}; terraform's log is ${log}`;
  const safe = `safe to run again, what is done stays done: ${again}; terraform's log is ${log}`;
  return known === undefined ? safe : `${known}; then ${safe}`;
}
