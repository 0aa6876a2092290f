import type { Place } from '../../findings/finding.ts';

/** Turns offsets of a text into places. */
export interface Positions {
  /** The place of `start`, with the length up to `end` or to the end of that line. */
  at(start: number, end?: number): Place;
}

export function positionsOf(file: string, text: string): Positions {
  const starts = [0];
  for (let next = text.indexOf('\n'); next !== -1; next = text.indexOf('\n', next + 1)) starts.push(next + 1);

  return {
    at(start, end) {
      const offset = Math.min(Math.max(start, 0), text.length);
      const line = lineOf(starts, offset);
      const lineStart = starts[line] ?? 0;
      const place = { file, line: line + 1, column: offset - lineStart + 1 };
      const lineEnd = lineEndOf(text, starts[line + 1] ?? text.length + 1);
      const length = Math.min(end ?? offset, lineEnd) - offset;
      return length > 0 ? { ...place, length } : place;
    },
  };
}

function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function lineEndOf(text: string, nextStart: number): number {
  const end = nextStart - 1;
  return text[end - 1] === '\r' ? end - 1 : end;
}
