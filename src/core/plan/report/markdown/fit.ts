/** Fits a text into a number of characters by leaving out whole lines of its sections, and says how many. */

export interface Section {
  readonly open: string;
  readonly lines: readonly string[];
  readonly close: string;
  /** Says that lines are left out, outside of any block of code. */
  readonly left: (count: number) => string;
}

/** Sections in the order of the text; the last ones are cut first. */
export function fitted(head: string, sections: readonly Section[], foot: string, limit: number): string {
  let room = limit - head.length - foot.length - gap.length;
  const shown: string[] = [];
  for (const section of sections.filter(({ lines }) => lines.length > 0)) {
    const text = shorten(section, room);
    if (text === undefined) continue;
    shown.push(text);
    room -= text.length + gap.length;
  }
  return [head, ...shown, foot].join(gap);
}

const gap = '\n\n';

function shorten(section: Section, room: number): string | undefined {
  const whole = written(section, section.lines.length);
  if (whole.length + gap.length <= room) return whole;
  let [low, high] = [-1, section.lines.length];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (written(section, middle).length + gap.length <= room) low = middle;
    else high = middle;
  }
  return low < 0 ? undefined : written(section, low);
}

function written({ open, lines, close, left }: Section, count: number): string {
  const missing = lines.length - count;
  const said = missing === 0 ? [] : [left(missing)];
  // Without lines a block of its own would be empty.
  if (count === 0) return said.join('');
  return [[open, ...lines.slice(0, count), close].filter((part) => part !== '').join('\n'), ...said].join(
    gap,
  );
}
