/** A value of another type than the field's. Judged on what was typed, since YAML may have changed it already. */
import * as z from 'zod';
import type { Finding, Fix } from '../../findings/finding.ts';
import { describe } from '../describe.ts';
import { metaOf } from '../field.ts';
import { formatPath, type Path } from '../path.ts';
import { inner } from '../schema-walk.ts';
import type { SourceNode } from '../source/tree.ts';
import { at, clamp } from './findings.ts';

export function wrongType(node: SourceNode, path: Path, schema: z.ZodType): Finding {
  const type = inner(schema);
  const typed = node.plain;
  const isText = type instanceof z.ZodString || type instanceof z.ZodStringFormat;
  if (isText && typed && node.data !== null) return unquoted(node, path, schema, typed);
  if (node.kind === 'value' && node.data === null) return noValue(node, path, schema);
  const fix = converted(node, path, type);
  return {
    ...at(node, path),
    rule: 'config/wrong-type',
    message: `${formatPath(path)} has to be ${describe(schema)}`,
    required: describe(schema),
    fix: fix ?? { text: `write ${describe(schema)}` },
  };
}

function unquoted(node: SourceNode, path: Path, schema: z.ZodType, typed: string): Finding {
  const read = String(node.data);
  const loss = read === typed ? '' : `, as ${read}`;
  const kind = typeof node.data === 'boolean' ? 'true or false' : 'a number';
  const passes = schema.safeParse(typed).success;
  return {
    ...at(node, path),
    rule: 'config/unquoted',
    message: `${formatPath(path)} is text; without quotes YAML reads ${typed} as ${kind}${loss}`,
    required: describe(schema),
    ...(passes
      ? {
          nearest: JSON.stringify(typed),
          fix: {
            text: `quote this: ${JSON.stringify(typed)}`,
            set: [{ path: formatPath(path), value: typed }],
          },
        }
      : { fix: { text: `write ${describe(schema)}` } }),
  };
}

function noValue(node: SourceNode, path: Path, schema: z.ZodType): Finding {
  const name = formatPath(path);
  return {
    ...at(node, path),
    rule: 'config/wrong-type',
    message: `${name} has no value`,
    required: describe(schema),
    fix: metaOf(schema)?.required
      ? { text: 'write a value' }
      : { text: 'write a value, or remove the line', set: [{ path: name, value: undefined }] },
  };
}

/** YAML 1.1 knew these words for true and false; 1.2 and this program do not. */
const truth: Readonly<Record<string, boolean>> = {
  yes: true,
  on: true,
  true: true,
  no: false,
  off: false,
  false: false,
};

function converted(node: SourceNode, path: Path, type: z.ZodType): Fix | undefined {
  if (typeof node.data === 'number' && type instanceof z.ZodNumber && Number.isFinite(node.data)) {
    return setting(path, clamp(type, node.data));
  }
  if (typeof node.data !== 'string') return undefined;
  if (type instanceof z.ZodBoolean) {
    const word = node.data.toLowerCase();
    return Object.hasOwn(truth, word) ? setting(path, truth[word]) : undefined;
  }
  if (type instanceof z.ZodArray) return setting(path, [node.data]);
  const digits = node.data.replace(/[_,\s]/g, '');
  return type instanceof z.ZodNumber && /^[0-9]{1,9}$/.test(digits)
    ? setting(path, clamp(type, Number(digits)))
    : undefined;
}

function setting(path: Path, value: unknown): Fix {
  return { text: `write ${JSON.stringify(value)}`, set: [{ path: formatPath(path), value }] };
}
