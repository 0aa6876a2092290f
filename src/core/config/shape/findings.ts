/** What can be wrong with the shape of a configuration. */
import * as z from 'zod';
import type { Finding } from '../../findings/finding.ts';
import { describe } from '../describe.ts';
import { metaOf } from '../field.ts';
import { nearest } from '../nearest.ts';
import { formatPath, type Path } from '../path.ts';
import { allTellingKeys, inner } from '../schema-walk.ts';
import { maySecret } from '../secret-keys.ts';
import { placeIn } from '../source/source.ts';
import type { SourceNode } from '../source/tree.ts';
import { found } from './found.ts';

export function missing(
  root: SourceNode,
  path: Path,
  schema: z.ZodType,
  values: readonly string[] = [],
): Finding {
  const name = formatPath(path);
  const type = inner(schema);
  const only = type instanceof z.ZodLiteral && values.length === 0 ? [...type.values][0] : undefined;
  const what = values.length > 0 ? undefined : metaOf(schema)?.description;
  return {
    rule: 'config/missing',
    severity: 'error',
    message: `${name} is missing and has no default${what ? `: ${asClause(what)}` : ''}`,
    path: name,
    place: placeIn(root, name),
    required: values.length > 0 ? `one of ${values.join(', ')}` : describe(schema),
    fix: {
      text: only === undefined ? `add ${name}` : `add ${name}: ${String(only)}`,
      ...(only === undefined ? {} : { set: [{ path: name, value: only }] }),
    },
  };
}

export function wrongValue(node: SourceNode, path: Path, values: readonly string[]): Finding {
  const near = typeof node.data === 'string' ? nearest(node.data, values) : undefined;
  const suggestion = near ?? (values.length === 1 ? values[0] : undefined);
  return {
    ...at(node, path),
    rule: 'config/wrong-value',
    message: `${formatPath(path)} has a value that does not exist${near ? `; did you mean ${near}` : ''}`,
    required: values.length === 1 ? String(values[0]) : `one of ${values.join(', ')}`,
    ...(suggestion === undefined
      ? { fix: { text: `use ${values.slice(0, -1).join(', ')} or ${values.at(-1)}` } }
      : {
          nearest: suggestion,
          fix: { text: `write ${suggestion}`, set: [{ path: formatPath(path), value: suggestion }] },
        }),
  };
}

export function wrongFormat(node: SourceNode, path: Path, schema: z.ZodType): Finding {
  return {
    ...at(node, path),
    rule: 'config/wrong-format',
    message: `${formatPath(path)} has to be ${describe(schema)}`,
    required: describe(schema),
    fix: { text: path.some(maySecret) ? secretHint : `write ${describe(schema)}` },
  };
}

export function wrongRange(
  node: SourceNode,
  path: Path,
  schema: z.ZodType,
  side: 'too_big' | 'too_small',
): Finding {
  const type = inner(schema);
  const limit =
    type instanceof z.ZodNumber && typeof node.data === 'number' ? clamp(type, node.data) : undefined;
  return {
    ...at(node, path),
    rule: 'config/out-of-range',
    message: `${formatPath(path)} is ${tooWhat(node.data, side)}`,
    required: type instanceof z.ZodString && node.data === '' ? 'at least one character' : describe(schema),
    ...(limit === undefined
      ? { fix: { text: `write ${describe(schema)}` } }
      : {
          nearest: String(limit),
          fix: { text: `write ${limit}`, set: [{ path: formatPath(path), value: limit }] },
        }),
  };
}

export function wrongKey(node: SourceNode, path: Path): Finding {
  return {
    rule: 'config/wrong-key',
    severity: 'error',
    message: 'this name is too short or too long',
    path: formatPath(path),
    place: node.keyPlace,
    required: 'a name of 1 to 128 characters',
    fix: { text: 'use a shorter name, or remove the line' },
  };
}

/** A value, or a mapping with other keys, where one of several mappings is wanted. */
export function whichAlternative(node: SourceNode, path: Path, schema: z.ZodType): Finding {
  const name = formatPath(path);
  const keys = allTellingKeys(schema);
  const inline = path.some(maySecret) && node.kind === 'value' && node.data !== null;
  return {
    ...at(node, path),
    rule: inline ? 'config/secret-inline' : 'config/wrong-type',
    message: inline
      ? `${name} holds a value, but a secret does not belong in a file that is committed; the value is not repeated here`
      : `${name} says where the value is, by one of ${keys.join(', ')}`,
    required: describe(schema),
    fix: {
      text: inline
        ? `${secretHint}, and treat a key that was committed as known to others`
        : `write one of ${keys.map((key) => `{ ${key}: … }`).join(', ')}`,
    },
  };
}

export function severalAlternatives(node: SourceNode, path: Path, schema: z.ZodType): Finding {
  const keys = allTellingKeys(schema);
  const written = keys.filter((key) => node.children.has(key));
  return {
    ...at(node, path),
    rule: 'config/wrong-type',
    message: `${formatPath(path)} names ${written.join(' and ')}, but only one of them can hold`,
    required: describe(schema),
    fix: { text: `keep one of ${written.join(', ')}` },
  };
}

const secretHint =
  'put the key into an environment variable and name it, such as { env: BRAINTRUST_LICENSE_KEY }';

export function at(node: SourceNode, path: Path): Pick<Finding, 'severity' | 'path' | 'place' | 'found'> {
  const value = found(node, path);
  return {
    severity: 'error',
    path: formatPath(path),
    place: node.place,
    ...(value === undefined ? {} : { found: value }),
  };
}

function tooWhat(value: unknown, side: 'too_big' | 'too_small'): string {
  if (value === '') return 'empty';
  if (typeof value === 'number') return side === 'too_big' ? 'too large' : 'too small';
  return side === 'too_big' ? 'too long' : 'too short';
}

/** The nearest whole number that the field takes. */
export function clamp(type: z.ZodNumber, value: number): number {
  const whole = Math.round(value);
  return Math.min(Math.max(whole, type.minValue ?? whole), type.maxValue ?? whole);
}

function asClause(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, '');
}
