/** Lines of a text by offset. */

export interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The splices may come in any order and must not overlap. */
export function spliced(text: string, splices: readonly Splice[]): string {
  return [...splices]
    .sort((one, other) => other.from - one.from)
    .reduce((current, { from, to, text: put }) => current.slice(0, from) + put + current.slice(to), text);
}

export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** The end of the line that `offset` is in, or after; its line break is not in it. A block text ends behind its line break. */
export function lineEnd(text: string, offset: number): number {
  const from = text[offset - 1] === '\n' ? offset - 1 : offset;
  const end = text.indexOf('\n', from);
  if (end === -1) return text.length;
  return text[end - 1] === '\r' ? end - 1 : end;
}

/** Behind the line break. */
export function nextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', lineEnd(text, offset));
  return end === -1 ? text.length : end + 1;
}

/** What stands before `offset` on its line. */
export function before(text: string, offset: number): string {
  return text.slice(lineStart(text, offset), offset);
}

export function isBlank(text: string): boolean {
  return text.trim() === '';
}

/** Blank, or a comment. */
export function isTail(text: string): boolean {
  return /^\s*(#.*)?$/.test(text);
}

export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}
