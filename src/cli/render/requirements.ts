import type {
  ComponentRequirements,
  PassingMachines,
  RequirementRow,
  RequirementsResult,
} from '../../core/actions/requirements/index.ts';
import type { Paint } from './paint.ts';
import { indented, table } from './table.ts';

export interface RequirementsView {
  readonly paint: Paint;
  /** Lists the rules, too. */
  readonly rules: boolean;
}

export function requirementsText(result: RequirementsResult, { paint, rules }: RequirementsView): string {
  const ids = result.rules.map(({ id, states, waivable }) => [id, waivable ? 'waivable' : '', states]);
  const sources = new Set(
    result.components.flatMap(({ rows }) => rows.map(({ source }) => source.replace(/ \(.*\)$/, ''))),
  );
  return [
    ...result.components.map((component) => componentText(component, result.title, paint)),
    ...(rules ? [`${paint.strong('Rules')}\n${indented(table(ids))}`] : []),
    paint.faint(`Requirements: ${[...sources].join(', ')}\nMachines: ${result.catalogue}`),
  ].join('\n\n');
}

function componentText(
  { component, rows, machines }: ComponentRequirements,
  cloud: string,
  paint: Paint,
): string {
  const head = ['', 'staging', 'production'].map(paint.faint);
  const minimums = table([
    head,
    ...rows.map((row) => [row.title, cell(row, 'staging'), cell(row, 'production')]),
  ]);
  const judged = rows.some(({ applies }) => applies);
  return [
    `${paint.strong(component)}${judged ? '' : `   (not judged on ${cloud}, which runs it without machines to size)`}`,
    indented(minimums),
    ...(machines.length === 0
      ? []
      : ['', indented(`smallest that pass on ${cloud}`), indented(machinesTable(machines), 4)]),
  ].join('\n');
}

function machinesTable(machines: readonly PassingMachines[]): string {
  return table(
    machines.map(({ profile, architecture, nearest, total }) => [
      profile,
      architecture,
      `${nearest.join(', ') || 'none'}${total > nearest.length ? ` and ${total - nearest.length} more` : ''}`,
    ]),
  );
}

function cell(row: RequirementRow, profile: 'staging' | 'production'): string {
  const minimum = row[profile];
  if (minimum === undefined) return '-';
  const figure = typeof minimum === 'number' ? minimum.toLocaleString('en-US') : minimum;
  return row.unit === undefined ? figure : `${figure} ${row.unit}`;
}
