/** What is no longer as it was when a bundle was made, one sentence each; empty when everything is the same. */
import { dirname, join, resolve } from 'node:path';
import type { Env } from '../../../env.ts';
import { isBtError } from '../../../errors.ts';
import { programVersion } from '../../../version.ts';
import type { Deployment } from '../../config/deployment.ts';
import { findConfig, lockFileOf } from '../../config/files.ts';
import { loadDeployment } from '../../config/load.ts';
import type { Context } from '../../context.ts';
import { sha256 } from '../../synth/digest.ts';
import { type OverrideFile, readOverrides } from '../../synth/overrides.ts';
import type { DriveOptions } from '../options.ts';
import type { Guarded } from '../prepare.ts';
import { bundleForeign } from './errors.ts';
import type { BundleManifest } from './manifest.ts';
import { providerLock } from './providers.ts';
import { stateMark } from './states.ts';
import { digestOfFile } from './write.ts';

/** Files and this program, before anything is started or rendered. Throws `bundle-of-another` for another deployment. */
export async function changedFiles(
  context: Context,
  options: DriveOptions,
  { manifest, file }: { readonly manifest: BundleManifest; readonly file: string },
): Promise<readonly string[]> {
  const { env } = context;
  const config = await findConfig(env, options.config);
  const lock = lockFileOf(config);
  const changed = [
    ...(manifest.tool === programVersion
      ? []
      : [`the version of this program was ${manifest.tool}, and is ${programVersion}`]),
    ...((await digestOfFile(env, config)) === manifest.config ? [] : [`the configuration ${config} changed`]),
    ...(await changedBases(env, config, manifest)),
    ...((await digestOfFile(env, lock)) === manifest.lock ? [] : [`the lock file ${lock} changed`]),
  ];
  const loaded = await loadDeployment(context, { config }).catch((thrown: unknown) => {
    if (changed.length === 0 || !isBtError(thrown)) throw thrown;
    return undefined;
  });
  const deployment = loaded?.ok ? loaded.deployment : undefined;
  if (deployment === undefined) return changed;
  const { name, cloud } = deployment.config;
  if (name !== manifest.deployment || cloud !== manifest.cloud)
    throw bundleForeign(file, `${manifest.deployment} (${manifest.cloud})`, `${name} (${cloud})`);
  return [
    ...changed,
    ...(await changedOverrides(context, options, deployment, manifest)),
    ...(await changedRendered(context, options, deployment, manifest)),
  ];
}

async function changedBases(env: Env, config: string, { bases }: BundleManifest): Promise<readonly string[]> {
  const changed: string[] = [];
  for (const { path, sha256: before } of bases) {
    const file = resolve(dirname(config), path);
    const found = await digestOfFile(env, file);
    if (found === null) changed.push(`${file}, which the configuration builds on, is gone`);
    else if (found !== before) changed.push(`${file}, which the configuration builds on, changed`);
  }
  return changed;
}

async function changedOverrides(
  { env }: Context,
  { overrides = [] }: DriveOptions,
  deployment: Deployment,
  { overrides: made }: BundleManifest,
): Promise<readonly string[]> {
  let present: readonly OverrideFile[];
  try {
    present = await readOverrides(env, deployment, overrides);
  } catch (thrown) {
    if (!isBtError(thrown)) throw thrown;
    return [`an override file can no longer be used: ${thrown.message}`];
  }
  const gone = made
    .filter(({ name }) => !present.some((one) => one.name === name))
    .map(({ source }) => `the override file ${source} is not given: --terraform-override ${source}`);
  const others = present.flatMap(({ name, source, content }) => {
    const before = made.find((one) => one.name === name);
    if (before === undefined) return [`the override file ${source} is new`];
    return before.sha256 === sha256(content) ? [] : [`the override file ${source} changed`];
  });
  return [...gone, ...others];
}

/** As they lie there: rendering anew would repair what somebody changed, and nobody would hear of it. */
async function changedRendered(
  { env }: Context,
  { outDir }: DriveOptions,
  { file, config }: Deployment,
  { stacks }: BundleManifest,
): Promise<readonly string[]> {
  const base = outDir === undefined ? join(dirname(file), '.bt-dataplane') : resolve(env.cwd, outDir);
  const folder = join(base, config.name);
  const changed: string[] = [];
  for (const stack of stacks) {
    for (const { path, sha256: before } of stack.files) {
      const found = await digestOfFile(env, join(folder, path));
      if (found !== null && found !== before) changed.push(`the rendered file ${join(folder, path)} changed`);
    }
    const lock = await providerLock(env, join(folder, stack.name));
    if (lock.digest !== null && lock.digest !== stack.providerLock) changed.push(locked(stack.name));
  }
  return changed;
}

/** Tools, account and what is rendered, before terraform works on anything. */
export function changedSurroundings(prepared: Guarded, manifest: BundleManifest): readonly string[] {
  const { session, identity, deployment, rendered, context, workspaces } = prepared;
  const { version } = session.terraform;
  const endpoints = deployment.cloud.endpointVariables(context.env.vars);
  const places = workspaces.filter(
    ({ stack, localState }) =>
      manifest.stacks.find(({ name }) => name === stack.name)?.localState !== (localState ?? null),
  );
  return [
    ...(version === manifest.terraform
      ? []
      : [`the version of terraform was ${manifest.terraform}, and is ${version}`]),
    ...(identity.account === manifest.account
      ? []
      : [`the account was ${manifest.account}, and the credentials are of ${identity.account}`]),
    ...(told(endpoints) === told(manifest.endpoints)
      ? []
      : [`calls of the provider went to ${told(manifest.endpoints)}, and go to ${told(endpoints)}`]),
    ...changedStacks(prepared, manifest),
    ...(rendered.digest === manifest.rendered || changedStacks(prepared, manifest).length > 0
      ? []
      : ['the rendered stacks differ']),
    ...places.map(({ stack }) => `the local state of ${stack.name} is in another place`),
  ];
}

function changedStacks({ workspaces }: Guarded, { stacks }: BundleManifest): readonly string[] {
  const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name).join(', ');
  const present = workspaces.map(({ stack }) => stack);
  if (names(present) !== names(stacks))
    return [`the stacks were ${names(stacks)}, and are ${names(present)}`];
  return present.flatMap(({ name, files }) => {
    const made = stacks.find((stack) => stack.name === name)?.files ?? [];
    const lines = (list: readonly { readonly path: string; readonly sha256: string }[]) =>
      list.map(({ path, sha256: digest }) => `${digest} ${path}`).join('\n');
    return lines(files) === lines(made) ? [] : [`the rendered stack ${name} is another one`];
  });
}

function told(endpoints: readonly { readonly name: string; readonly value: string }[]): string {
  return endpoints.map(({ name, value }) => `${value} (${name})`).join(', ') || 'the cloud itself';
}

/** Providers and states, once terraform is set up. */
export async function changedStates(
  { workspaces, session, context }: Guarded,
  { stacks }: BundleManifest,
): Promise<readonly string[]> {
  const changed: string[] = [];
  for (const workspace of workspaces) {
    const { name } = workspace.stack;
    const made = stacks.find((stack) => stack.name === name);
    if (made === undefined) continue;
    const lock = await providerLock(context.env, workspace.folder);
    if (lock.digest !== made.providerLock)
      changed.push(versionsOf(lock.providers, made.providers) ?? locked(name));
    const { lineage, serial } = await stateMark(session, workspace);
    if (lineage !== null && made.state.lineage === null && made.state.serial === 0)
      changed.push(`there was no state of ${name}, and now there is one: it was applied since`);
    else if (lineage === null && made.state.lineage !== null) changed.push(`the state of ${name} is gone`);
    else if (lineage !== made.state.lineage)
      changed.push(
        `the state of ${name} is another one: its lineage was ${made.state.lineage}, and is ${lineage}`,
      );
    else if (serial !== made.state.serial)
      changed.push(`the state of ${name} changed: its serial was ${made.state.serial}, and is ${serial}`);
  }
  return changed;
}

function locked(stack: string): string {
  return `the lock file of the providers of ${stack}, .terraform.lock.hcl, changed`;
}

function versionsOf(
  now: Readonly<Record<string, string>>,
  before: Readonly<Record<string, string>>,
): string | undefined {
  const other = [...new Set([...Object.keys(now), ...Object.keys(before)])].filter(
    (name) => now[name] !== before[name],
  );
  if (other.length === 0) return undefined;
  return other
    .map(
      (name) => `the provider ${name} was ${before[name] ?? 'not used'}, and is ${now[name] ?? 'not used'}`,
    )
    .join(', ');
}
