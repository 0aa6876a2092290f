import { isCollection, isScalar, type ParsedNode } from 'yaml';
import type { Editable, Found } from './document.ts';
import { before, columnOf, isBlank, lineStart, nextLine, type Splice, spliced } from './lines.ts';
import { blockLines, inline } from './rendering.ts';

/** Another value in place of one, or where there is none. */
export function replaced(editable: Editable, { collection, entry, around }: Found, value: unknown): string {
  const { text } = editable;
  const inFlow = collection.flow || isInFlow(around);
  const { value: old, valueAt } = entry;
  if (old === null || old.range[0] === old.range[1]) {
    return spliced(text, [into(text, valueAt, inline(editable, value, null, inFlow))]);
  }
  const [from, to] = old.range;
  if (isBlockCollection(old) && !collection.isList && isBlank(before(text, from))) {
    return spliced(text, inPlaceOfLines(editable, { collection, entry }, old, value));
  }
  const isBlockText = isScalar(old) && (old.type === 'BLOCK_LITERAL' || old.type === 'BLOCK_FOLDED');
  const put = inline(editable, value, old, inFlow);
  const ending = isBlockText && text[to - 1] === '\n' ? editable.newline : '';
  return spliced(text, [{ from, to, text: `${put}${ending}` }]);
}

function isInFlow(place: Found | undefined): boolean {
  return place !== undefined && (place.collection.flow || isInFlow(place.around));
}

function isBlockCollection(node: ParsedNode): boolean {
  return isCollection(node) && node.flow !== true;
}

function into(text: string, at: number, value: string): Splice {
  const lead = /[\s[{]$/.test(text.slice(0, at)) ? '' : ' ';
  const trail = /^[\s,\]}]/.test(text.slice(at)) || at === text.length ? '' : ' ';
  return { from: at, to: at, text: `${lead}${value}${trail}` };
}

/** The lines of the old value go; the line of the key keeps its comment. */
function inPlaceOfLines(
  editable: Editable,
  { collection, entry }: Pick<Found, 'collection' | 'entry'>,
  old: ParsedNode,
  value: unknown,
): readonly Splice[] {
  const { text } = editable;
  const from = lineStart(text, old.range[0]);
  const to = nextLine(text, old.range[1]);
  const isBlock = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
  if (isBlock) {
    const column = columnOf(text, collection.entries[0]?.start ?? collection.start) + 2;
    return [{ from, to, text: blockLines(editable, value, column) }];
  }
  return [
    { from: entry.valueAt, to: entry.valueAt, text: ` ${inline(editable, value, null, false)}` },
    { from, to, text: '' },
  ];
}
