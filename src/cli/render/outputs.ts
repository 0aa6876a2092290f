import type { Paint } from './paint.ts';
import { table } from './table.ts';

export type OutputsByName = Readonly<
  Record<string, { readonly sensitive: boolean; readonly value?: unknown }>
>;

/** The empty text when there is none. */
export function outputsText(outputs: OutputsByName, paint: Paint): string {
  const rows = Object.entries(outputs).map(([name, output]) => [
    name,
    'value' in output ? paint.strong(rawText(output.value)) : paint.faint('(sensitive)'),
  ]);
  return table(rows);
}

export function rawText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
