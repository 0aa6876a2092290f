import { defineCommand } from '../command.ts';
import { text, toggle } from '../flag.ts';
import { requirementsText } from '../render/requirements.ts';

export const requirements = defineCommand({
  name: 'requirements',
  summary: 'print the hardware requirements, and the machines that meet them',
  access: 'offline',
  flags: {
    cloud: text('CLOUD', 'machines of this cloud', { fallback: 'the first that can be deployed to' }),
    component: text('COMPONENT', 'only api, postgres, redis or brainstore'),
    rules: toggle('with every rule that a configuration is held against'),
  },
  examples: [
    { command: 'requirements', does: 'all of them' },
    {
      command: 'requirements',
      does: 'what Brainstore needs',
      flags: { component: 'brainstore', rules: true },
    },
  ],
  async run({ cloud, component, rules }, { context, paint }) {
    const action = await import('../../core/actions/requirements/index.ts');
    const result = action.requirements(context, { cloud, component });
    return {
      ending: 'ok',
      text: requirementsText(result, { paint, rules }),
      json: { ...result },
      next: [{ command: 'validate' }],
    };
  },
});
