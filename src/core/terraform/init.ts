/** `terraform init` of a working copy, when it is needed. */
import { join } from 'node:path';
import type { Env } from '../../env.ts';
import { commandFailed } from './command-failed.ts';
import { interruptedBefore } from './failure.ts';
import { lockFileName } from './provider-lock.ts';
import { offerPackages, sharePackages } from './provider-store.ts';
import type { Command } from './runner.ts';
import type { Session } from './session.ts';
import { type Watched, watch } from './watch.ts';
import { keepLockFile, type Workspace } from './workspace.ts';

/** Sets the working copy up, unless nothing that matters has changed since the last time. */
export async function initialize(session: Session, workspace: Workspace): Promise<void> {
  const { env, host, setUp = (work) => work() } = session.context;
  const stamp = join(workspace.folder, 'init.stamp');
  const key = await initKey(session, workspace);
  const ready = await env.fs.stat(join(workspace.folder, '.terraform'));
  const same = ready !== undefined && (await env.fs.readText(stamp).catch(() => '')) === key;
  if (same && (await hasProviders(env, workspace))) return;
  await env.fs.remove(stamp);
  if (workspace.localState !== undefined) await env.fs.makeDirectory(join(workspace.localState, '..'));
  const label = `set up ${workspace.stack.name}`;
  const watched = await setUp(() => init(session, workspace, label));
  interruptedBefore(watched.end, label);
  if (watched.end.exitCode !== 0) throw await commandFailed(session, label, watched);
  if (!(await keepLockFile(env, workspace))) {
    host.notify({
      kind: 'note',
      code: 'lock-file-not-kept',
      level: 'info',
      text: `${workspace.stack.folder} is not writable, so .terraform.lock.hcl was not stored there`,
    });
  }
  await env.fs.write(stamp, await initKey(session, workspace));
}

async function init(session: Session, workspace: Workspace, label: string): Promise<Watched> {
  const { env } = session.context;
  const command: Command = {
    args: [
      'init',
      '-json',
      '-input=false',
      '-reconfigure',
      ...(workspace.localState === undefined ? [] : [`-backend-config=path=${workspace.localState}`]),
    ],
    label,
    log: `${workspace.stack.name}-init`,
    onInterrupt: 'kill',
  };
  const store = session.providerStore;
  if (store === undefined) return watch(session, workspace, command);
  const cache = await offerPackages(env, store, workspace.folder);
  const watched = await watch(session, workspace, command, {
    vars: { ...session.vars, TF_PLUGIN_CACHE_DIR: cache },
  });
  if (watched.end.exitCode === 0) await sharePackages(env, store, workspace.folder);
  return watched;
}

/** Packages are links into a store, a cache or a mirror, which others clean up. */
async function hasProviders(env: Env, workspace: Workspace): Promise<boolean> {
  const inside = async (folder: string) => {
    const names = await env.fs.list(folder).catch(() => []);
    return names.map((name) => join(folder, name));
  };
  let folders: readonly string[] = [join(workspace.folder, '.terraform', 'providers')];
  for (const _ of ['host', 'namespace', 'type', 'version', 'platform'])
    folders = (await Promise.all(folders.map(inside))).flat();
  const packages = await Promise.all(folders.map(inside));
  return packages.every((files) => files.length > 0);
}

async function initKey(session: Session, workspace: Workspace): Promise<string> {
  const { env } = session.context;
  const config = session.vars.TF_CLI_CONFIG_FILE;
  const lock = await env.fs.readText(join(workspace.folder, lockFileName)).catch(() => '');
  const sources = config === undefined ? '' : await env.fs.readText(config).catch(() => '');
  return JSON.stringify([session.terraform, workspace.requirements, workspace.localState, sources, lock]);
}
