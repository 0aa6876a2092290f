import { defineCommand } from '../command.ts';
import { usageErrors } from '../errors.ts';
import { toggle } from '../flag.ts';
import { renderFlags, terraformFlags } from '../globals.ts';
import { synthText } from '../render/synth.ts';

export const synth = defineCommand({
  name: 'synth',
  summary: 'write the deployment as terraform files',
  access: 'offline',
  flags: {
    ...renderFlags,
    print: toggle('print the files as one JSON document and write nothing'),
    check: toggle(
      'have terraform check what was written; needs no credentials, and contacts nothing but the source of providers',
    ),
    terraform: terraformFlags.terraform,
    providerMirror: terraformFlags.providerMirror,
  },
  examples: [
    { command: 'synth', does: 'render beside the configuration' },
    { command: 'synth', does: 'look at what would be rendered', flags: { print: true } },
    { command: 'synth', does: 'and have terraform check it', flags: { check: true } },
  ],
  async run(options, { context, globals, paint }) {
    const { outDir, print, check, terraformOverride, terraform, providerMirror } = options;
    if (print && check)
      throw usageErrors.exclusive('--print', '--check', 'what is not written cannot be checked');
    const action = await import('../../core/actions/synth/index.ts');
    const result = await action.synth(context, {
      ...(globals.config === undefined ? {} : { config: globals.config }),
      overrides: terraformOverride,
      print,
      check,
      terraform,
      providerMirror,
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
