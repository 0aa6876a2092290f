/** What stands in the file, in a few words. */

import type { Path } from '../path.ts';
import { maySecret } from '../secret-keys.ts';
import type { SourceNode } from '../source/tree.ts';

const longest = 60;

/** `undefined` where the value may be a secret: it is never repeated. */
export function found(node: SourceNode, path: Path): string | undefined {
  if (node.kind === 'mapping') return 'a mapping';
  if (node.kind === 'list') return 'a list';
  if (node.data === null) return 'nothing';
  if (path.some(maySecret)) return undefined;
  if (typeof node.data === 'string') return shorten(JSON.stringify(node.data));
  return shorten(node.plain ?? String(node.data));
}

function shorten(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
