/** The table of all faults: written down row by row, and put together at the end of the run. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { cacheDirectory, checkout } from '../helpers/real-parts-search.ts';
import type { Figures } from './trial.ts';

const rowsFile = `${cacheDirectory}/rig/rows.jsonl`;
const reportFile = `${cacheDirectory}/reports/reliability.md`;

export interface Row {
  /** Its number sorts it, and is not shown. */
  readonly section: string;
  /** What was done. */
  readonly fault: string;
  readonly ours?: Figures;
  readonly bare?: Figures;
  /** Where a sentence says more than figures. */
  readonly note?: string;
}

/** With `RIG_KEEP=1` a run adds to the table of the one before, for instance when only some faults are struck with `-t`. */
export function forgetRows(): void {
  if (process.env.RIG_KEEP === '1') return;
  mkdirSync(dirname(rowsFile), { recursive: true });
  rmSync(rowsFile, { force: true });
}

export function addRow(row: Row): void {
  appendFileSync(rowsFile, `${JSON.stringify(row)}\n`);
}

/** `docs/reliability.md` is rewritten with `RIG_WRITE=1`, and is committed. */
export function writeTable(): void {
  if (!existsSync(rowsFile)) return;
  const lines = readFileSync(rowsFile, 'utf8').trim().split('\n');
  const text = table(lines.map((line) => JSON.parse(line) as Row));
  mkdirSync(dirname(reportFile), { recursive: true });
  writeFileSync(reportFile, text);
  if (process.env.RIG_WRITE === '1') writeFileSync(`${checkout}docs/reliability.md`, text);
}

/** Of a fault that was struck twice the later row counts; they ended in any order. */
function table(all: readonly Row[]): string {
  const rows = [...new Map(all.map((row) => [`${row.section} ${row.fault}`, row])).values()].sort((a, b) =>
    `${a.section} ${a.fault}`.localeCompare(`${b.section} ${b.fault}`, 'en', { numeric: true }),
  );
  const sections = [...new Set(rows.map(({ section }) => section))];
  return `${[
    '# What faults cost',
    'Written by `RIG_WRITE=1 RIG_POINTS=all npm run test:rig`; do not edit. Twelve resources are made by the real terraform and the real AWS provider in an emulator, behind a proxy that spoils calls; the state is an object in S3 with a lock file. Each fault strikes once `bt-dataplane apply` and, where there are figures for it, once bare `terraform apply` with its output in a pipe. Where terraform is killed, its last save is held back until then, so that nothing is stored. A fault that is not in the table was not struck in this run.',
    'Lost: creations that terraform had reported as complete and that are in no state after the first command that follows. Locked: the state is still locked then. Runs: commands until all twelve are there and in the state, none tainted, no lock left; 0 when nothing has to be done. For us these are the commands that the program names in its last words, carried out word for word by someone who types `yes`, until it names no more; a run that was killed itself has named them when it began. For bare terraform they are what it tells to do with a state that it could not store, and two further applies.',
    summary(rows),
    ...sections.flatMap((section) => [
      `## ${section.replace(/^\d+ /, '')}`,
      rowsText(rows.filter((row) => row.section === section)),
    ]),
  ].join('\n\n')}\n`;
}

function summary(rows: readonly Row[]): string {
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

function rowsText(rows: readonly Row[]): string {
  const noted = rows.some(({ note }) => note !== undefined);
  if (rows.every(({ ours, bare }) => ours === undefined && bare === undefined))
    return markdown(
      ['Fault', ''],
      rows.map(({ fault, note = '' }) => [fault, note]),
    );
  const head = ['Exit', 'Lost', 'Locked', 'Runs', 'Bare: exit', 'Lost', 'Locked', 'Runs'];
  return markdown(
    ['Fault', ...head, ...(noted ? [''] : [])],
    rows.map(({ fault, ours, bare, note = '' }) => [
      fault,
      ...cells(ours),
      ...cells(bare),
      ...(noted ? [note] : []),
    ]),
  );
}

function cells(figures: Figures | undefined): readonly string[] {
  if (figures === undefined) return ['', '', '', ''];
  const { exit, lost, locked, runs } = figures;
  return [exit, String(lost), locked ? 'yes' : 'no', runs === undefined ? 'never' : String(runs)];
}

function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
