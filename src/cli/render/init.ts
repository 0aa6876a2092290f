import type { InitResult } from '../../core/actions/init/index.ts';
import type { Paint } from './paint.ts';

type Initialized = Extract<InitResult, { status: 'initialized' }>;

export function initText({ written, kept }: Initialized, cwd: string, paint: Paint): string {
  const short = (path: string) => (path.startsWith(`${cwd}/`) ? path.slice(cwd.length + 1) : path);
  return [
    ...written.map((path) => `${paint.good('wrote')}  ${short(path)}`),
    ...kept.map((path) => `${paint.faint('kept')}   ${short(path)}`),
  ].join('\n');
}
