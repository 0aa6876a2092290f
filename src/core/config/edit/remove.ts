import type { Collection, Editable, Entry, Found } from './document.ts';
import { before, isBlank, isTail, lineEnd, lineStart, nextLine, type Splice, spliced } from './lines.ts';
import { replaced } from './replace.ts';

/** Without the entry. Comments above it stay: nobody can tell whether they are about it alone. */
export function removed(editable: Editable, place: Found): string {
  const { collection, entry, index } = place;
  const { text } = editable;
  if (collection.entries.length === 1) return emptied(editable, place);
  if (collection.flow) return spliced(text, fromFlow(editable, collection, index));
  const isFirstOnLine = isBlank(before(text, entry.start).replace(/-\s*$/, collection.isList ? '' : '$&'));
  const next = collection.entries[index + 1];
  // A mapping that starts behind a dash: its next key moves up to the dash.
  if (!isFirstOnLine && next !== undefined)
    return spliced(text, [{ from: entry.start, to: next.start, text: '' }]);
  return spliced(text, [{ from: lineStart(text, entry.start), to: nextLine(text, entry.end), text: '' }]);
}

/** What has no entry left is an empty collection, not nothing. */
function emptied(editable: Editable, { collection, around }: Found): string {
  const { start, end, isList } = collection;
  const empty = isList ? [] : {};
  if (collection.flow || around === undefined) {
    return spliced(editable.text, [{ from: start, to: end, text: isList ? '[]' : '{}' }]);
  }
  return replaced(editable, around, empty);
}

function fromFlow({ text }: Editable, { entries }: Collection, index: number): readonly Splice[] {
  const entry = entries[index] as Entry;
  const last = entries[index - 1];
  const next = entries[index + 1];
  const comma = /^\s*,/.exec(text.slice(entry.end))?.[0] ?? '';
  const end = lineEnd(text, entry.end);
  const hasOwnLine =
    isBlank(before(text, entry.start)) &&
    isTail(text.slice(entry.end + comma.length, end)) &&
    !comma.includes('\n');
  const line = { from: lineStart(text, entry.start), to: nextLine(text, entry.end), text: '' };
  if (hasOwnLine && comma !== '') return [line];
  if (next !== undefined) return [{ from: entry.start, to: next.start, text: '' }];
  const lastEnd = last?.end ?? entry.start;
  if (!hasOwnLine) return [{ from: lastEnd, to: entry.end, text: '' }];
  const commaBefore = text.indexOf(',', lastEnd);
  return [line, { from: commaBefore, to: commaBefore + 1, text: '' }];
}
