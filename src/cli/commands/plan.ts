import * as z from 'zod';
import type { WrittenBundle } from '../../core/plan/bundle/write.ts';
import type { Reported } from '../../core/plan/report/document.ts';
import { defineCommand, type Step } from '../command.ts';
import { usageErrors } from '../errors.ts';
import { text, toggle, value } from '../flag.ts';
import { driveFlags, driveOptions, guardFlags } from '../globals.ts';
import { handoverText } from '../render/bundle.ts';
import { planText } from '../render/plan.ts';

const formats = ['text', 'json', 'markdown', 'html'] as const;

export const plan = defineCommand({
  name: 'plan',
  summary: 'show what would change, and whether it may',
  access: 'read',
  flags: {
    ...driveFlags,
    ...guardFlags,
    full: toggle('every attribute of every change'),
    format: value(
      'FORMAT',
      'what is printed: text for a terminal, json as docs/plan.schema.json has it, markdown for the comment of a pull request, html for a reviewer: one file, redirect it',
      z.enum(formats, `must be one of ${formats.join(', ')}`).default('text'),
    ),
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
    { command: 'plan', does: 'for a reviewer: redirect it into plan.html', flags: { format: 'html' } },
  ],
  printsDocument: ({ format }) => format !== 'text',
  async run(options, session) {
    const { allowReplace, allowDestroy, acceptOneWay, full, out, save, format } = options;
    if (session.globals.json && format !== 'text' && format !== 'json')
      throw usageErrors.exclusive('--json', `--format ${format}`, 'each says what is printed');
    if (out !== undefined && save)
      throw usageErrors.exclusive('--out', '--save', 'each names the place of the plan');
    const action = await import('../../core/actions/plan/index.ts');
    const drive = driveOptions(options, session);
    const { planReport } = await import('../../core/plan/report/report.ts');
    const { planDocumentOf } = await import('../../core/plan/report/document.ts');
    const planned: Reported = await action.plan(session.context, {
      ...drive,
      allowReplace,
      allowDestroy,
      acceptOneWay,
      out,
      save,
    });
    const screen = () =>
      `${planText(planned, { paint: session.paint, full })}\n\n${handoverText(planned, session.paint)}`;
    return {
      ending: planned.hasChanges && options.detailedExitcode ? 'changes' : 'ok',
      text: format === 'text' ? screen() : planReport(planned, format),
      json: { plan: planDocumentOf(planned) },
      findings: planned.findings,
      next: nextOf(planned, full),
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
