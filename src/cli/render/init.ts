import type { InitResult } from '../../core/actions/init/index.ts';
import type { Paint } from './paint.ts';
import { shortPath } from './path.ts';

type Initialized = Extract<InitResult, { status: 'initialized' }>;

export function initText({ written, kept }: Initialized, cwd: string, paint: Paint): string {
  return [
    ...written.map((path) => `${paint.good('wrote')}  ${shortPath(path, cwd)}`),
    ...kept.map((path) => `${paint.faint('kept')}   ${shortPath(path, cwd)}`),
  ].join('\n');
}
