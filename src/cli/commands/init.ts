import { defineCommand, type Step } from '../command.ts';
import { text, toggle } from '../flag.ts';
import { defaultConfigFile } from '../globals.ts';
import { initText } from '../render/init.ts';
import { shortPath } from '../render/path.ts';

export const init = defineCommand({
  name: 'init',
  summary: 'write the files of a new deployment, asking for what is not given',
  access: 'offline',
  flags: {
    dir: text('DIR', 'folder of the deployment', { fallback: 'the working folder' }),
    name: text('NAME', 'name of the deployment and prefix of everything in it'),
    cloud: text('CLOUD', 'the cloud to deploy to'),
    region: text('REGION', "the cloud's region"),
    project: text('PROJECT', 'the project, on Google Cloud'),
    subscription: text('ID', 'the subscription, on Azure'),
    tenant: text('ID', 'the Entra tenant of the subscription, on Azure'),
    profile: text('PROFILE', 'staging or production'),
    organization: text('NAME', 'organization, exactly as in the Braintrust UI'),
    licenseSource: text(
      'SOURCE',
      'where the licence key is: env:NAME, file:PATH or secret:ID; never the key itself',
      { fallback: 'env:BRAINTRUST_LICENSE_KEY' },
    ),
    stateBucket: text(
      'NAME',
      'an existing bucket for the terraform state, where the profile keeps it in one',
    ),
    stateAccount: text(
      'NAME',
      'an existing storage account for the terraform state, where the profile keeps it in one',
    ),
    stateContainer: text('NAME', 'its container'),
    force: toggle('replace configuration, lock file and schema that are there'),
  },
  examples: [
    { command: 'init', does: 'be asked' },
    {
      command: 'init',
      does: 'in a script',
      flags: {
        name: 'acme-staging',
        cloud: 'aws',
        region: 'us-east-1',
        profile: 'staging',
        organization: 'Acme',
        noInput: true,
      },
    },
  ],
  async run(options, { context, globals, paint }) {
    const action = await import('../../core/actions/init/index.ts');
    const config = globals.config ?? defaultConfigFile;
    const result = await action.init(context, { ...options, config });
    const { cwd } = context.env;
    const usual = options.dir === undefined && globals.config === undefined;
    const flags = usual ? {} : { config: shortPath(result.config, cwd) };
    const next: Step = { command: 'validate', flags };
    if (result.status === 'already-initialized') {
      const said = `${shortPath(result.config, cwd)} is already there; nothing was changed (--force writes it anew)`;
      return { ending: 'ok', text: said, json: { ...result }, next: [next] };
    }
    const again: Step = {
      command: 'init',
      flags: { ...(options.dir === undefined ? {} : { dir: options.dir }), ...result.answers, noInput: true },
    };
    return {
      ending: 'ok',
      text: initText(result, cwd, paint),
      json: { ...result },
      equivalent: again,
      next: [next],
    };
  },
});
