/** What a run leaves that was killed before it could tidy up: plans, and output that was to be read once. Both hold secrets. */
import { join } from 'node:path';
import type { Env } from '../../env.ts';

const ownerName = 'owner.pid';
const tokenName = 'identity-token';
const secretive = /\.tfplan$|-(show|state|output)\.out$|^identity-token$/;

/** Where a helper of terraform finds the token of a pipeline's run. */
export function tokenFileOf(runFolder: string): string {
  return join(runFolder, tokenName);
}

/** Marks a run's folder as belonging to this process. */
export async function ownRunFolder(env: Env, folder: string): Promise<void> {
  await env.fs.write(join(folder, ownerName), `${env.processes.own}\n`);
}

/** Removes them from every run of the deployment whose process is gone. What cannot be removed does not stop this run. */
export async function tidyBrokenOff(env: Env, base: string): Promise<void> {
  const runs = join(base, 'runs');
  for (const id of await env.fs.list(runs).catch(() => []))
    await tidy(env, join(runs, id)).catch(() => undefined);
}

async function tidy(env: Env, folder: string): Promise<void> {
  const left = (await env.fs.list(folder)).filter((name) => secretive.test(name));
  if (left.length === 0 || (await isAlive(env, folder))) return;
  for (const name of left) await env.fs.remove(join(folder, name));
}

async function isAlive(env: Env, folder: string): Promise<boolean> {
  const pid = Number.parseInt(await env.fs.readText(join(folder, ownerName)).catch(() => ''), 10);
  return pid > 0 && env.processes.isRunning(pid);
}
