import * as z from 'zod';
import type { PlanResult } from '../../core/plan/result.ts';
import { defineCommand, type Session } from '../command.ts';
import { argument } from '../flag.ts';
import { consentFlags, driveFlags, driveOptions, effectDigest, guardFlags } from '../globals.ts';
import { appliedText } from '../render/applied.ts';
import { planText } from '../render/plan.ts';

export const apply = defineCommand({
  name: 'apply',
  summary: 'plan, ask for consent, and apply exactly that plan',
  access: 'write',
  flags: {
    bundle: argument(
      'BUNDLE',
      'a file that plan --out wrote: exactly its plans are applied; flags of that plan do not carry over, consent and allowances are given again',
      z.string().min(1, 'must not be empty').optional(),
    ),
    ...driveFlags,
    ...guardFlags,
    ...consentFlags,
    expectPlanDigest: effectDigest(
      'refuse any plan that does something else than the one whose digest plan printed',
    ),
  },
  examples: [
    { command: 'apply', does: 'see the plan, then be asked' },
    {
      command: 'apply',
      does: 'in a pipeline, after a review of the plan',
      flags: { yes: true, noInput: true },
    },
    {
      command: 'apply',
      does: 'exactly a plan that was reviewed',
      flags: { bundle: 'review.btplan', yes: true },
    },
  ],
  async run(options, session) {
    const action = await import('../../core/actions/apply/index.ts');
    const { planDocumentOf } = await import('../../core/plan/report/document.ts');
    const { allowReplace, allowDestroy, acceptOneWay, yes, bundle, expectPlanDigest } = options;
    const { plan, ...result } = await action.apply(session.context, {
      ...driveOptions(options, session),
      allowReplace,
      allowDestroy,
      acceptOneWay,
      yes,
      bundle,
      expectPlanDigest,
      onReview: review(session),
    });
    return {
      ending: 'ok',
      text: appliedText({ plan, ...result }, session.paint),
      json: { ...result, plan: planDocumentOf(plan) },
      findings: plan.findings,
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
