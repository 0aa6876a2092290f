import * as z from 'zod';
import { defineCommand } from '../command.ts';
import { argument } from '../flag.ts';
import { consentFlags, driveFlags, driveOptions } from '../globals.ts';

export const stateUnlock = defineCommand({
  name: 'state unlock',
  summary: 'take a state lock away whose run is gone for good',
  access: 'write',
  flags: {
    id: argument('ID', 'the id of the lock, as the refused run told it', z.string().min(1)),
    ...driveFlags,
    yes: consentFlags.yes,
  },
  examples: [
    {
      command: 'state unlock',
      does: 'see who holds it since when, then be asked',
      flags: { id: 'ff726494-b99c-fae9-3643-49f37df6ff11' },
    },
  ],
  async run(options, session) {
    const action = await import('../../core/actions/state-unlock/index.ts');
    const { id, yes } = options;
    const result = await action.unlock(session.context, { ...driveOptions(options, session), id, yes });
    return {
      ending: 'ok',
      text: `${session.paint.good('unlocked')}  ${result.stack}   lock of ${result.lock.who} since ${result.lock.created}`,
      json: { ...result },
      next: [{ command: 'plan' }],
    };
  },
});
