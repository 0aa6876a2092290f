/** `render helm-values`: the values of the Helm release, for whoever installs the chart by other means. Contacts nothing. */
import { dirname, resolve } from 'node:path';
import { stringify } from 'yaml';
import { BtError, reasonOf } from '../../../errors.ts';
import type { HelmValuesDocument } from '../../clouds/cloud.ts';
import type { Deployment } from '../../config/deployment.ts';
import type { Context } from '../../context.ts';
import type { Finding } from '../../findings/finding.ts';
import { shellWord } from '../../io/shell-word.ts';
import { findRelease } from '../../releases/catalogue.ts';
import { judgedDeployment } from '../../rules/judged-deployment.ts';

export interface RenderHelmValuesOptions {
  readonly config?: string | undefined;
  /** A file to write, relative to the working folder; without it nothing is written. */
  readonly out?: string | undefined;
}

export interface RenderHelmValuesResult extends HelmValuesDocument {
  /** The values as YAML, with a comment on top that says how to use them. */
  readonly text: string;
  /** The file that was written, absolute. */
  readonly file?: string;
  readonly findings: readonly Finding[];
}

/** Throws kind `usage` for a cloud that installs nothing by Helm. */
export async function renderHelmValues(
  context: Context,
  options: RenderHelmValuesOptions = {},
): Promise<RenderHelmValuesResult> {
  const { env } = context;
  const { config: named, out } = options;
  const { deployment, findings } = await judgedDeployment(
    context,
    named === undefined ? {} : { config: named },
  );
  const { cloud, config, catalogue, pins } = deployment;
  if (cloud.helmValues === undefined) throw notByHelm(cloud.title);
  const document = await cloud.helmValues(config, {
    env,
    release: findRelease(config.release, catalogue),
    pins,
  });
  const text = `${headerOf(deployment, document, out)}${stringify(document.values)}`;
  if (out === undefined) return { ...document, text, findings };
  const file = resolve(env.cwd, out);
  await write(context, file, text);
  return { ...document, text, file, findings };
}

function headerOf({ config }: Deployment, document: HelmValuesDocument, out = 'values.yaml'): string {
  const { chart, version, namespace, notes = [] } = document;
  const source = /^\.{0,2}\//.test(chart) ? shellWord(chart) : `${chart} --version ${version}`;
  return [
    `Helm values of ${config.name}, data plane ${config.release}; written by bt-dataplane, no secret is in them`,
    `chart      ${chart}`,
    `version    ${version}`,
    `namespace  ${namespace}`,
    `helm upgrade --install braintrust ${source} --namespace ${namespace} --create-namespace --values ${shellWord(out)}`,
    ...notes,
  ]
    .map((line) => `# ${line.replaceAll(/\r\n?|\n/g, '\n# ')}\n`)
    .join('');
}

/** Values are made to be committed, so others may read them. */
async function write({ env }: Context, file: string, text: string): Promise<void> {
  try {
    await env.fs.makeDirectory(dirname(file));
    await env.fs.write(file, text, { mode: 0o644 });
  } catch (cause) {
    throw new BtError({
      kind: 'usage',
      code: 'out-not-writable',
      message: `cannot write ${file}: ${reasonOf(cause)}`,
      hint: 'name a file in a writable folder with --out',
      cause,
    });
  }
}

function notByHelm(cloud: string): BtError {
  return new BtError({
    kind: 'usage',
    code: 'no-helm-values',
    message: `on ${cloud} nothing is installed by Helm, so there are no values to render`,
    hint: 'terraform installs everything there: bt-dataplane plan',
  });
}
