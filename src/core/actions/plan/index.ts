/** `plan`: what would change, and whether it may. Changes nothing. */
import type { Context } from '../../context.ts';
import { keptBundle, type WrittenBundle, writeBundle } from '../../plan/bundle/write.ts';
import { planDrift } from '../../plan/drift.ts';
import type { DriveOptions, GuardOptions } from '../../plan/options.ts';
import { initializeToPlan, prepareGuarded } from '../../plan/prepare.ts';
import { recorded } from '../../plan/recorded.ts';
import { driftedWords } from '../../plan/report/verdict.ts';
import type { PlanResult } from '../../plan/result.ts';
import { planStacks, removePlans } from '../../plan/stacks.ts';
import { summarize } from '../../plan/summary.ts';

export interface PlanOptions extends DriveOptions, GuardOptions {
  /** Writes the plans into this file, relative to the working folder, for `apply` of exactly them. It holds secrets. */
  readonly out?: string | undefined;
  /** The same into the state folder of the deployment, where it replaces the one before. */
  readonly save?: boolean | undefined;
  /** Only looks at what was changed outside of terraform; excludes the two above. */
  readonly refreshOnly?: boolean | undefined;
}
export type { PlanResult } from '../../plan/result.ts';

export interface Planned extends PlanResult {
  /** Set when it was to be written. */
  readonly bundle?: WrittenBundle;
}

export async function plan(context: Context, options: PlanOptions = {}): Promise<Planned> {
  const prepared = await prepareGuarded(context, options, { action: 'plan', judged: true });
  return recorded(prepared, 'plan', async () => {
    await initializeToPlan(prepared);
    if (options.refreshOnly) {
      const result = await planDrift(prepared);
      return { result, outcome: 'nothing-to-do', summary: `looked for drift: ${driftedWords(result)}` };
    }
    const planned = await planStacks(prepared, prepared.identity, options);
    const { result } = planned;
    const file = options.out ?? (options.save ? keptBundle(prepared.session.base) : undefined);
    try {
      const bundle = file === undefined ? {} : { bundle: await writeBundle(prepared, planned, file) };
      const outcome = result.hasChanges ? 'done' : 'nothing-to-do';
      return { result: { ...result, ...bundle }, outcome, summary: summarize(result) };
    } finally {
      await removePlans(prepared, planned.files.values());
    }
  });
}
