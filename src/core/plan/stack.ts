/** Plans one stack, or foretells it where that cannot be done yet. */
import { type BtError, isBtError } from '../../errors.ts';
import { type MadePlan, makePlan, pullState } from '../terraform/commands.ts';
import { readState } from '../terraform/state.ts';
import type { Workspace } from '../terraform/workspace.ts';
import { handOver, type Inputs, plannedInputs, sourcesOf } from './inputs.ts';
import type { StackPlan } from './model.ts';
import { type Cause, foretell } from './prediction.ts';
import type { Prepared } from './prepare.ts';
import { readPlan } from './read.ts';
import type { StoredOutputs } from './release-guard.ts';
import { stageLabel } from './stage-label.ts';
import { withSteps } from './steps.ts';

export interface PlannedStack {
  readonly plan: StackPlan;
  /** Undefined for what is only foretold. */
  readonly made: MadePlan | undefined;
  /** What a prediction knows of what is deployed: the stored outputs, and whether that is nothing at all. */
  readonly stored?: StoredOutputs;
  readonly known?: 'empty';
}

/** Plans one stack with its inputs; the caller removes the file. */
export async function planStack(
  prepared: Prepared,
  workspace: Workspace,
  inputs: Inputs,
): Promise<PlannedStack & { readonly made: MadePlan }> {
  const { name } = workspace.stack;
  await handOver(prepared, workspace, inputs);
  const label = stageLabel(prepared, workspace, 'plan');
  const made = await makePlan(prepared.session, workspace, { name, label });
  try {
    const plan = readPlan(made.document, workspace.stack);
    return { plan: await withSteps(prepared, workspace, plan), made };
  } catch (error) {
    await prepared.context.env.fs.remove(made.file);
    throw error;
  }
}

export async function planOrForetell(
  prepared: Prepared,
  workspace: Workspace,
  planned: ReadonlyMap<string, PlannedStack>,
): Promise<PlannedStack> {
  const documents = new Map([...planned].map(([name, { made }]) => [name, made?.document]));
  const inputs = await plannedInputs(prepared, workspace, documents);
  if (inputs.unknown.length > 0) return foretellStack(prepared, workspace, { waitsFor: inputs.unknown });
  const changing = sourcesOf(workspace.stack).filter((name) => {
    const source = planned.get(name)?.plan;
    return source?.hasChanges && !source.stepsOnly;
  });
  if (changing.length === 0) return planStack(prepared, workspace, inputs);
  // An empty stack makes everything that it has, and what it reads may be about to be made.
  if (await isEmpty(prepared, workspace)) return foretellStack(prepared, workspace, { waitsFor: changing });
  try {
    return await planStack(prepared, workspace, inputs);
  } catch (error) {
    if (!mayPass(error)) throw error;
    return foretellStack(prepared, workspace, { waitsFor: changing, because: error.message });
  }
}

/** What is not there, or not reachable, may be what the stages before are about to make. */
function mayPass(error: unknown): error is BtError {
  return (
    isBtError(error) &&
    (error.kind === 'terraform' || error.kind === 'access') &&
    error.code !== 'license-key-missing'
  );
}

/** A stack as it is foretold, because of what is not there yet. */
export async function foretellStack(
  prepared: Prepared,
  workspace: Workspace,
  cause: Cause,
): Promise<PlannedStack> {
  const state = readState(await pullState(prepared.session, workspace));
  const { plan, stored } = await foretell(prepared, workspace, state, cause);
  return {
    plan: await withSteps(prepared, workspace, plan),
    made: undefined,
    stored,
    ...(state.resources.length === 0 ? { known: 'empty' } : {}),
  };
}

async function isEmpty({ session }: Prepared, workspace: Workspace): Promise<boolean> {
  return readState(await pullState(session, workspace)).resources.length === 0;
}
