import { dirname, relative } from 'node:path';
import { BtError } from '../../errors.ts';
import { defineCommand } from '../command.ts';
import { configText } from '../render/config.ts';

export const configShow = defineCommand({
  name: 'config show',
  summary: 'print every effective value and where it comes from',
  access: 'offline',
  flags: {},
  examples: [{ command: 'config show', does: 'which values apply, and why' }],
  async run(_, { context, globals, paint }) {
    const action = await import('../../core/actions/config-show/index.ts');
    const result = await action.configShow(context, { config: globals.config });
    if (!result.ok) {
      throw new BtError({
        kind: 'config',
        code: 'config-invalid',
        message: `${result.file} cannot be resolved`,
        hint: 'correct what is listed',
        findings: result.findings,
      });
    }
    const { file, values } = result;
    const nameOf = (written: string) => (written === file ? undefined : relative(dirname(file), written));
    return { ending: 'ok', text: configText(values, nameOf, paint), json: { file, values } };
  },
});
