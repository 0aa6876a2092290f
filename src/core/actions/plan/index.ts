/** `plan`: what would change, and whether it may. Changes nothing. */
import type { Context } from '../../context.ts';
import type { DriveOptions, GuardOptions } from '../../plan/options.ts';
import { initializeToPlan, prepareGuarded } from '../../plan/prepare.ts';
import { recorded } from '../../plan/recorded.ts';
import type { PlanResult } from '../../plan/result.ts';
import { planStacks, removePlans } from '../../plan/stacks.ts';
import { summarize } from '../../plan/summary.ts';

export interface PlanOptions extends DriveOptions, GuardOptions {}
export type { PlanResult } from '../../plan/result.ts';

export async function plan(context: Context, options: PlanOptions = {}): Promise<PlanResult> {
  const prepared = await prepareGuarded(context, options, { action: 'plan', judged: true });
  return recorded(prepared, 'plan', async () => {
    await initializeToPlan(prepared);
    const { result, files } = await planStacks(prepared, prepared.identity, options);
    await removePlans(prepared, files.values());
    const outcome = result.hasChanges ? 'done' : 'nothing-to-do';
    return { result, outcome, summary: summarize(result) };
  });
}
