import * as z from 'zod';
import { programVersion } from '../../version.ts';
import { defineCommand } from '../command.ts';
import { text, toggle, value } from '../flag.ts';
import { ciScaffoldText } from '../render/ci-scaffold.ts';

const providers = ['github', 'gitlab', 'azure-devops'] as const;

export const ciScaffold = defineCommand({
  name: 'ci scaffold',
  summary: 'write the pipeline of this deployment: plan, gated apply, drift and upgrades',
  access: 'offline',
  flags: {
    provider: value(
      'PROVIDER',
      'github, gitlab or azure-devops',
      z.enum(providers, `must be one of ${providers.join(', ')}`),
    ),
    dir: text('DIR', 'root of the repository', { fallback: 'the working folder' }),
    branch: value('BRANCH', 'the branch that is applied', z.string().min(1).default('main')),
    repository: text('REPOSITORY', 'path or address of the repository', { fallback: 'the remote origin' }),
    organizationId: text('ID', 'id of the organization, which tokens of Azure DevOps name'),
    package: value(
      'PACKAGE',
      'what npm installs in the pipeline',
      z.string().min(1).default(`bt-dataplane@${programVersion}`),
    ),
    force: toggle('replace files that are there'),
  },
  examples: [
    { command: 'ci scaffold', does: 'for GitHub Actions', flags: { provider: 'github' } },
    {
      command: 'ci scaffold',
      does: 'for one deployment of several in a repository',
      flags: { provider: 'gitlab', config: 'staging/bt-dataplane.yaml' },
    },
  ],
  async run(options, { context, globals, paint }) {
    const action = await import('../../core/actions/ci-scaffold/index.ts');
    const result = await action.ciScaffold(context, { ...options, config: globals.config });
    return {
      ending: 'ok',
      text: ciScaffoldText(result, paint),
      json: { ...result },
      next: [{ command: 'plan' }],
    };
  },
});
