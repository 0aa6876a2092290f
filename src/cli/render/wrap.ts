/** Prose in lines that a narrow terminal can show; what has to be copied whole, such as a flag, is not given to it. */
import { widthOf } from './table.ts';

/** Columns of a terminal that nobody made wider. */
export const narrow = 80;

/** Breaks between words, never after an arrow; every line is indented. A word that is wider than a line stays whole. */
export function wrapped(text: string, indent = 0, width = narrow): string {
  const space = ' '.repeat(indent);
  const lines: string[] = [];
  for (const word of text.split(/(?<!→) /)) {
    const last = lines.at(-1);
    if (last !== undefined && indent + widthOf(last) + 1 + widthOf(word) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => `${space}${line}`).join('\n');
}
