/** Reads the tables of machine types: a family line, then one indented line per size. */
import type { Architecture } from '../requirements/catalogue.ts';

export interface Row {
  /** Family and size, such as `c8gd.4xlarge` or `c4a-standard-16`. */
  readonly name: string;
  readonly family: string;
  readonly size: string;
  readonly architecture: Architecture;
  /** What follows the size. */
  readonly words: readonly string[];
  readonly flags: ReadonlySet<string>;
}

/** `separator` stands between family and size in a name. */
export function parseRows(table: string, separator: string): readonly Row[] {
  const rows: Row[] = [];
  let family: Pick<Row, 'family' | 'architecture' | 'flags'> | undefined;
  for (const line of table.split('\n')) {
    const [first = '', ...words] = line.trim().split(' ');
    if (first.endsWith(':')) family = parseFamily(first.slice(0, -1), words);
    else if (family && first !== '')
      rows.push({ ...family, name: `${family.family}${separator}${first}`, size: first, words });
  }
  return rows;
}

/** `undefined` where the table says `?` or says nothing. */
export function figure(word: string | undefined): number | undefined {
  return word === undefined || word === '?' ? undefined : Number(word);
}

function parseFamily(family: string, [architecture, ...flags]: readonly string[]) {
  return {
    family,
    architecture: architecture === 'arm64' ? 'arm64' : 'x86_64',
    flags: new Set(flags),
  } as const;
}
