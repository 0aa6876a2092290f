import * as z from 'zod';
import type { WrittenBundle } from '../../core/plan/bundle/write.ts';
import type { Reported } from '../../core/plan/report/document.ts';
import type { PlanResult } from '../../core/plan/result.ts';
import { defineCommand, type Outcome, type Session, type Step } from '../command.ts';
import { usageErrors } from '../errors.ts';
import { type Options, text, toggle, value } from '../flag.ts';
import { runOnAll } from '../fleet.ts';
import { driveFlags, driveOptions, fleetFlags, guardFlags } from '../globals.ts';
import { handoverText } from '../render/bundle.ts';
import { planText } from '../render/plan.ts';

const formats = ['text', 'json', 'markdown', 'html'] as const;

const flags = {
  ...driveFlags,
  ...guardFlags,
  ...fleetFlags,
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
  refreshOnly: toggle(
    'only look whether something was changed outside of terraform; nothing of it can be applied, and --detailed-exitcode gives 2 when something was',
  ),
  save: toggle('the same into the state folder of the deployment, in the place of the one before'),
} as const;

export const plan = defineCommand({
  name: 'plan',
  summary: 'show what would change, and whether it may',
  access: 'read',
  flags,
  examples: [
    { command: 'plan', does: 'what apply would do' },
    { command: 'plan', does: 'in a pipeline', flags: { json: true, detailedExitcode: true } },
    { command: 'plan', does: 'to apply exactly it after a review', flags: { out: 'review.btplan' } },
    {
      command: 'plan',
      does: 'whether somebody changed something by hand',
      flags: { refreshOnly: true, detailedExitcode: true },
    },
    {
      command: 'plan',
      does: 'many deployments at once',
      flags: { config: 'deployments/*.yaml', all: true, parallel: '4' },
    },
    { command: 'plan', does: 'for a reviewer: redirect it into plan.html', flags: { format: 'html' } },
  ],
  printsDocument: ({ format }) => format !== 'text',
  async run(options, session) {
    const { allowReplace, allowDestroy, acceptOneWay, full, out, save, format, refreshOnly } = options;
    if (session.globals.json && format !== 'text' && format !== 'json')
      throw usageErrors.exclusive('--json', `--format ${format}`, 'each says what is printed');
    if (out !== undefined && save)
      throw usageErrors.exclusive('--out', '--save', 'each names the place of the plan');
    if (refreshOnly && (save || out !== undefined))
      throw usageErrors.exclusive(
        '--refresh-only',
        save ? '--save' : '--out',
        'a plan that only looks cannot be applied, so there is none to keep',
      );
    if (options.all) return planAll(options, session);
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
      refreshOnly,
    });
    const { verdictOf } = await import('../../core/plan/report/verdict.ts');
    const verdict = refreshOnly ? { verdict: verdictOf(planned).text } : {};
    const shown = () => planText(planned, { paint: session.paint, full, ...verdict });
    const screen = () => (refreshOnly ? shown() : `${shown()}\n\n${handoverText(planned, session.paint)}`);
    const found = planned.refreshOnly?.drifted ?? planned.hasChanges;
    return {
      ending: found && options.detailedExitcode ? 'changes' : 'ok',
      text: format === 'text' ? screen() : planReport(planned, format),
      json: { plan: planDocumentOf(planned) },
      findings: planned.findings,
      next: refreshOnly ? [{ command: found ? 'plan' : 'status' }] : nextOf(planned, full),
    };
  },
});

/** Reads only, and reviews only: what is to be applied is planned by itself. */
async function planAll(options: Options<typeof flags>, session: Session): Promise<Outcome> {
  const { allowReplace, allowDestroy, acceptOneWay, out, save, format, refreshOnly, parallel } = options;
  const one = 'a plan that is kept or reported is that of one deployment';
  if (out !== undefined || save) throw usageErrors.exclusive('--all', save ? '--save' : '--out', one);
  if (format !== 'text')
    throw usageErrors.exclusive('--all', `--format ${format}`, `${one}; there is --json`);
  const action = await import('../../core/actions/plan/index.ts');
  const { planDocumentOf } = await import('../../core/plan/report/document.ts');
  const { summarize } = await import('../../core/plan/summary.ts');
  const found = (planned: PlanResult) => planned.refreshOnly?.drifted ?? planned.hasChanges;
  const guards = { allowReplace, allowDestroy, acceptOneWay, refreshOnly };
  return runOnAll<PlanResult>(session, {
    command: 'plan',
    parallel,
    run: (context, config) => action.plan(context, { ...driveOptions(options, session), config, ...guards }),
    columns: ['changes', 'blocked'],
    cells: (planned) => [
      found(planned) ? summarize(planned) : 'none',
      planned.blocked ? session.paint.error('yes') : 'no',
    ],
    ending: (planned) => (found(planned) && options.detailedExitcode ? 'changes' : 'ok'),
    json: (planned) => ({ plan: planDocumentOf(planned) }),
    findings: ({ findings }) => findings,
  });
}

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
