/**
 * Changes of a configuration's text that leave everything else as it stands: comments, order, quotes, line ends. Every change
 * is read back, so a text that cannot be changed safely is refused instead of changed wrongly.
 */
import { isDeepStrictEqual } from 'node:util';
import { entryAt, type Place, readEditable } from './edit/document.ts';
import { notEditable } from './edit/errors.ts';
import { inserted } from './edit/insert.ts';
import { lineEnd, spliced } from './edit/lines.ts';
import { isPlain, withValue } from './edit/plain.ts';
import { removed } from './edit/remove.ts';
import { replaced } from './edit/replace.ts';
import { type Path, parsePath } from './path.ts';

export { lineDiff } from './edit/line-diff.ts';

export interface Edit {
  /** As in findings, such as `brainstore.walFooterVersion`. */
  readonly path: string;
  /** Plain data; undefined removes the key. */
  readonly value: unknown;
  /** The key that it stood at before: the comment behind that one goes along. Default: - none. */
  readonly from?: string;
}

/**
 * The text with every edit made, in order. Throws kind `config`, code `config-not-editable`, when the text is no YAML, or when
 * an anchor, an alias or a value stands where a key would have to be changed.
 */
export function editConfig(text: string, edits: readonly Edit[]): string {
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  const changes = (current: string, { path, value, from }: Edit) =>
    edited(current, parsePath(path), value, from === undefined ? undefined : parsePath(from));
  return mark + edits.reduce(changes, text.slice(mark.length));
}

function edited(text: string, path: Path, value: unknown, from: Path | undefined): string {
  const before = readEditable(text, path);
  const wanted = withValue(before.data, path, value);
  if (isDeepStrictEqual(before.data, wanted)) return text;
  const result = changed(text, path, value);
  if (!holds(result, path, wanted))
    throw notEditable(path, 'the lines around it are written in a way that cannot be changed safely');
  const comment = from && commentBehind(text, from);
  const commented = comment === undefined ? result : withComment(result, path, comment);
  return holds(commented, path, wanted) ? commented : result;
}

function holds(text: string, path: Path, wanted: unknown): boolean {
  try {
    return isDeepStrictEqual(readEditable(text, path).data, wanted);
  } catch {
    return false;
  }
}

/** At the end of its line. */
function commentBehind(text: string, path: Path): string | undefined {
  const place = entryAt(readEditable(text, path), path);
  if (place.kind === 'missing') return undefined;
  const { end } = place.entry;
  return /^\s+(#.*)$/.exec(text.slice(end, lineEnd(text, end)))?.[1];
}

function withComment(text: string, path: Path, comment: string): string {
  const place = entryAt(readEditable(text, path), path);
  if (place.kind === 'missing') return text;
  const end = lineEnd(text, place.entry.end);
  const isLast = /^[\s}\]]*$/.test(text.slice(place.entry.end, end));
  return isLast ? spliced(text, [{ from: end, to: end, text: ` ${comment}` }]) : text;
}

function changed(text: string, path: Path, value: unknown): string {
  const document = readEditable(text, path);
  const place: Place = entryAt(document, path);
  if (place.kind === 'missing') return value === undefined ? text : inserted(document, place, value);
  if (value === undefined) return removed(document, place);
  const now = place.data;
  const parts = partsOf(now, value);
  if (parts === undefined) return replaced(document, place, value);
  return parts.reduce((current, { key, value: part }) => changed(current, [...path, key], part), text);
}

/** A mapping or list in place of another is changed item by item, so that what stays keeps its comments. */
function partsOf(
  now: unknown,
  value: unknown,
): readonly { readonly key: string | number; readonly value: unknown }[] | undefined {
  if (Array.isArray(now) && Array.isArray(value) && now.length > 0 && value.length > 0) {
    const kept = value.flatMap((item, key) =>
      isDeepStrictEqual(item, now[key]) ? [] : [{ key, value: item }],
    );
    const gone = Array.from({ length: Math.max(0, now.length - value.length) }, (_, index) => ({
      key: now.length - 1 - index,
      value: undefined,
    }));
    return [...kept, ...gone];
  }
  if (!isPlain(now) || !isPlain(value)) return undefined;
  const names = Object.keys(value).filter((key) => value[key] !== undefined);
  if (names.length === 0 || Object.keys(now).length === 0) return undefined;
  // What is new first: a mapping must not be empty in between.
  const kept = names.flatMap((key) =>
    Object.hasOwn(now, key) && isDeepStrictEqual(now[key], value[key]) ? [] : [{ key, value: value[key] }],
  );
  const gone = Object.keys(now)
    .filter((key) => !names.includes(key))
    .map((key) => ({ key, value: undefined }));
  return [...kept, ...gone];
}
