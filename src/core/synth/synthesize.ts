/** From a judged deployment to a folder of terraform files. Needs neither credentials nor a network. */
import { dirname, join, resolve } from 'node:path';
import type { RenderedStack } from '../../../modules/core/render.ts';
import { programVersion } from '../../version.ts';
import type { Deployment } from '../config/deployment.ts';
import type { Context } from '../context.ts';
import { findRelease } from '../releases/catalogue.ts';
import { sha256 } from './digest.ts';
import { digestOf, type Manifest, type ManifestStack, manifestText } from './manifest.ts';
import { type OverrideFile, readOverrides } from './overrides.ts';
import { type FileToWrite, writeRendered } from './write.ts';

export interface SynthesizeOptions {
  /** Folder above the deployment's own; default `.bt-dataplane` beside the configuration. */
  readonly outDir?: string;
  /** Override files of the command line, relative to the working folder. */
  readonly overrides?: readonly string[];
}

export interface RenderedFolder extends RenderedStack {
  readonly folder: string;
  readonly files: ManifestStack['files'];
}

export interface Rendered {
  /** The deployment's folder, absolute; `state/` in it holds local state. */
  readonly folder: string;
  readonly stacks: readonly RenderedFolder[];
  readonly digest: string;
  readonly manifest: Manifest;
  readonly overrides: readonly OverrideFile[];
}

/** Renders and writes; a folder that is up to date is left as it is. */
export async function synthesize(
  context: Context,
  deployment: Deployment,
  options: SynthesizeOptions = {},
): Promise<Rendered> {
  const { env } = context;
  const rendered = await render(context, deployment, options);
  await writeRendered(env, rendered.folder, rendered.files);
  return rendered;
}

/** The same without writing anything. */
export async function render(
  context: Context,
  deployment: Deployment,
  options: SynthesizeOptions = {},
): Promise<Rendered & { readonly files: readonly FileToWrite[] }> {
  const { env } = context;
  const { config } = deployment;
  const base =
    options.outDir === undefined
      ? join(dirname(deployment.file), '.bt-dataplane')
      : resolve(env.cwd, options.outDir);
  const folder = join(base, config.name);
  const overrides = await readOverrides(env, deployment, options.overrides ?? []);
  const stacks = await renderStacks(context, deployment);
  const files = stacks.flatMap((stack) => filesOf(stack, overrides));
  const described = stacks.map((stack) => describe(stack, files));
  const manifest: Manifest = {
    formatVersion: 1,
    tool: programVersion,
    deployment: config.name,
    cloud: config.cloud,
    region: config.region,
    profile: config.profile,
    release: config.release,
    stacks: described,
    digest: digestOf(described),
  };
  return {
    folder,
    stacks: stacks.map((stack, index) => ({
      ...stack,
      folder: join(folder, stack.name),
      files: described[index]?.files ?? [],
    })),
    digest: manifest.digest,
    manifest,
    overrides,
    files: [...files, { path: 'manifest.json', data: manifestText(manifest) }],
  };
}

async function renderStacks(context: Context, deployment: Deployment): Promise<readonly RenderedStack[]> {
  const { env } = context;
  const scratch = await env.fs.makeTemporaryDirectory('bt-dataplane-');
  try {
    return await deployment.cloud.render(deployment.config, {
      env,
      folder: dirname(deployment.file),
      scratch,
      release: findRelease(deployment.config.release, deployment.catalogue),
      pins: deployment.pins,
    });
  } finally {
    await env.fs.remove(scratch);
  }
}

function filesOf(stack: RenderedStack, overrides: readonly OverrideFile[]): readonly FileToWrite[] {
  return [
    { path: `${stack.name}/main.tf.json`, data: stack.json },
    ...overrides.map((override) => ({ path: `${stack.name}/${override.name}`, data: override.content })),
    ...stack.assets.map((asset) => ({ path: `${stack.name}/${asset.path}`, data: asset.bytes })),
  ];
}

function describe(stack: RenderedStack, files: readonly FileToWrite[]): ManifestStack {
  const components: Record<string, number> = {};
  for (const component of Object.values(stack.components))
    components[component] = (components[component] ?? 0) + 1;
  return {
    name: stack.name,
    resources: stack.addresses.length,
    components: Object.fromEntries(Object.entries(components).sort(([a], [b]) => (a < b ? -1 : 1))),
    files: files
      .filter((file) => file.path.startsWith(`${stack.name}/`))
      .map((file) => ({ path: file.path, sha256: sha256(file.data) }))
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}
