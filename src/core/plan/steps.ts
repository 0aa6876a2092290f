/** What is done besides terraform, before or after a stack is applied: what no provider can do. */
import { isBtError } from '../../errors.ts';
import type { StageStep, StepContext } from '../clouds/cloud.ts';
import { pullState } from '../terraform/commands.ts';
import { interrupted } from '../terraform/errors.ts';
import { readState } from '../terraform/state.ts';
import type { Workspace } from '../terraform/workspace.ts';
import { stepFailed, stepUnclear } from './errors.ts';
import type { StackPlan } from './model.ts';
import { storedOutput } from './outputs.ts';
import type { Prepared } from './prepare.ts';
import { ticking } from './ticking.ts';
import { untilStopped } from './until-stopped.ts';

export interface StepsRequest {
  readonly when: StageStep['when'];
  /** The plan at hand. */
  readonly plan: StackPlan;
  /** The command that goes on after a failure. */
  readonly again: string;
}

export interface RanStep {
  readonly stack: string;
  readonly id: string;
}

/** The same plan with the steps that have not been done. One that is left after everything is applied is a change. */
export async function withSteps<P extends StackPlan>(
  prepared: Prepared,
  workspace: Workspace,
  plan: P,
): Promise<P> {
  const pending = await pendingSteps(prepared, workspace, plan, plan.hasChanges ? 'both' : 'after');
  const steps = pending.map(({ id, text, when }) => ({ id, text, when }));
  if (steps.length === 0) return plan;
  return plan.hasChanges ? { ...plan, steps } : { ...plan, steps, hasChanges: true, stepsOnly: true };
}

/** Does those that are left, one after the other; throws kind `access` or `unhealthy` when one fails. */
export async function runSteps(
  prepared: Prepared,
  workspace: Workspace,
  { when, plan, again }: StepsRequest,
): Promise<readonly RanStep[]> {
  const ran: RanStep[] = [];
  for (const step of stepsOf(prepared, workspace, when)) {
    // Asked right before it is done: what the step before it did may have done it too.
    if (await isDone(step, await contextFor(prepared, workspace, plan))) continue;
    await runStep(prepared, workspace, step, { when, plan, again });
    ran.push({ stack: workspace.stack.name, id: step.id });
  }
  return ran;
}

async function runStep(
  prepared: Prepared,
  workspace: Workspace,
  step: StageStep,
  { plan, again }: StepsRequest,
): Promise<void> {
  const { env, host } = prepared.context;
  const label = `step: ${step.text}`;
  const stop = new AbortController();
  const context = await contextFor(prepared, workspace, plan, stop.signal);
  await untilStopped(
    env,
    () => ticking({ env, host, label, signal: stop.signal }, (progress) => step.run(context, progress)),
    (name) => interrupted(name, `stopped by ${name} at the ${label}`, `safe to run again: ${again}`),
  )
    .catch((thrown: unknown) => {
      if (isBtError(thrown) && thrown.kind === 'interrupted') throw thrown;
      throw stepFailed(step, thrown, again);
    })
    .finally(() => stop.abort());
  host.notify({ kind: 'done', code: 'step', text: `${label}: done` });
}

function stepsOf({ deployment }: Prepared, { stack }: Workspace, when: StageStep['when'] | 'both') {
  return (deployment.cloud.steps ?? []).filter(
    (step) => step.stack === stack.name && (when === 'both' || step.when === when),
  );
}

/** State and cloud are asked only where there is a step. */
async function pendingSteps(
  prepared: Prepared,
  workspace: Workspace,
  plan: StackPlan,
  when: StageStep['when'] | 'both',
): Promise<readonly StageStep[]> {
  const steps = stepsOf(prepared, workspace, when);
  if (steps.length === 0) return [];
  const context = await contextFor(prepared, workspace, plan);
  const pending: StageStep[] = [];
  for (const step of steps) if (!(await isDone(step, context))) pending.push(step);
  return pending;
}

function isDone(step: StageStep, context: StepContext): Promise<boolean> {
  const stop = new AbortController();
  return untilStopped(
    context.env,
    () => step.isDone({ ...context, signal: stop.signal }),
    (name) => interrupted(name, `stopped by ${name}; nothing was changed meanwhile`, 'safe to run again'),
  )
    .catch((thrown: unknown) => {
      throw isBtError(thrown) && thrown.kind === 'interrupted' ? thrown : stepUnclear(step, thrown);
    })
    .finally(() => stop.abort());
}

async function contextFor(
  prepared: Prepared,
  workspace: Workspace,
  plan: StackPlan,
  signal: AbortSignal = new AbortController().signal,
): Promise<StepContext> {
  return {
    config: prepared.deployment.config,
    env: prepared.context.env,
    state: readState(await pullState(prepared.session, workspace)),
    changing: plan.changes.map(({ address }) => address),
    signal,
    output: (stack, name) => storedOutput(prepared, stack, name),
  };
}
