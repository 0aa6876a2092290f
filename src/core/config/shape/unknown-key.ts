import type * as z from 'zod';
import type { Finding, Fix } from '../../findings/finding.ts';
import { nearest } from '../nearest.ts';
import { formatPath, type Path } from '../path.ts';
import { leaves } from '../resolve.ts';
import { keysOf, schemaAt } from '../schema-walk.ts';
import { maySecret } from '../secret-keys.ts';
import { nodeAt, placeIn } from '../source/source.ts';
import type { SourceNode } from '../source/tree.ts';

export function unknownKey(
  judged: { readonly root: SourceNode; readonly schema: z.ZodType; readonly whole: z.ZodType },
  parent: Path,
  key: string,
): Finding {
  const path = [...parent, key];
  const name = formatPath(path);
  const schema = schemaAt(judged.schema, parent) ?? schemaAt(judged.whole, parent);
  const known = schema ? keysOf(schema) : [];
  const siblings = nodeAt(judged.root, parent);
  const near = nearest(
    key,
    known.filter((other) => !siblings?.children.has(other)),
  );
  const elsewhere = near ? [] : homesOf(key);
  const where = parent.length === 0 ? 'a configuration' : formatPath(parent);
  return {
    rule: 'config/unknown-key',
    severity: 'error',
    message: `${where} has no key ${key}${hint(near, elsewhere)}`,
    path: name,
    place: nodeAt(judged.root, path)?.keyPlace ?? placeIn(judged.root, name),
    required: `one of ${known.join(', ')}`,
    found: key,
    ...(near === undefined ? {} : { nearest: near }),
    fix: near === undefined ? removal(name, elsewhere) : renaming(judged.root, parent, key, near),
  };
}

function hint(near: string | undefined, elsewhere: readonly string[]): string {
  if (near !== undefined) return `; did you mean ${near}`;
  return elsewhere.length > 0 ? `; it belongs to ${elsewhere.join(' or ')}` : '';
}

/** Other places that have a key of this name, unless there are too many to help. */
function homesOf(key: string): readonly string[] {
  const homes = leaves
    .filter((leaf) => leaf.path.at(-1) === key)
    .map((leaf) => formatPath(leaf.path.slice(0, -1)) || 'the top level');
  return homes.length <= 4 ? homes : [];
}

function removal(name: string, elsewhere: readonly string[]): Fix {
  if (elsewhere.length > 0) return { text: 'move the key there, or remove it' };
  return { text: 'remove the key', set: [{ path: name, value: undefined }] };
}

function renaming(root: SourceNode, parent: Path, key: string, near: string): Fix {
  const text = `rename ${key} to ${near}`;
  if ([...parent, key, near].some(maySecret)) return { text };
  const value = nodeAt(root, [...parent, key])?.data;
  return {
    text,
    set: [
      { path: formatPath([...parent, key]), value: undefined },
      { path: formatPath([...parent, near]), value },
    ],
  };
}
