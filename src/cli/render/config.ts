import type { ShownValue } from '../../core/actions/config-show/index.ts';
import type { Paint } from './paint.ts';
import { table } from './table.ts';

const origins: Readonly<Record<ShownValue['origin'], string>> = {
  file: 'file',
  lock: 'frozen in the lock file',
  profile: 'default of the profile',
};

/** `nameOf` says which file it is; undefined for the configuration itself. */
export function configText(
  values: readonly ShownValue[],
  nameOf: (file: string) => string | undefined,
  paint: Paint,
): string {
  const rows = values.map(({ path, value, origin, unit, line, file }) => [
    path,
    paint.strong(`${valueText(value)}${unit === undefined ? '' : ` ${unit}`}`),
    paint.faint(
      line === undefined
        ? origins[origin]
        : `${(file === undefined ? undefined : nameOf(file)) ?? origins.file}, line ${line}`,
    ),
  ]);
  return table(rows);
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
