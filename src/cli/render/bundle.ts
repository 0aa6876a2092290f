/** How a plan is handed over to `apply`: as a file, or as a digest of what it does. */
import type { WrittenBundle } from '../../core/plan/bundle/write.ts';
import type { Paint } from './paint.ts';

export interface Handover {
  readonly effect: string;
  readonly bundle?: WrittenBundle;
}

export function handoverText({ effect, bundle }: Handover, paint: Paint): string {
  const digest = `plan digest   ${effect}\n${paint.faint('              the same for every plan that does the same; sensitive values are not part of it')}`;
  if (bundle === undefined) return digest;
  const later = bundle.foretold.length === 0 ? '' : `; ${bundle.foretold.join(', ')} as foretold`;
  return [
    `plan bundle   ${bundle.file}   ${bundle.planned.join(', ') || 'no plan'}${later}`,
    `${paint.warning('!')}             it holds secrets in clear text: keep it private, and out of git`,
    digest,
  ].join('\n');
}
