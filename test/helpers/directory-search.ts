import { type Dirent, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface DirectorySearch {
  readonly roots: readonly string[];
  /** Levels below a root at which the folder may be. */
  readonly depth: number;
  /** The search gives up after that. */
  readonly milliseconds: number;
  /** Says whether a folder of that name is the right one. */
  accept(path: string): boolean;
}

/** Never hold what is searched for, and are large. */
const passedOver = new Set([
  'node_modules',
  '.git',
  '.cache',
  '.npm',
  '__pycache__',
  'site-packages',
  'proc',
  'sys',
]);

/** The parent of the first accepted folder called `name`, nearest to the roots first. */
export function findDirectory(name: string, search: DirectorySearch): string | undefined {
  const end = performance.now() + search.milliseconds;
  let level: readonly string[] = search.roots;
  for (let depth = 0; depth <= search.depth; depth += 1) {
    const next: string[] = [];
    for (const folder of level) {
      if (performance.now() > end) return undefined;
      for (const path of subfolders(folder)) {
        if (path.endsWith(`/${name}`) && search.accept(path)) return dirname(path);
        next.push(path);
      }
    }
    level = next;
  }
  return undefined;
}

function subfolders(folder: string): readonly string[] {
  return entries(folder)
    .filter((entry) => entry.isDirectory() && !passedOver.has(entry.name))
    .map((entry) => join(folder, entry.name));
}

function entries(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
