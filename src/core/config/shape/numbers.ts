/** Numbers that different readers of YAML read differently: `010` is 10 in YAML 1.2 and 8 in YAML 1.1. */
import * as z from 'zod';
import type { Finding } from '../../findings/finding.ts';
import { formatPath, type Path } from '../path.ts';
import { inner } from '../schema-walk.ts';
import type { SourceNode } from '../source/tree.ts';
import { at } from './findings.ts';

export function ambiguousNumbers(
  root: SourceNode,
  schemaOf: (path: Path) => z.ZodType | undefined,
  path: Path = [],
): readonly Finding[] {
  const below = [...root.children].flatMap(([key, node]) => ambiguousNumbers(node, schemaOf, [...path, key]));
  if (typeof root.data !== 'number' || !/^[-+]?0[0-9]/.test(root.plain ?? '')) return below;
  const schema = schemaOf(path);
  if (!schema || !(inner(schema) instanceof z.ZodNumber)) return below;
  return [ambiguous(root, path, root.data)];
}

function ambiguous(node: SourceNode, path: Path, value: number): Finding {
  return {
    ...at(node, path),
    rule: 'config/ambiguous-number',
    message: `${formatPath(path)} starts with a zero, which other readers of YAML take for an octal number`,
    required: 'a number without leading zeros',
    nearest: String(value),
    fix: { text: `write ${value}`, set: [{ path: formatPath(path), value }] },
  };
}
