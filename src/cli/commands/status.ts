import { defineCommand } from '../command.ts';
import { driveFlags, driveOptions } from '../globals.ts';
import { statusText } from '../render/status.ts';

export const status = defineCommand({
  name: 'status',
  summary: 'say what is deployed, how the last run ended, and what to do next',
  access: 'read',
  flags: driveFlags,
  examples: [{ command: 'status', does: 'where things stand' }],
  async run(options, session) {
    const action = await import('../../core/actions/status/index.ts');
    const { next, ...result } = await action.status(session.context, driveOptions(options, session));
    return {
      ending: 'ok',
      text: statusText(result, session.paint),
      json: { ...result },
      next: [{ command: next }],
    };
  },
});
