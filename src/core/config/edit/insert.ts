import type { Path } from '../path.ts';
import type { Collection, Editable, Entry, Missing } from './document.ts';
import { before, columnOf, isBlank, isTail, lineEnd, nextLine, type Splice, spliced } from './lines.ts';
import { nested } from './plain.ts';
import { blockLines, flowItem } from './rendering.ts';
import { replaced } from './replace.ts';

/** Behind the last entry of the innermost collection that is there. */
export function inserted(editable: Editable, place: Missing, value: unknown): string {
  const { collection, rest, around } = place;
  if (collection === undefined) {
    return around === undefined
      ? atTheEnd(editable, rest, value)
      : replaced(editable, around, nested(rest, value));
  }
  const [key = '', ...deeper] = rest;
  const item = nested(deeper, value);
  const last = collection.entries.at(-1);
  if (last === undefined) return spliced(editable.text, intoEmpty(editable, collection, key, item));
  if (collection.flow) return spliced(editable.text, behind(editable, last, key, item));
  const whole = typeof key === 'number' ? [item] : { [key]: item };
  // Items of a list start behind their dash.
  const first = collection.entries[0]?.start ?? collection.start;
  const column = columnOf(editable.text, collection.isList ? collection.start : first);
  return withLines(editable, lineEnd(editable.text, last.end), blockLines(editable, whole, column));
}

function atTheEnd(editable: Editable, path: Path, value: unknown): string {
  return withLines(editable, editable.text.length, blockLines(editable, nested(path, value), 0));
}

/** Whole lines below the line that ends at `end`; a last line without line break stays one. */
function withLines({ text, newline }: Editable, end: number, lines: string): string {
  const at = nextLine(text, end);
  const isOpen = at > 0 && text[at - 1] !== '\n';
  const put = isOpen ? `${newline}${lines.slice(0, -newline.length)}` : lines;
  return text.slice(0, at) + put + text.slice(at);
}

function intoEmpty(
  editable: Editable,
  { start, end }: Collection,
  key: string | number,
  value: unknown,
): readonly Splice[] {
  const item = flowItem(editable, key, value, '');
  const inside = editable.text.slice(start + 1, end - 1);
  const space = editable.json ? '' : ' ';
  return isBlank(inside)
    ? [{ from: start + 1, to: end - 1, text: `${space}${item}${space}` }]
    : [{ from: start + 1, to: start + 1, text: ` ${item}` }];
}

/** Between brackets: on a line of its own where the last entry has one. */
function behind(editable: Editable, last: Entry, key: string | number, value: unknown): readonly Splice[] {
  const { text, newline } = editable;
  const indent = before(text, last.start);
  const item = flowItem(editable, key, value, isBlank(indent) ? indent : '');
  const comma = /^\s*,/.exec(text.slice(last.end))?.[0];
  const end = lineEnd(text, last.end);
  const tail = text.slice(last.end + (comma?.length ?? 0), end);
  if (!isBlank(indent) || comma?.includes('\n') || !isTail(tail)) {
    return [{ from: last.end, to: last.end, text: `, ${item}` }];
  }
  const line = `${newline}${indent}${item}`;
  if (comma !== undefined) return [{ from: end, to: end, text: `${line},` }];
  if (end === last.end) return [{ from: end, to: end, text: `,${line}` }];
  return [
    { from: last.end, to: last.end, text: ',' },
    { from: end, to: end, text: line },
  ];
}
