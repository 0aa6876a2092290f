/** Reads the tables of this folder: a family line, then one indented line of figures per size. */
import type { Architecture } from '../../../requirements/catalogue.ts';

export interface Row {
  /** Family and size, such as `c8gd.4xlarge`. */
  readonly name: string;
  readonly size: string;
  readonly architecture: Architecture;
  /** `undefined` where the table says `?` or says nothing. */
  readonly figures: readonly (number | undefined)[];
  readonly flags: ReadonlySet<string>;
}

export function parseFigures(table: string): readonly Row[] {
  const rows: Row[] = [];
  let family: Omit<Row, 'size' | 'figures'> | undefined;
  for (const line of table.split('\n')) {
    const [first = '', ...rest] = line.trim().split(' ');
    if (first.endsWith(':')) family = parseFamily(first.slice(0, -1), rest);
    else if (family && first !== '')
      rows.push({ ...family, name: `${family.name}.${first}`, size: first, figures: rest.map(parseFigure) });
  }
  return rows;
}

function parseFamily(
  name: string,
  [architecture, ...flags]: readonly string[],
): Omit<Row, 'size' | 'figures'> {
  return { name, architecture: architecture === 'arm64' ? 'arm64' : 'x86_64', flags: new Set(flags) };
}

function parseFigure(word: string): number | undefined {
  return word === '?' ? undefined : Number(word);
}
