/** Plans every stack that can be planned, foretells the others, and makes the review of it. */
import { type BtError, isBtError } from '../../errors.ts';
import type { Identity } from '../clouds/cloud.ts';
import { type MadePlan, makePlan, pullState } from '../terraform/commands.ts';
import { readState } from '../terraform/state.ts';
import type { Workspace } from '../terraform/workspace.ts';
import { findConcerns, type Protection, unusedAllowances } from './guard.ts';
import { handOver, type Inputs, plannedInputs, sourcesOf } from './inputs.ts';
import { type Counts, changeKinds, isPrediction, noCounts, type StackPlan } from './model.ts';
import type { GuardOptions } from './options.ts';
import { type Cause, foretell } from './prediction.ts';
import type { Prepared } from './prepare.ts';
import { readPlan } from './read.ts';
import type { PlanResult } from './result.ts';
import { stacksLeft } from './stacks-left.ts';
import { stageLabel } from './stage-label.ts';
import { stateMissing } from './state-missing.ts';
import { pendingSteps } from './steps.ts';
import { deployedRelease, lowestRelease, subjectOf } from './subject.ts';

export interface PlannedStacks {
  readonly result: PlanResult;
  /** Plan files by stack; they hold secrets, and whoever gets them removes them. */
  readonly files: ReadonlyMap<string, string>;
}

export interface PlannedStack {
  readonly plan: StackPlan;
  /** Undefined for what is only foretold. */
  readonly made: MadePlan | undefined;
  /** What a prediction knows of what is deployed: the release, and whether that is nothing at all. */
  readonly deployedRelease?: unknown;
  readonly known?: 'empty';
}

export async function planStacks(
  prepared: Prepared,
  identity: Identity,
  allow: GuardOptions,
): Promise<PlannedStacks> {
  const { session, workspaces, context } = prepared;
  const planned = new Map<string, PlannedStack>();
  try {
    for (const workspace of workspaces)
      planned.set(workspace.stack.name, await planOrForetell(prepared, workspace, planned));
  } catch (error) {
    await removePlans(prepared, filesOf(planned).values());
    throw error;
  }
  const stacks = [...planned.values()].map(({ plan }) => plan);
  const known = [...planned].flatMap(([name, one]) => {
    const found = one.made?.document ?? one.known;
    return found === undefined ? [] : [[name, found] as const];
  });
  const warning = await stateMissing(context.env, session.base, new Map(known));
  const left = await stacksLeft(prepared);
  for (const message of [warning, left]) if (message !== undefined) context.host.notify(message);
  const deployed = lowestRelease([
    deployedRelease([...planned.values()].flatMap(({ made }) => (made ? [made.document] : []))),
    ...[...planned.values()].map((one) => one.deployedRelease),
  ]);
  const result = reviewOf(prepared, identity, allow, { stacks, deployed });
  warnOfAllowances(prepared, result, allow);
  return { result, files: filesOf(planned) };
}

/** The review of some stacks. */
export function reviewOf(
  prepared: Prepared,
  identity: Identity,
  allow: GuardOptions,
  { stacks, deployed }: { readonly stacks: PlanResult['stacks']; readonly deployed: string | undefined },
): PlanResult {
  const { session, context, deployment, rendered, findings } = prepared;
  const concerns = findConcerns(stacks, protectionOf(prepared), allow);
  return {
    subject: subjectOf(prepared, deployed),
    identity,
    terraformVersion: session.terraform.version,
    hasChanges: stacks.some((stack) => stack.hasChanges),
    counts: sumCounts(stacks),
    stacks,
    concerns,
    blocked: concerns.some((concern) => !concern.allowed),
    endpoints: deployment.cloud.endpointVariables(context.env.vars),
    overrides: rendered.overrides.map((override) => override.source),
    findings,
    logs: session.runFolder,
  };
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
    return { plan: plan.hasChanges ? await withSteps(prepared, workspace, plan) : plan, made };
  } catch (error) {
    await removePlans(prepared, [made.file]);
    throw error;
  }
}

async function planOrForetell(
  prepared: Prepared,
  workspace: Workspace,
  planned: ReadonlyMap<string, PlannedStack>,
): Promise<PlannedStack> {
  const documents = new Map([...planned].map(([name, { made }]) => [name, made?.document]));
  const inputs = await plannedInputs(prepared, workspace, documents);
  if (inputs.unknown.length > 0) return prediction(prepared, workspace, { waitsFor: inputs.unknown });
  const changing = sourcesOf(workspace.stack).filter((name) => planned.get(name)?.plan.hasChanges);
  if (changing.length === 0) return planStack(prepared, workspace, inputs);
  // An empty stack makes everything that it has, and what it reads may be about to be made.
  if (await isEmpty(prepared, workspace)) return prediction(prepared, workspace, { waitsFor: changing });
  try {
    return await planStack(prepared, workspace, inputs);
  } catch (error) {
    if (!mayPass(error)) throw error;
    return prediction(prepared, workspace, { waitsFor: changing, because: error.message });
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

async function prediction(prepared: Prepared, workspace: Workspace, cause: Cause): Promise<PlannedStack> {
  const state = readState(await pullState(prepared.session, workspace));
  const { plan, deployedRelease: deployed } = await foretell(prepared, workspace, state, cause);
  return {
    plan: await withSteps(prepared, workspace, plan),
    made: undefined,
    deployedRelease: deployed,
    ...(state.resources.length === 0 ? { known: 'empty' } : {}),
  };
}

async function isEmpty({ session }: Prepared, workspace: Workspace): Promise<boolean> {
  return readState(await pullState(session, workspace)).resources.length === 0;
}

async function withSteps<P extends StackPlan>(prepared: Prepared, workspace: Workspace, plan: P): Promise<P> {
  const steps = (await pendingSteps(prepared, workspace)).map(({ id, text }) => ({ id, text }));
  return steps.length === 0 ? plan : { ...plan, steps };
}

/** What a prediction may turn out to touch is not called misspelt. */
function warnOfAllowances({ context, workspaces }: Prepared, result: PlanResult, allow: GuardOptions): void {
  const open = new Set(result.stacks.filter(isPrediction).map(({ stack }) => stack));
  const possible = new Set(
    workspaces.filter(({ stack }) => open.has(stack.name)).flatMap(({ stack }) => stack.addresses),
  );
  for (const address of unusedAllowances(result.concerns, allow)) {
    if (possible.has(address)) continue;
    context.host.notify({
      kind: 'note',
      code: 'allowance-unused',
      level: 'warning',
      text: `${address} was allowed, but the plan neither replaces nor destroys it; is the address right?`,
    });
  }
}

function filesOf(planned: ReadonlyMap<string, PlannedStack>): ReadonlyMap<string, string> {
  return new Map([...planned].flatMap(([name, { made }]) => (made ? [[name, made.file] as const] : [])));
}

export async function removePlans(prepared: Prepared, files: Iterable<string>): Promise<void> {
  for (const file of files) await prepared.context.env.fs.remove(file);
}

export function protectionOf({ deployment, workspaces }: Prepared): Protection {
  return {
    types: deployment.cloud.statefulTypes,
    addresses: new Set(workspaces.flatMap((workspace) => [...workspace.protectedAddresses])),
  };
}

export function sumCounts(plans: readonly StackPlan[]): Counts {
  const total = noCounts();
  for (const plan of plans) for (const kind of changeKinds) total[kind] += plan.counts[kind];
  return total;
}
