/** `apply`: plans, shows the plan, asks, and applies exactly that plan. */
import type { Context } from '../../context.ts';
import { commandLine } from '../../plan/command-line.ts';
import { obtainConsent } from '../../plan/consent.ts';
import { refuseBlocked } from '../../plan/guard.ts';
import type { ConsentOptions, DriveOptions, GuardOptions } from '../../plan/options.ts';
import { initializeToPlan, type Prepared, prepareGuarded } from '../../plan/prepare.ts';
import { recorded } from '../../plan/recorded.ts';
import type { PlanResult } from '../../plan/result.ts';
import { planStacks, removePlans } from '../../plan/stacks.ts';
import { applyStage } from '../../plan/stage.ts';
import { summarize } from '../../plan/summary.ts';
import { type OutputValue, readOutputs } from '../../terraform/commands.ts';

export interface ApplyOptions extends DriveOptions, GuardOptions, ConsentOptions {
  /** Shows the plan; called once, before the question, also when there is nothing to do. */
  readonly onReview?: ((plan: PlanResult) => void) | undefined;
}

export interface ApplyResult {
  readonly status: 'applied' | 'nothing-to-do';
  readonly plan: PlanResult;
  /** Steps that terraform carried out, in order. */
  readonly done: readonly { readonly stack: string; readonly address: string; readonly action: string }[];
  /** Outputs by name; the value of a sensitive one is left out. */
  readonly outputs: Readonly<Record<string, { readonly sensitive: boolean; readonly value?: unknown }>>;
}

export async function apply(context: Context, options: ApplyOptions = {}): Promise<ApplyResult> {
  const prepared = await prepareGuarded(context, options, { action: 'apply', judged: true });
  return recorded<ApplyResult>(prepared, 'apply', async () => {
    await initializeToPlan(prepared);
    const { result: plan, files } = await planStacks(prepared, prepared.identity, options);
    try {
      options.onReview?.(plan);
      if (!plan.hasChanges) {
        const result = {
          status: 'nothing-to-do',
          plan,
          done: [],
          outputs: await outputsOf(prepared),
        } as const;
        return { result, outcome: 'nothing-to-do', summary: 'nothing to do' };
      }
      refuseBlocked(plan.concerns, commandLine('apply', options));
      await askToApply(context, plan, options);
      const done = await applyAll(prepared, plan, files, commandLine('apply', options));
      const result = { status: 'applied', plan, done, outputs: await outputsOf(prepared) } as const;
      return { result, outcome: 'done', summary: `applied: ${summarize(plan.counts)}` };
    } finally {
      await removePlans(prepared, files.values());
    }
  });
}

/** Losing data takes the deployment's name instead of `yes`. */
async function askToApply(context: Context, plan: PlanResult, options: ApplyOptions): Promise<void> {
  const loses = plan.concerns.length > 0;
  const { name } = plan.subject;
  await obtainConsent(context, {
    code: 'apply',
    text: loses
      ? `apply this plan (${summarize(plan.counts)}), with the loss of data named above? type ${name} to go ahead`
      : `apply this plan (${summarize(plan.counts)})? type yes to go ahead`,
    expect: loses ? name : 'yes',
    given: options.yes === true,
    command: commandLine('apply', options, '--yes'),
  });
}

async function applyAll(
  prepared: Prepared,
  plan: PlanResult,
  files: ReadonlyMap<string, string>,
  again: string,
): Promise<ApplyResult['done']> {
  const done: ApplyResult['done'][number][] = [];
  for (const workspace of prepared.workspaces) {
    const { name } = workspace.stack;
    const file = files.get(name);
    if (file === undefined || !plan.stacks.some((stack) => stack.stack === name && stack.hasChanges))
      continue;
    const applied = await applyStage(prepared.session, workspace, {
      name,
      label: `apply ${name}`,
      file,
      again,
    });
    done.push(...applied.done.map((step) => ({ stack: name, ...step })));
  }
  return done;
}

async function outputsOf({ session, workspaces }: Prepared): Promise<ApplyResult['outputs']> {
  const found: Record<string, OutputValue> = {};
  for (const workspace of workspaces) Object.assign(found, await readOutputs(session, workspace));
  return Object.fromEntries(
    Object.entries(found).map(([name, { sensitive, value }]) => [
      name,
      sensitive ? { sensitive } : { sensitive, value },
    ]),
  );
}
