import type { WrittenBundle } from '../../core/plan/bundle/write.ts';
import { defineCommand, type Step } from '../command.ts';
import { usageErrors } from '../errors.ts';
import { text, toggle } from '../flag.ts';
import { driveFlags, driveOptions, guardFlags } from '../globals.ts';
import { handoverText } from '../render/bundle.ts';
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
    out: text(
      'FILE',
      'write the plan into one file, for apply FILE of exactly it; it holds secrets, and git ignores *.btplan',
    ),
    save: toggle('the same into the state folder of the deployment, in the place of the one before'),
  },
  examples: [
    { command: 'plan', does: 'what apply would do' },
    { command: 'plan', does: 'in a pipeline', flags: { json: true, detailedExitcode: true } },
    { command: 'plan', does: 'to apply exactly it after a review', flags: { out: 'review.btplan' } },
  ],
  async run(options, session) {
    const { allowReplace, allowDestroy, full, out, save } = options;
    if (out !== undefined && save)
      throw usageErrors.exclusive('--out', '--save', 'each names the place of the plan');
    const action = await import('../../core/actions/plan/index.ts');
    const drive = driveOptions(options, session);
    const { findings, ...result } = await action.plan(session.context, {
      ...drive,
      allowReplace,
      allowDestroy,
      out,
      save,
    });
    const changes = result.hasChanges;
    const screen = planText({ ...result, findings }, { paint: session.paint, full });
    return {
      ending: changes && options.detailedExitcode ? 'changes' : 'ok',
      text: `${screen}\n\n${handoverText(result, session.paint)}`,
      json: { plan: result },
      findings,
      next: nextOf(result, full),
    };
  },
});

interface Planned {
  readonly hasChanges: boolean;
  readonly blocked: boolean;
  readonly bundle?: WrittenBundle;
}

function nextOf({ hasChanges, blocked, bundle }: Planned, full: boolean): readonly Step[] {
  if (!hasChanges) return [{ command: 'status' }];
  const look: readonly Step[] = full ? [] : [{ command: 'plan', flags: { full: true } }];
  if (blocked) return look;
  return [...look, { command: 'apply', ...(bundle === undefined ? {} : { flags: { bundle: bundle.file } }) }];
}
