/** The texts of a pipeline's files. */
import { dirname } from 'node:path';
import type { Deployment } from '../../config/deployment.ts';
import type { Context } from '../../context.ts';
import { type Fragments, fillPipeline, harmlessOnly, shifted, type Values } from './fill.ts';
import type { Place, Provider } from './provider.ts';
import { trustFiles } from './trust.ts';

/** What the pipelines run, the newest that this program knows: https://developer.hashicorp.com/terraform/install */
const terraform = '1.11.4';

export interface PipelineFile {
  /** Relative to the root of the repository. */
  readonly path: string;
  readonly text: string;
  readonly mode?: number;
  /** False for what the user has, or will have, something else in. */
  readonly ours: boolean;
  /** The file of ours that a file of theirs has to include. */
  readonly includes?: string;
}

export interface Pipeline {
  readonly deployment: Deployment;
  /** The configuration, relative to the root of the repository. */
  readonly file: string;
  /** The files that it builds on, likewise. */
  readonly bases: readonly string[];
  readonly provider: Provider;
  readonly place: Place;
  /** Name of the secret with the licence key, where the configuration takes it from a variable. */
  readonly secret: string | undefined;
  readonly package: string;
}

type Part = 'plan' | 'apply';
type Read = (name: string) => Promise<string>;

export async function pipelineFiles({ env }: Context, pipeline: Pipeline): Promise<readonly PipelineFile[]> {
  const { provider, place } = pipeline;
  const read: Read = (name) => env.fs.readText(`${env.packageRoot}/templates/ci/${name}`);
  const values = valuesOf(pipeline);
  const watched = watchedBy(pipeline);
  const files: PipelineFile[] = [];
  for (const [template, path] of provider.files) {
    const part: Part = template.startsWith('apply') ? 'apply' : 'plan';
    const whole = await fragmentsOf(pipeline, part, values, read);
    const source = await read(`${provider.id}/${template}`);
    const parts = source.includes('%watched%') ? { watched } : {};
    const text = fillPipeline(source, { ...values, ...partOf(part, values) }, { fragments: whole, parts });
    files.push({ path: path(place.name), text, ours: true });
  }
  files.push({ path: `${provider.home}/forge.mjs`, text: await read('forge.mjs'), ours: true });
  files.push(...(await trustOf(pipeline, values, read)));
  const [first] = files;
  if (provider.id === 'gitlab' && first !== undefined) {
    const text = `include:\n  - local: ${first.path}\n`;
    files.push({ path: '.gitlab-ci.yml', text, ours: false, includes: first.path });
  }
  return files;
}

function valuesOf({ deployment, file, provider, place, secret, package: spec }: Pipeline): Values {
  const { account, region } = deployment.config;
  return {
    name: place.name,
    branch: place.branch,
    config: file,
    package: spec,
    forge: `${provider.home}/forge.mjs`,
    terraform,
    region,
    account: account.id,
    project: account.project,
    subscription: account.subscription,
    tenant: account.tenant,
    licenseVariable: secret,
    audience: provider.audience[deployment.cloud.id],
    issuer: provider.issuer(place),
    prefix: place.name.toUpperCase().replaceAll('-', '_'),
  };
}

/** Patterns of the files whose change is one of the deployment, as a list in YAML without its brackets. */
function watchedBy({ file, bases, provider }: Pipeline): string {
  const below = dirname(file) === '.' ? '' : `${dirname(file)}/`;
  const patterns = [`${below}${provider.everything}`, ...bases.filter((base) => !base.startsWith(below))];
  return patterns.map((pattern) => `'${provider.pattern(harmlessOnly('path', pattern))}'`).join(', ');
}

function partOf(part: Part, { prefix }: Values): Values {
  return { part, variable: `${prefix}_${part.toUpperCase()}`, seconds: part === 'plan' ? '3600' : '21600' };
}

/** Parts of a pipeline that depend on the cloud, and on where the licence key is. */
async function fragmentsOf(
  { provider, deployment, secret }: Pipeline,
  own: Part,
  values: Values,
  read: Read,
): Promise<Fragments> {
  const cloud = deployment.cloud.id;
  const optional = (name: string) => read(`${provider.id}/${name}.yml`).catch(() => '');
  const filled = async (name: string, part: Part, fragments: Fragments = {}) =>
    fillPipeline(await optional(name), { ...values, ...partOf(part, values) }, { fragments });
  const license = secret === undefined ? '' : await filled('license', own);
  const credentials = await filled(`credentials-${cloud}`, own);
  const signIn = await filled(`sign-in-${cloud}`, own);
  const prepare = await filled('prepare', own, { signIn });
  const deep = 6;
  return {
    license,
    credentials,
    signIn,
    prepare,
    licenseDeep: shifted(license, deep),
    credentialsDeep: shifted(credentials, deep),
    prepareDeep: shifted(prepare, deep),
    planCredentials: await filled(`credentials-${cloud}`, 'plan'),
    applyCredentials: await filled(`credentials-${cloud}`, 'apply'),
  };
}

async function trustOf(
  { provider, place, deployment }: Pipeline,
  values: Values,
  read: Read,
): Promise<readonly PipelineFile[]> {
  const cloud = deployment.cloud.id;
  const files: PipelineFile[] = [];
  for (const { template, name, parts } of trustFiles[cloud](place, provider)) {
    const text = fillPipeline(await read(`trust/${cloud}/${template}`), values, { parts });
    const mode = name.endsWith('.sh') ? { mode: 0o755 } : {};
    files.push({ path: `${provider.home}/trust-${place.name}/${name}`, text, ours: true, ...mode });
  }
  return files;
}
