import { defineCommand } from '../command.ts';
import { toggle } from '../flag.ts';
import { driveFlags, driveOptions, guardFlags } from '../globals.ts';
import { planText } from '../render/plan.ts';

export const plan = defineCommand({
  name: 'plan',
  summary: 'show what would change, and whether it may',
  access: 'read',
  flags: {
    ...driveFlags,
    ...guardFlags,
    full: toggle('every attribute of every change'),
    detailedExitcode: toggle('exit with 2 when there are changes'),
  },
  examples: [
    { command: 'plan', does: 'what apply would do' },
    { command: 'plan', does: 'in a pipeline', flags: { json: true, detailedExitcode: true } },
  ],
  async run(options, session) {
    const action = await import('../../core/actions/plan/index.ts');
    const { allowReplace, allowDestroy, full } = options;
    const drive = driveOptions(options, session);
    const { findings, ...result } = await action.plan(session.context, {
      ...drive,
      allowReplace,
      allowDestroy,
    });
    const changes = result.hasChanges;
    return {
      ending: changes && options.detailedExitcode ? 'changes' : 'ok',
      text: planText({ ...result, findings }, { paint: session.paint, full }),
      json: { plan: result },
      findings,
      next: nextOf(result, full),
    };
  },
});

function nextOf({ hasChanges, blocked }: { hasChanges: boolean; blocked: boolean }, full: boolean) {
  if (!hasChanges) return [{ command: 'status' } as const];
  const look = full ? [] : [{ command: 'plan', flags: { full: true } } as const];
  return blocked ? look : [...look, { command: 'apply' } as const];
}
