/** One tree over another: mappings key by key, everything else as a whole. */
import * as z from 'zod';
import { decidingValues } from '../describe.ts';
import type { Path } from '../path.ts';
import { writtenSchema } from '../schema.ts';
import { alternatives, inner, schemaAt, tellingKeys } from '../schema-walk.ts';
import type { SourceNode } from '../source/tree.ts';

export function merged(base: SourceNode, over: SourceNode, path: Path = []): SourceNode {
  if (base.kind !== 'mapping' || over.kind !== 'mapping' || isAnother(base, over, path)) return over;
  const children = new Map<string | number, SourceNode>();
  const data: Record<string, unknown> = Object.create(null);
  const keys = [...new Set([...base.children.keys(), ...over.children.keys()])];
  // Of one file alone: `extends` says what it builds on, not what the deployment is.
  for (const key of keys.filter((each) => path.length > 0 || each !== 'extends' || over.children.has(each))) {
    const [below, above] = [base.children.get(key), over.children.get(key)];
    const node = below && above ? merged(below, above, [...path, key]) : (above ?? below);
    if (node === undefined) continue;
    children.set(key, node);
    data[String(key)] = node.data;
  }
  return { ...over, children, data };
}

/** Of several alternatives, such as the backends of a state, another one is chosen: nothing of the first belongs to it. */
function isAnother(base: SourceNode, over: SourceNode, path: Path): boolean {
  const schema = schemaAt(writtenSchema, path);
  const union = schema && inner(schema);
  if (!(union instanceof z.ZodUnion)) return false;
  const key = decidingValues(union)?.key;
  if (key !== undefined) {
    const chosen = over.children.get(key)?.data;
    return chosen !== undefined && chosen !== base.children.get(key)?.data;
  }
  const chosen = alternatives(union).findIndex((option) => isTold(over, option, union));
  const before = alternatives(union).findIndex((option) => isTold(base, option, union));
  return chosen >= 0 && before >= 0 && chosen !== before;
}

function isTold(node: SourceNode, option: z.ZodType, union: z.ZodType): boolean {
  return tellingKeys(option, union).some((key) => node.children.has(key));
}
