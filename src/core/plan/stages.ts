/**
 * Applies what was reviewed, stage by stage. A stage that was only foretold is planned when its time comes, and goes on by
 * itself only if that plan is what was foretold.
 */
import type { Message } from '../io/host.ts';
import type { StackEnding } from '../terraform/run-record.ts';
import type { Session } from '../terraform/session.ts';
import type { Workspace } from '../terraform/workspace.ts';
import { withDone } from './errors.ts';
import { refuseBlocked } from './guard.ts';
import { appliedInputs } from './inputs.ts';
import { type Concern, isPrediction, type Prediction, type StackPlan } from './model.ts';
import type { GuardOptions } from './options.ts';
import { overall } from './overall-progress.ts';
import { differences } from './prediction.ts';
import type { Guarded, Prepared } from './prepare.ts';
import type { PlanResult } from './result.ts';
import { planStack } from './stack.ts';
import { type PlannedStacks, removePlans, reviewOf } from './stacks.ts';
import { applyStage } from './stage.ts';
import { stageLabel, stageOf } from './stage-label.ts';
import { type RanStep, runSteps } from './steps.ts';

export interface StagesRequest {
  readonly allow: GuardOptions;
  /** The command that goes on after a failure. */
  readonly again: string;
  /** Told how each stack ended, as soon as it has. */
  readonly onEnd: (stack: string, ending: StackEnding) => void;
  /** Asks about a stage whose plan is not what was foretold; throws when there is no consent. */
  readonly ask: (review: PlanResult, differences: readonly string[]) => Promise<void>;
}

export interface DoneStep {
  readonly stack: string;
  readonly address: string;
  readonly action: string;
}

export interface DoneStages {
  /** Every step that terraform carried out, in order. */
  readonly done: readonly DoneStep[];
  /** Every step besides terraform, in order. */
  readonly steps: readonly RanStep[];
}

/** What is done when it throws stays done. */
export async function applyStages(
  prepared: Guarded,
  { result, files }: PlannedStacks,
  request: StagesRequest,
): Promise<DoneStages> {
  const done: DoneStep[] = [];
  const ran: RanStep[] = [];
  const ended: string[] = [];
  for (const workspace of prepared.workspaces) {
    const { name } = workspace.stack;
    const plan = result.stacks.find(({ stack }) => stack === name);
    if (plan === undefined) continue;
    const session = { ...prepared.session, context: overall(prepared, workspace, result.stacks) };
    const applyIt: ApplyIt = (real, file) =>
      applyReal(prepared, workspace, { plan: real, file, session, request });
    try {
      const stage = isPrediction(plan)
        ? await applyForetold(prepared, workspace, plan, { ...request, applyIt })
        : await applyIt(plan, files.get(name));
      done.push(...stage.done.map((step) => ({ stack: name, ...step })));
      ran.push(...stage.ran);
      request.onEnd(name, plan.hasChanges ? 'applied' : 'unchanged');
    } catch (thrown) {
      throw withDone(thrown, ended);
    }
    ended.push(`${stageOf(prepared, workspace)} (${name}) is done`);
  }
  return { done, steps: ran };
}

interface Done {
  readonly done: readonly { readonly address: string; readonly action: string }[];
  readonly ran: readonly RanStep[];
}
type ApplyIt = (plan: StackPlan, file: string | undefined) => Promise<Done>;

interface Real {
  readonly plan: StackPlan;
  readonly file: string | undefined;
  readonly session: Session;
  readonly request: StagesRequest;
}

async function applyReal(
  prepared: Prepared,
  workspace: Workspace,
  { plan, file, session, request: { again, onEnd } }: Real,
): Promise<Done> {
  if (file === undefined || !plan.hasChanges) return { done: [], ran: [] };
  const { name } = workspace.stack;
  const ran: RanStep[] = [];
  let done: Done['done'] = [];
  if (!plan.stepsOnly) {
    ran.push(...(await runSteps(prepared, workspace, { when: 'before', plan, again })));
    const label = stageLabel(prepared, workspace, 'apply');
    done = (await applyStage(session, workspace, { name, label, file, again })).done;
  }
  // Before its steps: it is applied, also when one of them fails.
  onEnd(name, 'applied');
  ran.push(...(await runSteps(prepared, workspace, { when: 'after', plan, again })));
  return { done, ran };
}

async function applyForetold(
  prepared: Guarded,
  workspace: Workspace,
  foretold: Prediction,
  { allow, again, ask, applyIt }: StagesRequest & { readonly applyIt: ApplyIt },
): Promise<Done> {
  const { made, plan } = await planStack(prepared, workspace, await appliedInputs(prepared, workspace));
  try {
    const review = reviewOf(prepared, prepared.identity, allow, {
      stacks: [plan],
      deployed: undefined,
      documents: new Map([[workspace.stack.name, made.document]]),
    });
    refuseBlocked(review.concerns, again);
    const surprises = plan.hasChanges && !plan.stepsOnly ? surprisesOf(foretold, plan, review.concerns) : [];
    if (surprises.length > 0) await ask(review, surprises);
    else prepared.context.host.notify(asForetold(plan));
    return await applyIt(plan, made.file);
  } finally {
    await removePlans(prepared, [made.file]);
  }
}

/** A prediction has no drift, so what went missing and is made anew is a loss that only the plan shows. */
function surprisesOf(foretold: StackPlan, plan: StackPlan, concerns: readonly Concern[]): readonly string[] {
  return [
    ...differences(foretold, plan),
    ...concerns
      .filter(({ severity }) => severity === 'blocking')
      .map(({ address, noun, because }) => `${address} (${noun}): ${because}`),
  ];
}

function asForetold({ stack, ...plan }: StackPlan): Message {
  const hasChanges = plan.hasChanges && !plan.stepsOnly;
  return {
    kind: 'note',
    code: hasChanges ? 'as-foretold' : 'stage-unchanged',
    level: 'info',
    text: hasChanges
      ? `the plan of ${stack} is what was foretold, so it is applied`
      : `the plan of ${stack} has no changes`,
  };
}
