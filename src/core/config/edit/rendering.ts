/** Values as text. Only the library, or JSON, writes a value. */
import { Document, isScalar, type ParsedNode, Scalar, type ToStringOptions, visit } from 'yaml';
import type { Editable } from './document.ts';

const options: ToStringOptions = {
  lineWidth: 0,
  // One value is one line, whatever it holds.
  blockQuote: false,
  doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
};

/** On one line, in the quotes of the value that it replaces. */
export function inline(editable: Editable, value: unknown, like: ParsedNode | null, inFlow: boolean): string {
  if (editable.json) return JSON.stringify(value);
  const quotes =
    isScalar(like) && typeof like.value === 'string' && typeof value === 'string' ? like.type : undefined;
  const isQuoted = quotes === Scalar.QUOTE_DOUBLE || quotes === Scalar.QUOTE_SINGLE;
  const scalar = new Scalar(value);
  if (isQuoted) scalar.type = quotes;
  const whole = isQuoted ? scalar : value;
  if (inFlow || typeof value === 'object') return trimmed(flow([whole]).slice(1, -1));
  return trimmed(documentOf({ k: whole }).toString(options).slice('k:'.length));
}

/** `key: value`, or a value, for a place between brackets. */
export function flowItem(editable: Editable, key: string | number, value: unknown, indent: string): string {
  if (editable.json) {
    const text = JSON.stringify(value, null, unitOf(editable)).replaceAll(
      '\n',
      `${editable.newline}${indent}`,
    );
    return typeof key === 'number' ? text : `${JSON.stringify(key)}: ${text}`;
  }
  const whole = typeof key === 'number' ? [value] : { [key]: value };
  return trimmed(flow(whole).slice(1, -1));
}

/** Lines of a mapping or list in block style, indented, each with its line break. */
export function blockLines({ newline }: Editable, value: unknown, column: number): string {
  const lines = trimmed(documentOf(value).toString(options)).split('\n');
  return lines.map((line) => `${' '.repeat(column)}${line}${newline}`).join('');
}

function flow(value: unknown): string {
  const document = documentOf(value);
  visit(document, {
    Collection(_key, node) {
      node.flow = true;
    },
  });
  return trimmed(document.toString(options));
}

function documentOf(value: unknown): Document {
  const document = new Document(value);
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value === 'string' && /[\r\n]/.test(node.value)) node.type = Scalar.QUOTE_DOUBLE;
    },
  });
  return document;
}

function unitOf({ text }: Editable): string {
  return /\n([ \t]+)"/.exec(text)?.[1] ?? '';
}

/** Of what the library puts around a value; a value may itself end with a space that is none to YAML. */
function trimmed(text: string): string {
  return text.replace(/^[ \n]+|[ \n]+$/g, '');
}
