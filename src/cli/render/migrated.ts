import type { ConfigMigrated } from '../../core/actions/config-migrate/index.ts';
import { diffText } from './diff.ts';
import type { Paint } from './paint.ts';

export function migratedText({ file, steps, diff, backup }: ConfigMigrated, paint: Paint): string {
  if (steps.length === 0) return `${file} is of the present format`;
  const end = backup === undefined ? [] : [`wrote ${file}; as it was: ${backup}`];
  return [...steps, diffText(diff, paint), ...end].join('\n\n');
}
