/** The table of all faults: written down row by row, and put together at the end of the run. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { cacheDirectory, checkout } from '../helpers/real-parts-search.ts';
import type { Figures, Row } from './trial.ts';

const rowsFile = `${cacheDirectory}/rig/rows.jsonl`;
const reportFile = `${cacheDirectory}/reports/reliability.md`;

export interface SectionRow extends Row {
  readonly section: string;
}

/** With `RIG_KEEP=1` a run adds to the table of the one before, for instance when only some faults are struck with `-t`. */
export function forgetRows(): void {
  if (process.env.RIG_KEEP === '1') return;
  mkdirSync(dirname(rowsFile), { recursive: true });
  rmSync(rowsFile, { force: true });
}

export function addRow(row: SectionRow): void {
  appendFileSync(rowsFile, `${JSON.stringify(row)}\n`);
}

/** `docs/reliability.md` is rewritten with `RIG_WRITE=1`, and is committed. */
export function writeTable(): void {
  if (!existsSync(rowsFile)) return;
  const all = readFileSync(rowsFile, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as SectionRow);
  // The latest of each.
  const rows = [...new Map(all.map((row) => [`${row.section} ${row.fault}`, row])).values()];
  const text = table(rows);
  mkdirSync(dirname(reportFile), { recursive: true });
  writeFileSync(reportFile, text);
  if (process.env.RIG_WRITE === '1') writeFileSync(`${checkout}docs/reliability.md`, text);
}

function table(rows: readonly SectionRow[]): string {
  const sections = [...new Set(rows.map(({ section }) => section))].sort();
  return `${[
    '# What faults cost',
    'Written by `RIG_WRITE=1 npm run test:rig`; do not edit. Twelve resources are made by the real terraform and the real AWS provider in an emulator, behind a proxy that spoils calls; the state is an object in S3 with a lock file. Each fault strikes once `bt-dataplane apply` and, where there are figures for it, once bare `terraform apply` with its output in a pipe. A fault that is not in the table was not struck in this run.',
    'Lost: creations that terraform had reported as complete and that are in no state after the first command that follows. Locked: the state is still locked then. Runs: commands until all twelve are there and in the state, none tainted, no lock left; for us those that the program itself names, for bare terraform further applies, of which two are tried.',
    summary(rows),
    ...sections.flatMap((section) => [
      `## ${section.replace(/^\d+ /, '')}`,
      rowsText(rows.filter((row) => row.section === section)),
    ]),
  ].join('\n\n')}\n`;
}

function summary(rows: readonly SectionRow[]): string {
  const of = (side: 'ours' | 'bare') => rows.flatMap((row) => (row[side] === undefined ? [] : [row[side]]));
  const line = (title: string, figures: readonly Figures[]) => [
    title,
    String(figures.length),
    String(figures.reduce((sum, { lost }) => sum + lost, 0)),
    String(figures.filter(({ locked }) => locked).length),
    String(figures.filter(({ runs }) => runs !== undefined && runs <= 2).length),
  ];
  return markdown(
    ['', 'Faults', 'Completed creations lost', 'Locks left', 'Whole again within 2 runs'],
    [line('bt-dataplane', of('ours')), line('bare terraform', of('bare'))],
  );
}

function rowsText(rows: readonly SectionRow[]): string {
  const cells = (figures: Figures | undefined) =>
    figures === undefined
      ? ['', '', '', '']
      : [
          figures.exit,
          String(figures.lost),
          figures.locked ? 'yes' : 'no',
          figures.runs === undefined ? 'never' : String(figures.runs),
        ];
  const noted = rows.some(({ note }) => note !== undefined);
  return markdown(
    [
      'Fault',
      'Exit',
      'Lost',
      'Locked',
      'Runs',
      'Bare: exit',
      'Lost',
      'Locked',
      'Runs',
      ...(noted ? [''] : []),
    ],
    rows.map((row) => [
      row.fault,
      ...cells(row.ours),
      ...cells(row.bare),
      ...(noted ? [row.note ?? ''] : []),
    ]),
  );
}

function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
