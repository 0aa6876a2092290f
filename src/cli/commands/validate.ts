import { BtError } from '../../errors.ts';
import { defineCommand } from '../command.ts';
import { countsText, findingsText } from '../render/finding.ts';
import { validText } from '../render/validate.ts';
import { readSources } from '../sources.ts';

export const validate = defineCommand({
  name: 'validate',
  summary: 'check the configuration against its schema and every requirement',
  access: 'offline',
  flags: {},
  examples: [
    { command: 'validate', does: 'check bt-dataplane.yaml in this folder' },
    { command: 'validate', does: 'for a script', flags: { config: 'production.yaml', json: true } },
  ],
  async run(_, { context, globals, paint }) {
    const action = await import('../../core/actions/validate/index.ts');
    const { file, findings, counts, ok } = await action.validate(context, { config: globals.config });
    const json = { file, counts };
    if (ok)
      return {
        ending: 'ok',
        text: validText(file, findings, paint),
        json,
        findings,
        next: [{ command: 'plan' }],
      };
    const { env } = context;
    const sources = await readSources(env, findings);
    return {
      ending: 'ok',
      text: findingsText(findings, { paint, sources, cwd: env.cwd }),
      json,
      findings,
      failure: new BtError({
        kind: 'config',
        code: 'config-invalid',
        message: `${file}: ${countsText(findings)}`,
        hint: 'correct what is listed',
      }),
    };
  },
});
