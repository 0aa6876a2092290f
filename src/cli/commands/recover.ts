import { defineCommand } from '../command.ts';
import { consentFlags, driveFlags, driveOptions } from '../globals.ts';
import { recoveredText, recoverReviewText } from '../render/recover.ts';

export const recover = defineCommand({
  name: 'recover',
  summary: 'take over what an apply made before it was broken off, from its journal',
  access: 'write',
  flags: { ...driveFlags, ...consentFlags },
  examples: [
    { command: 'recover', does: 'see what is in no state, then be asked' },
    { command: 'recover', does: 'in a pipeline', flags: { yes: true, noInput: true } },
  ],
  async run(options, session) {
    const { context, globals, say, talkPaint, paint } = session;
    const action = await import('../../core/actions/recover/index.ts');
    const { yes } = options;
    const result = await action.recover(context, {
      ...driveOptions(options, session),
      yes,
      onReview: (review) => {
        if (!globals.json) say(`${recoverReviewText(review, talkPaint)}\n`);
      },
    });
    return {
      ending: 'ok',
      text: recoveredText(result, paint),
      json: { ...result },
      next: [{ command: result.status === 'recovered' ? 'apply' : 'plan' }],
    };
  },
});
