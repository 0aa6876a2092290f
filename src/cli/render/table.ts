/** Columns of text, two spaces apart. */

export type Align = 'left' | 'right';

/** `widthOf` of a cell counts what is seen, not the bytes that colour it. */
export function table(rows: readonly (readonly string[])[], align: readonly Align[] = []): string {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, index) =>
    Math.max(0, ...rows.map((row) => widthOf(row[index] ?? ''))),
  );
  return rows
    .map((row) =>
      row
        .map((cell, index) => {
          const space = ' '.repeat((widths[index] ?? 0) - widthOf(cell));
          return align[index] === 'right' ? `${space}${cell}` : `${cell}${space}`;
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export function widthOf(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character opens a colour
  return [...text.replaceAll(/\u001b\[[0-9;]*m/g, '')].length;
}

export function indented(text: string, by = 2): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? line : `${' '.repeat(by)}${line}`))
    .join('\n');
}
