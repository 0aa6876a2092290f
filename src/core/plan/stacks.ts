/** Plans every stack and makes the review of it. */
import type { Identity } from '../clouds/cloud.ts';
import { type MadePlan, makePlan } from '../terraform/commands.ts';
import { findConcerns, type Protection, unusedAllowances } from './guard.ts';
import { type Counts, changeKinds, noCounts, type StackPlan } from './model.ts';
import type { GuardOptions } from './options.ts';
import type { Prepared } from './prepare.ts';
import { readPlan } from './read.ts';
import type { PlanResult } from './result.ts';
import { stateMissing } from './state-missing.ts';
import { deployedRelease, subjectOf } from './subject.ts';

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
  const made = new Map<string, MadePlan>();
  try {
    for (const workspace of workspaces) {
      const { name } = workspace.stack;
      made.set(name, await makePlan(session, workspace, { name, label: `plan ${name}` }));
    }
  } catch (error) {
    await removePlans(
      prepared,
      [...made.values()].map((plan) => plan.file),
    );
    throw error;
  }
  const plans = workspaces.flatMap(({ stack }) => {
    const plan = made.get(stack.name);
    return plan === undefined ? [] : [readPlan(plan.document, stack)];
  });
  const concerns = findConcerns(plans, protectionOf(prepared), allow);
  for (const address of unusedAllowances(concerns, allow)) {
    context.host.notify({
      kind: 'note',
      code: 'allowance-unused',
      level: 'warning',
      text: `${address} was allowed, but the plan neither replaces nor destroys it; is the address right?`,
    });
  }
  const documents = [...made.values()].map((plan) => plan.document);
  const warning = await stateMissing(context.env, session.base, documents);
  if (warning !== undefined) context.host.notify(warning);
  return {
    result: {
      subject: subjectOf(prepared, deployedRelease(documents)),
      identity,
      terraformVersion: session.terraform.version,
      hasChanges: plans.some((plan) => plan.hasChanges),
      counts: sumCounts(plans),
      stacks: plans,
      concerns,
      blocked: concerns.some((concern) => !concern.allowed),
      endpoints: prepared.deployment.cloud.endpointVariables(context.env.vars),
      overrides: prepared.rendered.overrides.map((override) => override.source),
      findings: prepared.findings,
      logs: session.runFolder,
    },
    files: new Map([...made].map(([name, plan]) => [name, plan.file])),
  };
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
