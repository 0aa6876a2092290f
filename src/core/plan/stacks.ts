/** Plans every stack that can be planned, foretells the others, and makes the review of it. */
import type { Identity } from '../clouds/cloud.ts';
import { sha256 } from '../synth/digest.ts';
import type { PlanDocument } from '../terraform/plan-document.ts';
import { canonical, effectDigest } from './effect.ts';
import { findConcerns, type Protection, unusedAllowances, unusedSwitches } from './guard.ts';
import { type Concern, type Counts, changeKinds, isPrediction, noCounts, type StackPlan } from './model.ts';
import type { GuardOptions } from './options.ts';
import type { Prepared } from './prepare.ts';
import { outputsBefore, releaseConcerns } from './release-guard.ts';
import type { PlanResult } from './result.ts';
import { type PlannedStack, planOrForetell } from './stack.ts';
import { stacksLeft } from './stacks-left.ts';
import { stateMissing } from './state-missing.ts';
import { lowestRelease, releaseOutput, subjectOf } from './subject.ts';

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
  const planned = new Map<string, PlannedStack>();
  try {
    for (const workspace of prepared.workspaces)
      planned.set(workspace.stack.name, await planOrForetell(prepared, workspace, planned));
  } catch (error) {
    await removePlans(prepared, filesOf(planned).values());
    throw error;
  }
  return assemblePlans(prepared, identity, allow, planned);
}

/** The review of what was planned, with what is worth a warning told. */
export async function assemblePlans(
  prepared: Prepared,
  identity: Identity,
  allow: GuardOptions,
  planned: ReadonlyMap<string, PlannedStack>,
): Promise<PlannedStacks> {
  const { session, context } = prepared;
  const stacks = [...planned.values()].map(({ plan }) => plan);
  const known = [...planned].flatMap(([name, one]) => {
    const found = one.made?.document ?? one.known;
    return found === undefined ? [] : [[name, found] as const];
  });
  const warning = await stateMissing(context.env, session.base, new Map(known));
  const left = await stacksLeft(prepared);
  for (const message of [warning, left]) if (message !== undefined) context.host.notify(message);
  const stored = new Map(
    [...planned].map(([name, { made, stored: known = {} }]) => [
      name,
      made ? outputsBefore(made.document) : known,
    ]),
  );
  const deployed = lowestRelease([...stored.values()].map((outputs) => outputs[releaseOutput]));
  const documents = new Map(
    [...planned].flatMap(([name, { made }]) => (made ? [[name, made.document]] : [])),
  );
  const result = reviewOf(prepared, identity, allow, {
    stacks,
    deployed,
    documents,
    upgrade: await releaseConcerns(prepared, stored, allow),
  });
  warnOfAllowances(prepared, result, allow);
  return { result, files: filesOf(planned) };
}

export interface Reviewed {
  readonly stacks: PlanResult['stacks'];
  readonly deployed: string | undefined;
  /** By stack; without those that are only foretold. */
  readonly documents: ReadonlyMap<string, PlanDocument>;
  /** Why the release may not move like this. Default: - it may. */
  readonly upgrade?: readonly Concern[];
}

/** The review of some stacks. */
export function reviewOf(
  prepared: Prepared,
  identity: Identity,
  allow: GuardOptions,
  { stacks, deployed, documents, upgrade = [] }: Reviewed,
): PlanResult {
  const { session, context, deployment, rendered, findings } = prepared;
  const concerns = [...upgrade, ...findConcerns(stacks, protectionOf(prepared), allow, documents)];
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
    effect: effectOf(prepared, identity, { stacks, documents }),
    logs: session.runFolder,
  };
}

function effectOf(
  { deployment, workspaces }: Prepared,
  { account }: Identity,
  { stacks, documents }: Pick<Reviewed, 'stacks' | 'documents'>,
): string {
  const { name, cloud, region, release } = deployment.config;
  const rendered = (stack: string) =>
    workspaces.find((workspace) => workspace.stack.name === stack)?.stack.files ?? [];
  return effectDigest(
    { deployment: name, cloud, region, account, release },
    stacks.map((plan) => ({
      plan,
      document: documents.get(plan.stack),
      rendered: sha256(canonical(rendered(plan.stack))),
    })),
  );
}

/** What a prediction may turn out to touch is not called misspelt. */
function warnOfAllowances({ context, workspaces }: Prepared, result: PlanResult, allow: GuardOptions): void {
  if (allow.partOfUpgrade) return;
  const open = new Set(result.stacks.filter(isPrediction).map(({ stack }) => stack));
  const possible = new Set(
    workspaces.filter(({ stack }) => open.has(stack.name)).flatMap(({ stack }) => stack.addresses),
  );
  for (const name of unusedSwitches(result.concerns, allow)) {
    if (open.size > 0) continue;
    context.host.notify({
      kind: 'note',
      code: 'allowance-unused',
      level: 'warning',
      text: `${name} was accepted, but the plan turns no one-way switch of that name; is the name right?`,
    });
  }
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
    classes: deployment.cloud.resourceClasses,
    addresses: new Set(workspaces.flatMap((workspace) => [...workspace.protectedAddresses])),
  };
}

export function sumCounts(plans: readonly StackPlan[]): Counts {
  const total = noCounts();
  for (const plan of plans) for (const kind of changeKinds) total[kind] += plan.counts[kind];
  return total;
}
