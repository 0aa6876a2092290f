/** What changed in a text, line by line, for a person: `-` and `+` with a little around them. */

/** Lines of what is around a change. */
const around = 2;

export interface DiffLine {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
  /** Line of the text before, from 1; of an added line the one that it follows. */
  readonly before: number;
}

/** Empty when nothing changed. Hunks start with `@@ line N @@`, N of the text before. */
export function lineDiff(before: string, after: string): string {
  const lines = diffLines(before, after);
  const shown = lines.map((_, index) =>
    lines.slice(Math.max(0, index - around), index + around + 1).some(({ sign }) => sign !== ' '),
  );
  const text = lines.flatMap(({ sign, text: line, before: number }, index) => {
    if (!shown[index]) return [];
    const starts = index === 0 || !shown[index - 1];
    return [...(starts ? [`@@ line ${Math.max(1, number)} @@`] : []), `${sign} ${line}`.trimEnd()];
  });
  return text.join('\n');
}

/** Every line of both texts, in order. */
export function diffLines(before: string, after: string): readonly DiffLine[] {
  const from = linesOf(before);
  const to = linesOf(after);
  let start = 0;
  while (start < Math.min(from.length, to.length) && from[start] === to[start]) start += 1;
  let end = 0;
  while (
    end < Math.min(from.length, to.length) - start &&
    from[from.length - 1 - end] === to[to.length - 1 - end]
  )
    end += 1;
  const changed = middle(from.slice(start, from.length - end), to.slice(start, to.length - end), start);
  const same = (lines: readonly string[], first: number): readonly DiffLine[] =>
    lines.map((text, index) => ({ sign: ' ', text, before: first + index + 1 }));
  return [
    ...same(from.slice(0, start), 0),
    ...changed,
    ...same(from.slice(from.length - end), from.length - end),
  ];
}

/** By the longest common subsequence; above a few thousand lines as a whole, since nobody reads that. */
function middle(from: readonly string[], to: readonly string[], offset: number): readonly DiffLine[] {
  const isLarge = from.length * to.length > 4_000_000;
  const lengths = isLarge ? undefined : commonLengths(from, to);
  const result: DiffLine[] = [];
  let [row, column] = [0, 0];
  while (row < from.length || column < to.length) {
    const [old = '', fresh = ''] = [from[row], to[column]];
    const both = row < from.length && column < to.length;
    if (both && lengths && old === fresh) {
      result.push({ sign: ' ', text: old, before: offset + row + 1 });
      row += 1;
      column += 1;
    } else if (
      row < from.length &&
      (!both || !lengths || at(lengths, row + 1, column) >= at(lengths, row, column + 1))
    ) {
      result.push({ sign: '-', text: old, before: offset + row + 1 });
      row += 1;
    } else {
      result.push({ sign: '+', text: fresh, before: offset + row });
      column += 1;
    }
  }
  return result;
}

function commonLengths(from: readonly string[], to: readonly string[]): readonly Uint32Array[] {
  const table = Array.from({ length: from.length + 1 }, () => new Uint32Array(to.length + 1));
  for (let row = from.length - 1; row >= 0; row -= 1) {
    for (let column = to.length - 1; column >= 0; column -= 1) {
      const cells = table[row];
      if (cells === undefined) continue;
      cells[column] =
        from[row] === to[column]
          ? at(table, row + 1, column + 1) + 1
          : Math.max(at(table, row + 1, column), at(table, row, column + 1));
    }
  }
  return table;
}

function at(table: readonly Uint32Array[], row: number, column: number): number {
  return table[row]?.[column] ?? 0;
}

/** Without line ends; the break after the last line makes no further line. */
function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r?\n/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
