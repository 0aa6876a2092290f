import type { Paint } from './paint.ts';

/** What `lineDiff` gives, in the colours of a difference. */
export function diffText(diff: string, paint: Paint): string {
  return diff
    .split('\n')
    .map((line) => {
      if (line.startsWith('@@')) return paint.faint(line);
      if (line.startsWith('-')) return paint.error(line);
      return line.startsWith('+') ? paint.good(line) : line;
    })
    .join('\n');
}
