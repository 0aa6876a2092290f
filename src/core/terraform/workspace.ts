/**
 * The private copy of a rendered stack in which terraform runs: what terraform writes (`.terraform`, plans) stays out of
 * the checkout, and the guard override never reaches the rendered folder.
 */
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { Env } from '../../env.ts';
import type { RenderedFolder } from '../synth/synthesize.ts';
import { guardOverride, guardOverrideName, liftOverrideName, protectedAddresses } from './guard-override.ts';
import { lockFileName } from './provider-lock.ts';
import { makeFolder } from './state-directory.ts';

/** Terraform reads it by itself; it holds the values of the stack's inputs. */
export const inputsFileName = 'inputs.auto.tfvars.json';

export interface Workspace {
  readonly stack: RenderedFolder;
  /** Absolute, mode 0700. */
  readonly folder: string;
  /** Addresses that carry `prevent_destroy` in the rendered folder. */
  readonly protectedAddresses: ReadonlySet<string>;
  /** Set when the state is a local file: where plain terraform in the rendered folder keeps it, absolute. */
  readonly localState: string | undefined;
  /** Digest of what `init` depends on in the rendered files. */
  readonly requirements: string;
}

/** Makes the working copy equal to the rendered stack. `base` is the deployment's folder in the state directory. */
export async function prepareWorkspace(env: Env, base: string, stack: RenderedFolder): Promise<Workspace> {
  const folder = join(base, 'work', folderKey(stack.folder), stack.name);
  await makeFolder(env, folder);
  const names = stack.files.map((file) => file.path.slice(stack.name.length + 1));
  for (const name of names) await copyIfDifferent(env, join(stack.folder, name), join(folder, name));
  await removeStale(env, folder, new Set([...names, ...kept(stack)]));
  await copyLockFile(env, stack.folder, folder);
  const texts = await Promise.all(
    names.filter((name) => name.endsWith('.tf.json')).map((name) => env.fs.readText(join(folder, name))),
  );
  const addresses = protectedAddresses(texts);
  await writeIfDifferent(env, join(folder, guardOverrideName), encode(guardOverride(addresses)));
  const main = JSON.parse(stack.json) as MainFile;
  return {
    stack,
    folder,
    protectedAddresses: new Set(addresses),
    localState: localStatePath(main, stack.folder),
    requirements: digest(await requirementsOf(env, folder, names, main)),
  };
}

/** Keeps what `init` decided about provider versions where the user can commit it. A read-only folder is no failure. */
export async function keepLockFile(env: Env, workspace: Workspace): Promise<boolean> {
  const from = join(workspace.folder, lockFileName);
  if ((await env.fs.stat(from)) === undefined) return true;
  try {
    await copyIfDifferent(env, from, join(workspace.stack.folder, lockFileName));
    return true;
  } catch {
    return false;
  }
}

export async function writeLift(env: Env, workspace: Workspace, text: string | undefined): Promise<void> {
  const file = join(workspace.folder, liftOverrideName);
  if (text === undefined) await env.fs.remove(file);
  else await env.fs.write(file, text);
}

interface MainFile {
  readonly terraform?: {
    readonly backend?: { readonly local?: { readonly path?: string } };
  } & Readonly<Record<string, unknown>>;
}

/** Two checkouts with a deployment of one name must not share a working copy. */
function folderKey(renderedFolder: string): string {
  return digest(dirname(renderedFolder)).slice(0, 8);
}

function localStatePath(main: MainFile, renderedFolder: string): string | undefined {
  const local = main.terraform?.backend?.local;
  return local && join(renderedFolder, local.path ?? 'terraform.tfstate');
}

async function requirementsOf(
  env: Env,
  folder: string,
  names: readonly string[],
  main: MainFile,
): Promise<string> {
  const overrides = names.filter((name) => /_override\.tf(\.json)?$/.test(name)).sort();
  const texts = await Promise.all(overrides.map((name) => env.fs.readText(join(folder, name))));
  return JSON.stringify([main.terraform, texts]);
}

/** The user's lock file wins over the one in the working copy; a removed one is removed here too. */
async function copyLockFile(env: Env, from: string, to: string): Promise<void> {
  if (await env.fs.stat(join(from, lockFileName)))
    await copyIfDifferent(env, join(from, lockFileName), join(to, lockFileName));
  else if (await isWritable(env, from)) await env.fs.remove(join(to, lockFileName));
}

async function isWritable(env: Env, folder: string): Promise<boolean> {
  const probe = join(folder, `.probe-${env.randomId()}`);
  try {
    await env.fs.write(probe, '');
    await env.fs.remove(probe);
    return true;
  } catch {
    return false;
  }
}

/** Written anew before each plan, so a look at the deployment meanwhile must not take it away. */
function kept({ inputs }: RenderedFolder): readonly string[] {
  return inputs === undefined ? [] : [inputsFileName];
}

/** Files of an earlier render would be part of the plan, or of a chart beside it. */
async function removeStale(env: Env, folder: string, keep: ReadonlySet<string>): Promise<void> {
  const assets = new Set([...keep].flatMap((name) => (name.includes('/') ? [name.split('/')[0] ?? ''] : [])));
  for (const asset of assets) await removeStaleBelow(env, folder, asset, keep);
  for (const name of await env.fs.list(folder)) {
    const isTerraform = /\.tf(\.json)?$|\.tfvars(\.json)?$/.test(name);
    if (isTerraform && !keep.has(name) && name !== guardOverrideName) await env.fs.remove(join(folder, name));
  }
}

async function removeStaleBelow(
  env: Env,
  folder: string,
  below: string,
  keep: ReadonlySet<string>,
): Promise<void> {
  for (const entry of await env.fs.list(join(folder, below))) {
    const name = `${below}/${entry}`;
    if ((await env.fs.stat(join(folder, name)))?.kind === 'directory')
      await removeStaleBelow(env, folder, name, keep);
    else if (!keep.has(name)) await env.fs.remove(join(folder, name));
  }
}

async function copyIfDifferent(env: Env, from: string, to: string): Promise<void> {
  await writeIfDifferent(env, to, await env.fs.readBytes(from));
}

async function writeIfDifferent(env: Env, path: string, bytes: Uint8Array): Promise<void> {
  const present = await env.fs.readBytes(path).catch(() => undefined);
  if (present !== undefined && Buffer.compare(present, bytes) === 0) return;
  await env.fs.makeDirectory(dirname(path));
  await env.fs.write(path, bytes);
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
