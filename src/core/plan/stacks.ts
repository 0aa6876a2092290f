/** Plans every stack that can be planned, foretells the others, and makes the review of it. */
import type { Identity } from '../clouds/cloud.ts';
import { findConcerns, type Protection, unusedAllowances } from './guard.ts';
import { type Counts, changeKinds, isPrediction, noCounts, type StackPlan } from './model.ts';
import type { GuardOptions } from './options.ts';
import type { Prepared } from './prepare.ts';
import type { PlanResult } from './result.ts';
import { type PlannedStack, planOrForetell } from './stack.ts';
import { stacksLeft } from './stacks-left.ts';
import { stateMissing } from './state-missing.ts';
import { deployedRelease, lowestRelease, subjectOf } from './subject.ts';

export interface PlannedStacks {
  readonly result: PlanResult;
  /** Plan files by stack; they hold secrets, and whoever gets them removes them. */
  readonly files: ReadonlyMap<string, string>;
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
