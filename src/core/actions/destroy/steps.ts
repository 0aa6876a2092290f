/** The two steps of destroying one stack: take the protection away, destroy what was shown. */
import type { StackPlan } from '../../plan/model.ts';
import type { Prepared } from '../../plan/prepare.ts';
import { readPlan } from '../../plan/read.ts';
import { applyStage } from '../../plan/stage.ts';
import { makePlan } from '../../terraform/commands.ts';
import type { State } from '../../terraform/state.ts';
import { type Workspace, writeLift } from '../../terraform/workspace.ts';
import { liftCostsData, planMoved } from './errors.ts';
import { type Lift, liftFor, lossesOf, unseen } from './lift.ts';

export interface StackDestruction {
  readonly workspace: Workspace;
  readonly lift: Lift | undefined;
  /** Step one as it was shown. */
  readonly lifting: StackPlan | undefined;
  /** Step two as it was shown. */
  readonly shown: StackPlan;
}

/** Plans both steps for the review. Their plan files are not kept: step one moves the state, so both are made again. */
export async function planDestruction(
  prepared: Prepared,
  workspace: Workspace,
  state: State,
): Promise<StackDestruction> {
  const { cloud } = prepared.deployment;
  const lift = liftFor(state, workspace.stack, cloud);
  const lifting = lift && (await planLift(prepared, workspace, lift, discard));
  const shown = await planDestroy(prepared, workspace, 'review', discard);
  return { workspace, lift, lifting, shown };
}

/** Carries both steps out; returns how many resources were destroyed. */
export async function destroyStack(
  prepared: Prepared,
  { workspace, lift, shown }: StackDestruction,
  again: string,
): Promise<number> {
  const { session } = prepared;
  const { name } = workspace.stack;
  if (lift !== undefined) {
    await planLift(prepared, workspace, lift, async (file) => {
      await applyStage(session, workspace, { name: `${name}-lift`, label: liftLabel(name), file, again });
    });
  }
  let destroyed = 0;
  await planDestroy(prepared, workspace, 'destroy', async (file, fresh) => {
    const more = unseen(shown, fresh);
    if (more.length > 0) throw planMoved(more, again);
    const stage = { name: `${name}-destroy`, label: `destroy ${name}`, file, again };
    const { done } = await applyStage(session, workspace, stage);
    destroyed = done.filter((step) => step.action === 'delete').length;
  });
  return destroyed;
}

type Use = (file: string, plan: StackPlan) => Promise<void>;

const discard: Use = async () => {};

/** Only the protected resources are aimed at: a whole plan would make again what an earlier, broken-off destroy removed. */
async function planLift(prepared: Prepared, workspace: Workspace, lift: Lift, use: Use): Promise<StackPlan> {
  const { env } = prepared.context;
  const { name } = workspace.stack;
  await writeLift(env, workspace, lift.override);
  try {
    const request = { name: `${name}-lift`, label: `plan to ${liftLabel(name)}`, targets: lift.addresses };
    return await withPlan(prepared, workspace, request, async (file, plan) => {
      const losses = lossesOf(plan);
      if (losses.length > 0) throw liftCostsData(losses);
      await use(file, plan);
    });
  } finally {
    await writeLift(env, workspace, undefined);
  }
}

async function planDestroy(
  prepared: Prepared,
  workspace: Workspace,
  step: 'review' | 'destroy',
  use: Use,
): Promise<StackPlan> {
  const { name } = workspace.stack;
  const label = `plan to destroy ${name}`;
  return withPlan(prepared, workspace, { name: `${name}-${step}`, label, destroy: true }, use);
}

async function withPlan(
  prepared: Prepared,
  workspace: Workspace,
  request: Parameters<typeof makePlan>[2],
  use: Use,
): Promise<StackPlan> {
  const made = await makePlan(prepared.session, workspace, request);
  try {
    const plan = readPlan(made.document, workspace.stack);
    await use(made.file, plan);
    return plan;
  } finally {
    await prepared.context.env.fs.remove(made.file);
  }
}

function liftLabel(name: string): string {
  return `lift protection of ${name}`;
}
