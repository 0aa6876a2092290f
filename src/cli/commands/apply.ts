import type { PlanResult } from '../../core/plan/result.ts';
import { defineCommand, type Session } from '../command.ts';
import { consentFlags, driveFlags, driveOptions, guardFlags } from '../globals.ts';
import { appliedText } from '../render/applied.ts';
import { planText } from '../render/plan.ts';

export const apply = defineCommand({
  name: 'apply',
  summary: 'plan, ask for consent, and apply exactly that plan',
  access: 'write',
  flags: { ...driveFlags, ...guardFlags, ...consentFlags },
  examples: [
    { command: 'apply', does: 'see the plan, then be asked' },
    {
      command: 'apply',
      does: 'in a pipeline, after a review of the plan',
      flags: { yes: true, noInput: true },
    },
  ],
  async run(options, session) {
    const action = await import('../../core/actions/apply/index.ts');
    const { allowReplace, allowDestroy, yes } = options;
    const { plan, ...result } = await action.apply(session.context, {
      ...driveOptions(options, session),
      allowReplace,
      allowDestroy,
      yes,
      onReview: review(session),
    });
    const { findings, ...planned } = plan;
    return {
      ending: 'ok',
      text: appliedText({ plan, ...result }, session.paint),
      json: { ...result, plan: planned },
      findings,
      next: [{ command: 'status' }, { command: 'outputs' }],
    };
  },
});

/** The screen before the question. It is talk: what `apply` gives back is its result. */
export function review({ globals, say, talkPaint: paint }: Session): (plan: PlanResult) => void {
  return (plan) => {
    if (!globals.json) say(`${planText(plan, { paint, full: false })}\n`);
  };
}
