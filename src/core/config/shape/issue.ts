/** One issue of the schema library to findings with places, words and fixes. */
import * as z from 'zod';
import type { Finding } from '../../findings/finding.ts';
import { decidingValues } from '../describe.ts';
import { nearest } from '../nearest.ts';
import type { Path } from '../path.ts';
import { alternatives, inner, keysOf, schemaAt, tellingKeys } from '../schema-walk.ts';
import { nodeAt } from '../source/source.ts';
import type { SourceNode } from '../source/tree.ts';
import {
  missing,
  severalAlternatives,
  whichAlternative,
  wrongFormat,
  wrongKey,
  wrongRange,
  wrongValue,
} from './findings.ts';
import { unknownKey } from './unknown-key.ts';
import { wrongType } from './wrong-type.ts';

export interface Judged {
  readonly root: SourceNode;
  /** As the deployment's cloud has it, or the whole where no cloud is known. */
  readonly schema: z.ZodType;
  /** Also of what belongs to other clouds. */
  readonly whole: z.ZodType;
}

export function issueFindings(
  judged: Judged,
  issue: z.core.$ZodIssue,
  prefix: Path = [],
): readonly Finding[] {
  const path: Path = [...prefix, ...issue.path.map((key) => (typeof key === 'number' ? key : String(key)))];
  const node = nodeAt(judged.root, path);
  const schema = schemaAt(judged.schema, path) ?? schemaAt(judged.whole, path);
  if (!schema) return [];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknownKey(judged, path, key));
  }
  if (issue.code === 'invalid_union') return unionFindings(judged, path, schema, node);
  if (!node) return [missing(judged.root, path, schema)];
  switch (issue.code) {
    case 'invalid_type':
      return [wrongType(node, path, schema)];
    case 'invalid_value':
      return [wrongValue(node, path, valuesOf(schema) ?? issue.values.map(String))];
    case 'too_big':
    case 'too_small':
      return [wrongRange(node, path, schema, issue.code)];
    case 'invalid_key':
      return [wrongKey(node, path)];
    default:
      return [wrongFormat(node, path, schema)];
  }
}

function valuesOf(schema: z.ZodType): readonly string[] | undefined {
  const type = inner(schema);
  return type instanceof z.ZodEnum ? type.options.map(String) : undefined;
}

/** The library reports every alternative; a person meant one, told by the keys that were written. */
function unionFindings(
  judged: Judged,
  path: Path,
  schema: z.ZodType,
  node: SourceNode | undefined,
): readonly Finding[] {
  const union = unionAbove(judged.schema, path, schema);
  const deciding = decidingValues(union);
  if (deciding) {
    const decider = path.at(-1) === deciding.key ? path : [...path, deciding.key];
    const written = nodeAt(judged.root, decider);
    if (!written)
      return [missing(judged.root, decider, schemaAt(judged.schema, decider) ?? schema, deciding.values)];
    return [wrongValue(written, decider, deciding.values)];
  }
  if (!node) return [missing(judged.root, path, schema)];
  if (keysOf(schema).length === 0) return [wrongType(node, path, schema)];
  if (node.kind !== 'mapping') return [whichAlternative(node, path, schema)];
  const keys = [...node.children.keys()].map(String);
  const meant = alternatives(schema).filter((option) =>
    tellingKeys(option, schema).some((key) => keys.includes(key)),
  );
  const [option] = meant;
  if (meant.length > 1) return [severalAlternatives(node, path, schema)];
  if (!option) return noneMeant(judged, path, schema, node, keys);
  const parsed = option.safeParse(node.data);
  return parsed.success ? [] : parsed.error.issues.flatMap((issue) => issueFindings(judged, issue, path));
}

function noneMeant(
  judged: Judged,
  path: Path,
  schema: z.ZodType,
  node: SourceNode,
  keys: readonly string[],
): readonly Finding[] {
  const known = keysOf(schema);
  const near = keys.filter((key) => nearest(key, known) !== undefined);
  if (near.length === 0) return [whichAlternative(node, path, schema)];
  return near.map((key) => unknownKey(judged, path, key));
}

/** The library puts a wrong deciding value at the key, where the schema is no longer the union. */
function unionAbove(whole: z.ZodType, path: Path, schema: z.ZodType): z.ZodType {
  if (inner(schema) instanceof z.ZodUnion) return inner(schema);
  return inner(schemaAt(whole, path.slice(0, -1)) ?? schema);
}
