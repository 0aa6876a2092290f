/** The texts of a new deployment's files. */
import { loadDeployment } from '../../config/load.ts';
import { freeze } from '../../config/lock-file.ts';
import type { Context } from '../../context.ts';
import { schema } from '../schema/index.ts';
import { optionalAnswers } from './answers.ts';
import type { Answered } from './ask.ts';
import { initErrors } from './errors.ts';
import { parseLicenseSource } from './license-source.ts';
import { fillTemplate, namesIn, yamlFlow, yamlText } from './template.ts';

/**
 * Beside the configuration and committed with it, since an editor must be able to open it without a network, on the
 * machine of everyone who clones the repository: neither a link, nor the folder of an installed package, nor the
 * ignored `.bt-dataplane/` gives that.
 */
const schemaFile = 'bt-dataplane.schema.json';

export interface NewFile {
  /** Relative to the folder of the deployment. */
  readonly name: string;
  readonly text: string;
  /** True for files that only this program writes: `--force` may replace them. */
  readonly ours: boolean;
}

export interface Filling extends Answered {
  readonly configFile: string;
}

/** The configuration is the last one. */
export async function deploymentFiles(context: Context, filling: Filling): Promise<readonly NewFile[]> {
  const { env } = context;
  const workspace = (name: string) => env.fs.readText(`${env.packageRoot}/templates/workspace/${name}`);
  const { name, profile } = filling.answers;
  const { configFile } = filling;
  return [
    { name: '.gitignore', text: await workspace('gitignore'), ours: false },
    {
      name: 'README.md',
      text: fillTemplate(await workspace('README.md'), { name, profile, configFile }),
      ours: false,
    },
    { name: schemaFile, text: schema(context).text, ours: true },
    { name: configFile, text: configText(filling), ours: true },
  ];
}

export function configText({ answers, template }: Answered): string {
  const license = parseLicenseSource(answers.licenseSource) ?? {};
  const values = {
    schema: schemaFile,
    name: yamlText(answers.name),
    region: yamlText(answers.region),
    organization: yamlText(answers.organization),
    licenseKey: yamlFlow(license as Record<string, string>),
  };
  const names = namesIn(template);
  const optional = optionalAnswers
    .filter((name) => names.has(name))
    .map((name) => [name, yamlText(answers[name] ?? '')]);
  return fillTemplate(template, { ...values, ...Object.fromEntries(optional) });
}

/** What the profile fills in, frozen; read back from the file that was just written, since that is what counts. */
export async function lockText(context: Context, config: string): Promise<string> {
  const loaded = await loadDeployment(context, { config });
  if (loaded.ok) return freeze(loaded.deployment);
  throw initErrors.templateBroken(loaded.findings);
}
