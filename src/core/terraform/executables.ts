/** Programs on this machine. */
import { join, resolve } from 'node:path';
import type { Env } from '../../env.ts';

/** The first file of this name on the PATH that can be run, absolute. */
export async function findOnPath(env: Env, name: string): Promise<string | undefined> {
  for (const folder of (env.vars.PATH ?? '').split(':')) {
    const file = join(folder === '' ? env.cwd : resolve(env.cwd, folder), name);
    if (await isExecutable(env, file)) return file;
  }
  return undefined;
}

export async function isExecutable(env: Env, file: string): Promise<boolean> {
  const found = await env.fs.stat(file).catch(() => undefined);
  return found?.kind === 'file' && (found.mode & 0o111) !== 0;
}
