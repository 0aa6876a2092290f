import { defineCommand } from '../command.ts';
import { toggle } from '../flag.ts';
import { renderFlags } from '../globals.ts';
import { synthText } from '../render/synth.ts';

export const synth = defineCommand({
  name: 'synth',
  summary: 'write the deployment as terraform files',
  access: 'offline',
  flags: {
    ...renderFlags,
    print: toggle('print the files as one JSON document and write nothing'),
  },
  examples: [
    { command: 'synth', does: 'render beside the configuration' },
    { command: 'synth', does: 'look at what would be rendered', flags: { print: true } },
  ],
  async run(options, { context, globals, paint }) {
    const action = await import('../../core/actions/synth/index.ts');
    const { outDir, print, terraformOverride } = options;
    const result = await action.synth(context, {
      ...(globals.config === undefined ? {} : { config: globals.config }),
      overrides: terraformOverride,
      print,
      ...(outDir === undefined ? {} : { outDir }),
    });
    const { printed, findings, ...rest } = result;
    if (printed !== undefined) {
      return { ending: 'ok', text: JSON.stringify(printed, null, 2), json: { ...rest, printed }, findings };
    }
    return {
      ending: 'ok',
      text: synthText(result, paint),
      json: rest,
      findings,
      next: [{ command: 'plan' }],
    };
  },
});
