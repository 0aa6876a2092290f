import { defineCommand } from '../command.ts';

export const schema = defineCommand({
  name: 'schema',
  summary: 'print the JSON Schema of the configuration',
  access: 'offline',
  flags: {},
  examples: [{ command: 'schema', does: 'for an editor: redirect it into bt-dataplane.schema.json' }],
  printsDocument: () => true,
  async run(_, { context }) {
    const action = await import('../../core/actions/schema/index.ts');
    const { text } = action.schema(context);
    return { ending: 'ok', text, document: JSON.parse(text) as unknown };
  },
});
