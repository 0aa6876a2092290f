/** `apply`: plans, shows the plan, asks, and applies exactly that plan, stage by stage. */
import type { Context } from '../../context.ts';
import { commandLine } from '../../io/command-line.ts';
import { shellWord } from '../../io/shell-word.ts';
import { type ApprovalOptions, anew, approvedPlans, openBundle } from '../../plan/bundle/approved.ts';
import { keptBundle } from '../../plan/bundle/write.ts';
import { obtainConsent } from '../../plan/consent.ts';
import { predictionMissed } from '../../plan/errors.ts';
import { refuseBlocked } from '../../plan/guard.ts';
import { isPrediction } from '../../plan/model.ts';
import type { ConsentOptions } from '../../plan/options.ts';
import { readAllOutputs } from '../../plan/outputs.ts';
import { type Guarded, type Prepared, prepareGuarded } from '../../plan/prepare.ts';
import { recorded } from '../../plan/recorded.ts';
import type { PlanResult } from '../../plan/result.ts';
import { removePlans } from '../../plan/stacks.ts';
import { applyStages, type DoneStages } from '../../plan/stages.ts';
import { summarize } from '../../plan/summary.ts';

export interface ApplyOptions extends ApprovalOptions, ConsentOptions {
  /**
   * Shows the plan; called before the question, also when there is nothing to do. Called again, with that stack alone, for a
   * stage whose plan is not what was foretold.
   */
  readonly onReview?: ((plan: PlanResult) => void) | undefined;
  /** Done once there is consent, before anything is changed. */
  readonly beforeChange?: ((prepared: Guarded, plan: PlanResult) => Promise<void>) | undefined;
  /** Flags of the `upgrade apply` that this is a part of: then messages name that. */
  readonly upgrade?: readonly string[] | undefined;
}

export interface ApplyResult extends DoneStages {
  readonly status: 'applied' | 'nothing-to-do';
  /** As it was reviewed. */
  readonly plan: PlanResult;
  /** Outputs by name; the value of a sensitive one is left out. */
  readonly outputs: Readonly<Record<string, { readonly sensitive: boolean; readonly value?: unknown }>>;
}

export async function apply(context: Context, options: ApplyOptions = {}): Promise<ApplyResult> {
  const bundle = await openBundle(context, options);
  const prepared = await prepareGuarded(context, options, { action: 'apply', judged: true });
  return recorded<ApplyResult>(prepared, 'apply', async (note) => {
    const planned = await approvedPlans(prepared, options, bundle);
    const plan = planned.result;
    try {
      options.onReview?.(plan);
      if (!plan.hasChanges) {
        for (const { stack } of plan.stacks) note(stack, 'unchanged');
        const result = {
          status: 'nothing-to-do',
          plan,
          done: [],
          steps: [],
          outputs: await outputsOf(prepared),
        } as const;
        return { result, outcome: 'nothing-to-do', summary: 'nothing to do' };
      }
      refuseBlocked(plan.concerns, applyCommand(options));
      await askToApply(context, plan, options);
      await options.beforeChange?.(prepared, plan);
      const done = await applyStages(prepared, planned, {
        allow: options,
        // A bundle that was begun is of a state that is no more.
        again: bundle === undefined ? sameCommand(options) : anew(options),
        onEnd: note,
        ask: (review, differences) => askAboutStage(context, review, differences, options),
      });
      if (bundle !== undefined) await dispose(prepared, bundle.file);
      const result = { status: 'applied', plan, ...done, outputs: await outputsOf(prepared) } as const;
      return { result, outcome: 'done', summary: `applied: ${summarize(plan)}` };
    } finally {
      await removePlans(prepared, planned.files.values());
    }
  });
}

/** The same command once more, with more flags. What was approved stays approved. */
function applyCommand(options: ApplyOptions, ...flags: readonly string[]): string {
  const { bundle, expectPlanDigest } = options;
  const approved = [
    ...(bundle === undefined ? [] : [shellWord(bundle)]),
    ...(expectPlanDigest === undefined ? [] : ['--expect-plan-digest', expectPlanDigest]),
  ];
  return sameCommand(options, ...approved, ...flags);
}

function sameCommand(options: ApplyOptions, ...flags: readonly string[]): string {
  const { upgrade } = options;
  if (upgrade === undefined) return commandLine('apply', options, ...flags);
  return commandLine('upgrade apply', options, ...upgrade, ...flags);
}

/** A bundle that was applied holds secrets and cannot be applied again. Ours goes; another's file is theirs. */
async function dispose({ context: { env, host }, session }: Prepared, file: string): Promise<void> {
  if (file === keptBundle(session.base)) return env.fs.remove(file);
  host.notify({
    kind: 'note',
    code: 'bundle-spent',
    level: 'info',
    text: `${file} is applied and cannot be applied again; it holds secrets, so remove it`,
  });
}

/** Losing data takes the deployment's name instead of `yes`. */
async function askToApply(context: Context, plan: PlanResult, options: ApplyOptions): Promise<void> {
  const foretold = plan.stacks.filter(isPrediction).map(({ stack }) => stack);
  const partly = foretold.length === 0 ? '' : `, ${foretold.join(' and ')} as foretold`;
  await obtainConsent(context, {
    code: 'apply',
    ...questionOf(plan, `apply this plan (${summarize(plan)}${partly})`),
    given: options.yes === true,
    command: applyCommand(options, '--yes'),
  });
}

/** The consent that was given covers what was foretold; `--yes` does too, and no more. */
async function askAboutStage(
  context: Context,
  review: PlanResult,
  differences: readonly string[],
  options: ApplyOptions,
): Promise<void> {
  const stack = review.stacks.map((one) => one.stack).join();
  const command = options.bundle === undefined ? sameCommand(options) : anew(options);
  const look = commandLine('plan', options);
  if (!context.host.interactive) throw predictionMissed(stack, differences, { look, again: command });
  options.onReview?.(review);
  await obtainConsent(context, {
    code: 'apply-stage',
    ...questionOf(review, `the plan of ${stack} is not what was foretold; apply it (${summarize(review)})`),
    given: false,
    command,
    sofar: `nothing of ${stack} was changed`,
  });
}

function questionOf({ concerns, subject: { name } }: PlanResult, what: string) {
  const blocking = concerns.filter(({ severity }) => severity === 'blocking');
  const loses = blocking.some(({ kind }) => kind === 'data-loss');
  const named = loses ? 'with the loss of data named above' : 'which cannot be taken back';
  return {
    text:
      blocking.length > 0 ? `${what}, ${named}? type ${name} to go ahead` : `${what}? type yes to go ahead`,
    expect: blocking.length > 0 ? name : 'yes',
  };
}

async function outputsOf(prepared: Prepared): Promise<ApplyResult['outputs']> {
  return Object.fromEntries(
    Object.entries(await readAllOutputs(prepared)).map(([name, { sensitive, value }]) => [
      name,
      sensitive ? { sensitive } : { sensitive, value },
    ]),
  );
}
