import { dirname, relative } from 'node:path';
import type { ShownValue } from '../../core/actions/config-show/index.ts';
import type { Paint } from './paint.ts';
import { table } from './table.ts';

const origins: Readonly<Record<ShownValue['origin'], string>> = {
  file: 'file',
  lock: 'frozen in the lock file',
  profile: 'default of the profile',
};

/** `own` is the configuration; values of files that it builds on name theirs, relative to it. */
export function configText(values: readonly ShownValue[], own: string, paint: Paint): string {
  const rows = values.map(({ path, value, origin, unit, line, file }) => [
    path,
    paint.strong(`${valueText(value)}${unit === undefined ? '' : ` ${unit}`}`),
    paint.faint(line === undefined ? origins[origin] : `${nameOf(file, own)}, line ${line}`),
  ]);
  return table(rows);
}

function nameOf(file: string | undefined, own: string): string {
  return file === undefined || file === own ? origins.file : relative(dirname(own), file);
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
