/** File names with `*`, `?` and `**`, looked for in folders. */
import { join, resolve } from 'node:path';
import type { Env } from '../../env.ts';

/** Folders below which `**` does not look; it looks into none that starts with a dot either. */
const skipped: ReadonlySet<string> = new Set(['node_modules']);

/** Ends at links that lead back up. */
const deepest = 16;

export function isGlob(text: string): boolean {
  return /[*?]/.test(text);
}

/** Every file that the pattern names, absolute and sorted; the pattern is relative to the working folder. */
export async function filesOf(env: Env, pattern: string): Promise<readonly string[]> {
  const segments = pattern.split('/').filter((segment) => segment !== '' && segment !== '.');
  const start = pattern.startsWith('/') ? '/' : env.cwd;
  const found = await below(env, start, segments, 0);
  return [...new Set(found)].sort();
}

async function below(
  env: Env,
  folder: string,
  segments: readonly string[],
  depth: number,
): Promise<string[]> {
  const [segment, ...rest] = segments;
  if (segment === undefined || depth > deepest) return [];
  if (segment === '**') {
    const inside = await foldersIn(env, folder);
    const deeper = await Promise.all(inside.map((each) => below(env, each, segments, depth + 1)));
    return [...(await below(env, folder, rest, depth)), ...deeper.flat()];
  }
  const paths = isGlob(segment) ? await matching(env, folder, segment) : [resolve(folder, segment)];
  if (rest.length > 0) {
    return (await Promise.all(paths.map((path) => below(env, path, rest, depth)))).flat();
  }
  const kinds = await Promise.all(paths.map((path) => env.fs.stat(path).catch(() => undefined)));
  return paths.filter((_, index) => kinds[index]?.kind === 'file');
}

async function matching(env: Env, folder: string, segment: string): Promise<readonly string[]> {
  const pattern = expressionOf(segment);
  const names = await namesIn(env, folder);
  // As in shells: a name that starts with a dot has to be asked for.
  const shown = names.filter((name) => !name.startsWith('.') || segment.startsWith('.'));
  return shown.filter((name) => pattern.test(name)).map((name) => join(folder, name));
}

/** Of one name, without slashes. */
export function expressionOf(segment: string): RegExp {
  const escaped = segment.replace(/[\\^$.|+()[\]{}]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/\*+/g, '.*').replaceAll('?', '.')}$`, 's');
}

async function foldersIn(env: Env, folder: string): Promise<readonly string[]> {
  const names = (await namesIn(env, folder)).filter((name) => !name.startsWith('.') && !skipped.has(name));
  const paths = names.map((name) => join(folder, name));
  const kinds = await Promise.all(paths.map((path) => env.fs.stat(path).catch(() => undefined)));
  return paths.filter((_, index) => kinds[index]?.kind === 'directory');
}

async function namesIn(env: Env, folder: string): Promise<readonly string[]> {
  return env.fs.list(folder).catch(() => []);
}
