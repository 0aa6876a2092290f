import type { Way } from '../../core/terraform/command-on.ts';
import { defineCommand, type Step } from '../command.ts';

export const attach = defineCommand({
  name: 'attach',
  summary: 'follow an apply of this machine whose terminal was lost, to its end',
  access: 'read',
  flags: {},
  examples: [{ command: 'attach', does: 'see how far it is' }],
  async run(_options, { context, globals, paint }) {
    const action = await import('../../core/actions/attach/index.ts');
    const result = await action.attach(context, { config: globals.config });
    const running = result.status === 'applied';
    return {
      ending: 'ok',
      text: running
        ? `${paint.good('applied')}  ${result.label}   ${result.done.length} changes`
        : 'no apply of this deployment is running on this machine',
      json: { ...result },
      next: [running ? { command: 'apply', flags: flagsOf(result.way) } : { command: 'status' }],
    };
  },
});

/** The flags that were given to the apply, for the one that goes on. */
function flagsOf({ overrides, ...way }: Way): NonNullable<Step['flags']> {
  const given = Object.entries({ ...way, terraformOverride: overrides });
  return Object.fromEntries(
    given.filter((entry): entry is [string, NonNullable<(typeof entry)[1]>] => entry[1] !== undefined),
  );
}
