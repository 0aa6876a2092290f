/** The program's own source as text, for tests of the rules that it keeps. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

export interface SourceFile {
  /** Relative to the repository. */
  readonly path: string;
  readonly text: string;
}

export function filesBelow(folder: string, ending = '.ts'): readonly SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(root, path), text: readFileSync(path, 'utf8') }));
}

export interface Import {
  /** Relative to the repository, or the name of a package. */
  readonly target: string;
  readonly typeOnly: boolean;
  /** `await import()`. */
  readonly late: boolean;
}

const statement =
  /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^;'"]*?from\s*['"]([^'"]+)['"]|(?:^|\n)import\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g;

export function importsOf({ path, text }: SourceFile): readonly Import[] {
  return [...text.matchAll(statement)].map(([, type, from, bare, late]) => {
    const name = from ?? bare ?? late ?? '';
    const target = name.startsWith('.') ? relative(root, resolve(root, dirname(path), name)) : name;
    return { target, typeOnly: type !== undefined, late: late !== undefined };
  });
}

/** The code without comments, so that a rule may be spoken about. */
export function codeOf({ text }: SourceFile): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '$1');
}
