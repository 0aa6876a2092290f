import { programVersion } from '../../version.ts';
import { defineCommand } from '../command.ts';

export const version = defineCommand({
  name: 'version',
  summary: 'print the version of this program',
  access: 'offline',
  flags: {},
  examples: [{ command: 'version', does: 'as JSON', flags: { json: true } }],
  async run() {
    return { ending: 'ok', text: programVersion, json: { version: programVersion } };
  },
});
