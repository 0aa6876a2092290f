/** Where a quote or bracket opens that nothing closes. The library reports only the place where it gave up, often the last line. */
import { type Document, isCollection, isScalar, visit } from 'yaml';
import type { Finding } from '../../findings/finding.ts';
import type { Positions } from './positions.ts';

const closing: Readonly<Record<string, string>> = { '"': '"', "'": "'", '[': ']', '{': '}' };

/** The innermost one: closing it closes what is around it, or shows the next. */
export function unclosed(document: Document.Parsed, text: string, places: Positions): Finding | undefined {
  let found: number | undefined;
  visit(document, {
    Node(_key, node) {
      if (!isScalar(node) && !isCollection(node)) return;
      const [start, end] = node.range ?? [0, 0];
      const close = closing[text[start] ?? ''];
      const isClosed = end - start > 1 && text[end - 1] === close;
      if (close && !isClosed && opens(node) && start >= (found ?? 0)) found = start;
    },
  });
  if (found === undefined) return undefined;
  const character = text[found] ?? '';
  return {
    rule: 'config/yaml-syntax',
    severity: 'error',
    message: `this ${character} is never closed`,
    path: '',
    place: places.at(found, found + 1),
    fix: { text: `write ${closing[character]} where the value ends` },
  };
}

function opens(node: unknown): boolean {
  if (isScalar(node)) return node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE';
  return isCollection(node) && node.flow === true;
}
