import { defineCommand } from '../command.ts';
import { usageErrors } from '../errors.ts';
import { toggle } from '../flag.ts';
import { migratedText } from '../render/migrated.ts';

export const configMigrate = defineCommand({
  name: 'config migrate',
  summary: 'show what has to change in a configuration of an older format, or write it',
  access: 'offline',
  flags: {
    check: toggle('exit with 2 when something has to change'),
    write: toggle('write the file, with a copy of it as it was beside it'),
  },
  examples: [
    { command: 'config migrate', does: 'what would change; comments and order stay' },
    { command: 'config migrate', does: 'in a pipeline', flags: { check: true } },
    { command: 'config migrate', does: 'change the file', flags: { write: true } },
  ],
  async run({ check, write }, { context, globals, paint }) {
    if (check && write)
      throw usageErrors.exclusive('--check', '--write', 'one only looks, the other changes the file');
    const action = await import('../../core/actions/config-migrate/index.ts');
    const migrated = await action.configMigrate(context, { config: globals.config, write });
    const isDue = migrated.steps.length > 0 && !migrated.written;
    return {
      ending: isDue && check ? 'changes' : 'ok',
      text: migratedText(migrated, paint),
      json: { ...migrated },
      next: [isDue ? { command: 'config migrate', flags: { write: true } } : { command: 'validate' }],
    };
  },
});
