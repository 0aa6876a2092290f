import { dirname, join } from 'node:path';
import type { Env } from '../../env.ts';
import { renderedFolderNotWritable } from './errors.ts';

export interface FileToWrite {
  /** Relative to the deployment's folder. */
  readonly path: string;
  readonly data: string | Uint8Array;
}

/**
 * Makes the folder hold exactly these files among those we own: writes what differs and removes what an earlier render
 * left, by its manifest. State, terraform's lock file and whatever else is there stay untouched.
 */
export async function writeRendered(env: Env, folder: string, files: readonly FileToWrite[]): Promise<void> {
  try {
    const stale = (await earlierFiles(env, folder)).filter((path) =>
      files.every((file) => file.path !== path),
    );
    for (const path of stale) await env.fs.remove(join(folder, path));
    for (const file of files) await writeIfDifferent(env, join(folder, file.path), file.data);
  } catch (error) {
    throw renderedFolderNotWritable(folder, error);
  }
}

async function earlierFiles(env: Env, folder: string): Promise<readonly string[]> {
  const text = await env.fs.readText(join(folder, 'manifest.json')).catch(() => undefined);
  if (text === undefined) return [];
  return safePaths(text).filter((path) => !path.startsWith('/') && !path.split('/').includes('..'));
}

/** A manifest that a person has edited is no reason to fail, nor to delete anything. */
function safePaths(text: string): readonly string[] {
  try {
    const manifest = JSON.parse(text) as { stacks?: readonly { files?: readonly { path?: unknown }[] }[] };
    return (manifest.stacks ?? [])
      .flatMap((stack) => stack.files ?? [])
      .map((file) => file.path)
      .filter((path): path is string => typeof path === 'string');
  } catch {
    return [];
  }
}

async function writeIfDifferent(env: Env, path: string, data: string | Uint8Array): Promise<void> {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
  const present = await env.fs.readBytes(path).catch(() => undefined);
  if (present !== undefined && Buffer.compare(present, bytes) === 0) return;
  await env.fs.makeDirectory(dirname(path));
  await env.fs.write(path, bytes);
}
