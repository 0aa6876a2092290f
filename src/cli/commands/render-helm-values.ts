import { defineCommand } from '../command.ts';
import { text } from '../flag.ts';

export const renderHelmValues = defineCommand({
  name: 'render helm-values',
  summary: 'write the Helm values of the deployment, for GitOps',
  access: 'offline',
  flags: {
    out: text('FILE', 'the file to write', { fallback: 'standard output' }),
  },
  examples: [
    { command: 'render helm-values', does: 'look at the values' },
    { command: 'render helm-values', does: 'for a repository', flags: { out: 'values.yaml' } },
  ],
  printsDocument: ({ out }) => out === undefined,
  async run({ out }, { context, globals }) {
    const action = await import('../../core/actions/render-helm-values/index.ts');
    const result = await action.renderHelmValues(context, { config: globals.config, out });
    const { text: yaml, findings, ...json } = result;
    const { chart, version, file } = result;
    return {
      ending: 'ok',
      text: file === undefined ? yaml : `values of ${chart} ${version} written to ${file}`,
      json,
      findings,
    };
  },
});
