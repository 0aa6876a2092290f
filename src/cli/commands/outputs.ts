import { defineCommand } from '../command.ts';
import { text, toggle } from '../flag.ts';
import { driveFlags, driveOptions } from '../globals.ts';
import { outputsText, rawText } from '../render/outputs.ts';

export const outputs = defineCommand({
  name: 'outputs',
  summary: 'print addresses, names and the release of what is deployed',
  access: 'read',
  flags: {
    ...driveFlags,
    raw: text('NAME', 'print the value of this one and nothing else, also when it is sensitive'),
    showSensitive: toggle('with the values of sensitive outputs'),
  },
  examples: [
    { command: 'outputs', does: 'all of them' },
    { command: 'outputs', does: 'one, for a script', flags: { raw: 'api_url' } },
  ],
  printsDocument: ({ raw }) => raw !== undefined,
  async run(options, session) {
    const action = await import('../../core/actions/outputs/index.ts');
    const { raw, showSensitive } = options;
    const drive = driveOptions(options, session);
    const result = await action.outputs(session.context, { ...drive, name: raw, showSensitive });
    const one = raw === undefined ? undefined : result.outputs[raw];
    if (one !== undefined) return { ending: 'ok', text: rawText(one.value), json: { ...result } };
    const shown = outputsText(result.outputs, session.paint);
    const none = shown === '';
    return {
      ending: 'ok',
      text: none ? 'no outputs: nothing is deployed yet' : shown,
      json: { ...result },
      next: [{ command: none ? 'plan' : 'status' }],
    };
  },
});
