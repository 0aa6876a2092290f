/** `status`: what is deployed, as far as the state tells, and what to do next. Reads the state only. */
import type { Context } from '../../context.ts';
import type { DriveOptions } from '../../plan/options.ts';
import { initializeAll, prepare } from '../../plan/prepare.ts';
import type { Subject } from '../../plan/result.ts';
import { lowestRelease, releaseOutput, subjectOf } from '../../plan/subject.ts';
import { pullState, readOutputs } from '../../terraform/commands.ts';
import { lastRun, type RunRecord } from '../../terraform/run-record.ts';
import { readState, taintedAddresses } from '../../terraform/state.ts';

export type StatusOptions = DriveOptions;

export interface StackStatus {
  readonly stack: string;
  readonly resources: number;
  /** Of the state; rises with each change. 0 when there is none. */
  readonly serial: number;
  /** Left half-made by an earlier apply; the next one replaces these. */
  readonly tainted: readonly string[];
  readonly release: string | undefined;
}

export interface StatusResult {
  readonly subject: Subject;
  /** `changed` when the rendered stacks differ from what was last applied from this machine; `unknown` when that is not known. */
  readonly drift: 'same' | 'changed' | 'unknown';
  readonly deployed: boolean;
  readonly stacks: readonly StackStatus[];
  readonly lastRun: RunRecord | undefined;
  /** The command to run next, without flags. */
  readonly next: 'apply' | 'plan';
}

export async function status(context: Context, options: StatusOptions = {}): Promise<StatusResult> {
  const prepared = await prepare(context, options, { action: 'status', judged: false });
  const { session, workspaces, rendered } = prepared;
  await initializeAll(prepared);
  const stacks: StackStatus[] = [];
  for (const workspace of workspaces) {
    const state = readState(await pullState(session, workspace));
    const release = state.serial === 0 ? undefined : (await readOutputs(session, workspace))[releaseOutput];
    stacks.push({
      stack: workspace.stack.name,
      resources: state.resources.length,
      serial: state.serial,
      tainted: taintedAddresses(state),
      release: typeof release?.value === 'string' ? release.value : undefined,
    });
  }
  const last = await lastRun(context.env, session.base);
  const settled = last?.action === 'apply' && (last.outcome === 'done' || last.outcome === 'nothing-to-do');
  const deployed = stacks.some((stack) => stack.resources > 0);
  const drift = !settled ? 'unknown' : last.digest === rendered.digest ? 'same' : 'changed';
  // A look leaves no record; after a failure terraform's whole output stays, since the message names it.
  await context.env.fs.remove(session.runFolder);
  return {
    subject: subjectOf(prepared, lowestRelease(stacks.map((stack) => stack.release))),
    drift,
    deployed,
    stacks,
    lastRun: last,
    next: isUnfinished(last, stacks) ? 'apply' : 'plan',
  };
}

/** A run that broke off, or a stage that was not reached, is gone on with by applying again. */
function isUnfinished(last: RunRecord | undefined, stacks: readonly StackStatus[]): boolean {
  if (last?.outcome === 'failed' || last?.outcome === 'interrupted') return true;
  const deployed = stacks.filter(({ resources }) => resources > 0).length;
  return last?.action === 'apply' && deployed > 0 && deployed < stacks.length;
}
