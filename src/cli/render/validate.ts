import type { Finding } from '../../core/findings/finding.ts';
import { countsText } from './finding.ts';
import type { Paint } from './paint.ts';

export function validText(file: string, findings: readonly Finding[], paint: Paint): string {
  const counts = countsText(findings);
  return `${paint.good('valid')}  ${file}${counts === '' ? '' : `   (${counts})`}`;
}
