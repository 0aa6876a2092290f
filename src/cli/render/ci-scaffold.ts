/** What `ci scaffold` wrote, and what is left to a person. */
import type { CiScaffolded } from '../../core/actions/ci-scaffold/index.ts';
import type { Paint } from './paint.ts';

export function ciScaffoldText({ written, unchanged, todo }: CiScaffolded, paint: Paint): string {
  return [
    ...written.map((path) => `${paint.good('wrote')}      ${path}`),
    ...unchanged.map((path) => `${paint.faint('unchanged')}  ${path}`),
    '',
    'Left to you',
    ...todo.map((text, place) => `  ${place + 1}. ${text}`),
  ].join('\n');
}
