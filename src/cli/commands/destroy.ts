import { defineCommand } from '../command.ts';
import { toggle } from '../flag.ts';
import { consentFlags, driveFlags, driveOptions } from '../globals.ts';
import { destroyedText, destroyReviewText } from '../render/destroy.ts';

export const destroy = defineCommand({
  name: 'destroy',
  summary: 'take the deployment down; data is kept unless its deletion is asked for',
  access: 'write',
  flags: {
    ...driveFlags,
    ...consentFlags,
    deleteData: toggle('delete data too: database, buckets, keys'),
  },
  examples: [
    { command: 'destroy', does: 'see what holds data, and stop there if anything does' },
    {
      command: 'destroy',
      does: 'everything, in a pipeline',
      flags: { deleteData: true, yes: true, noInput: true },
    },
  ],
  async run(options, session) {
    const { context, globals, say, talkPaint, paint } = session;
    const action = await import('../../core/actions/destroy/index.ts');
    const { deleteData, yes } = options;
    const result = await action.destroy(context, {
      ...driveOptions(options, session),
      deleteData,
      yes,
      onReview: (review) => {
        if (!globals.json) say(`${destroyReviewText(review, talkPaint)}\n`);
      },
    });
    return {
      ending: 'ok',
      text: destroyedText(result, paint),
      json: { ...result },
      next: [{ command: 'status' }],
    };
  },
});
