/** Many deployments: a line each, then what went wrong. */
import type { BtError } from '../../errors.ts';
import { errorText } from './error.ts';
import { type FindingView, findingsText } from './finding.ts';
import { shortPath } from './path.ts';
import { indented, table } from './table.ts';

export interface FleetRow {
  /** Absolute. */
  readonly config: string;
  readonly name: string | undefined;
  readonly release: string | undefined;
  readonly cells: readonly string[];
  readonly exitCode: number;
  readonly error?: BtError;
}

export function fleetText(
  rows: readonly FleetRow[],
  columns: readonly string[],
  view: FindingView & { readonly verbose: boolean },
): string {
  const { paint, cwd } = view;
  const head = ['deployment', 'configuration', 'release', ...columns, 'exit'].map(paint.faint);
  const lines = rows.map(({ config, name = '-', release = '-', cells, exitCode, error }) => [
    paint.strong(name),
    shortPath(config, cwd),
    release,
    ...columns.map((_, index) => cells[index] ?? (error && index === 0 ? paint.error(error.code) : '-')),
    String(exitCode),
  ]);
  const failures = rows.flatMap(({ config, name, error }) => {
    if (error === undefined) return [];
    const title = paint.strong(`${name ?? 'not read'} (${shortPath(config, cwd)})`);
    const found = error.findings.length === 0 ? [] : [findingsText(error.findings, view)];
    return [`${title}\n${indented([...found, errorText(error, paint, view)].join('\n\n'))}`];
  });
  return [table([head, ...lines]), ...failures].join('\n\n');
}
