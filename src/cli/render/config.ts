import type { ShownValue } from '../../core/actions/config-show/index.ts';
import type { Paint } from './paint.ts';
import { table } from './table.ts';

const origins: Readonly<Record<ShownValue['origin'], string>> = {
  file: 'file',
  lock: 'frozen in the lock file',
  profile: 'default of the profile',
};

export function configText(values: readonly ShownValue[], paint: Paint): string {
  const rows = values.map(({ path, value, origin, unit, line }) => [
    path,
    paint.strong(`${valueText(value)}${unit === undefined ? '' : ` ${unit}`}`),
    paint.faint(line === undefined ? origins[origin] : `${origins[origin]}, line ${line}`),
  ]);
  return table(rows);
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
