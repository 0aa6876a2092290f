/** Which file is the configuration, and what is in it. */
import { basename, dirname, extname, join, resolve } from 'node:path';
import type { Env, FileSystem } from '../../env.ts';
import { configNotFound, configUnreadable } from './errors.ts';
import { largestFile } from './source/text.ts';

/** In the order in which they are looked for. */
export const configNames: readonly string[] = ['bt-dataplane.yaml', 'bt-dataplane.yml', 'bt-dataplane.json'];

/** The named file, or the one in the working folder; absolute. Throws `config-not-found`. */
export async function findConfig(env: Env, named: string | undefined): Promise<string> {
  if (named !== undefined) return resolve(env.cwd, named);
  for (const name of configNames) {
    const file = join(env.cwd, name);
    if (await env.fs.stat(file)) return file;
  }
  throw configNotFound(env.cwd, false);
}

/** The bytes; of a file above the cap only as many as show that it is too large. */
export async function readConfig(fs: FileSystem, file: string): Promise<Uint8Array> {
  const bytes = await readIfThere(fs, file);
  if (!bytes) throw configNotFound(file, true);
  return bytes;
}

export async function readIfThere(fs: FileSystem, file: string): Promise<Uint8Array | undefined> {
  const stat = await fs.stat(file).catch((thrown: unknown) => {
    throw configUnreadable(file, thrown);
  });
  if (!stat) return undefined;
  if (stat.kind !== 'file') throw configUnreadable(file, undefined);
  if (stat.size > largestFile) return new Uint8Array(largestFile + 1);
  return fs.readBytes(file).catch((thrown: unknown) => {
    throw configUnreadable(file, thrown);
  });
}

/** With its mode. Where the name is a link, the file that it leads to is written, and the link stays. */
export async function writeConfig(fs: FileSystem, file: string, text: string): Promise<void> {
  const target = await fs.realPath(file);
  await fs.write(target, text, { mode: (await fs.stat(target))?.mode ?? 0o644 });
}

/** `bt-dataplane.yaml` has `bt-dataplane.lock.yaml`, `production.yaml` has `production.lock.yaml`. */
export function lockFileOf(configFile: string): string {
  const name = basename(configFile, extname(configFile));
  return join(dirname(configFile), `${name}.lock.yaml`);
}
