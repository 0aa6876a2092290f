/** Where run records and working copies live: outside the checkout, which may be read-only or under review. */
import { join, resolve } from 'node:path';
import type { Env } from '../../env.ts';
import type { Host } from '../io/host.ts';
import { stateFolderUnusable } from './errors.ts';

/** The folder, absolute and existing, mode 0700. Without a home it is a private temporary one, with a warning. */
export async function stateDirectory(env: Env, host: Host): Promise<string> {
  const named = namedFolder(env);
  if (named === undefined) {
    const folder = await env.fs.makeTemporaryDirectory('bt-dataplane-');
    host.notify({
      kind: 'note',
      code: 'state-dir-temporary',
      level: 'warning',
      text: `there is no home folder, so run records go to ${folder}; set BT_DATAPLANE_STATE_DIR to keep them`,
    });
    return folder;
  }
  await makeFolder(env, named);
  return named;
}

export async function makeFolder(env: Env, folder: string): Promise<void> {
  try {
    await env.fs.makeDirectory(folder);
  } catch (error) {
    throw stateFolderUnusable(folder, error);
  }
}

/** https://specifications.freedesktop.org/basedir-spec/latest/: XDG_STATE_HOME counts only when it is absolute. */
function namedFolder(env: Env): string | undefined {
  const { BT_DATAPLANE_STATE_DIR: own, XDG_STATE_HOME: xdg, HOME: home } = env.vars;
  if (own) return resolve(env.cwd, own);
  if (xdg?.startsWith('/')) return join(xdg, 'bt-dataplane');
  if (home?.startsWith('/')) return join(home, '.local', 'state', 'bt-dataplane');
  return undefined;
}
