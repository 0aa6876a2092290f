/** A stop, for a person: what happened and why, what terraform itself said, what to do next. */
import type { BtError } from '../../errors.ts';
import type { Paint } from './paint.ts';

/** What a person agreed or did not agree to is no accident, and is said in a calmer tone. */
const calm: ReadonlySet<BtError['kind']> = new Set(['refused', 'interrupted', 'stale']);

const labels: Partial<Record<BtError['kind'], string>> = {
  refused: 'refused',
  interrupted: 'stopped',
  internal: 'unexpected error',
};

export function errorText(error: BtError, paint: Paint, options: { readonly verbose: boolean }): string {
  const tint = calm.has(error.kind) ? paint.warning : paint.error;
  const detail =
    error.detail === undefined || error.detail.trim() === '' ? [] : ['', error.detail.trimEnd(), ''];
  return [
    `${tint(`${labels[error.kind] ?? 'error'}[${error.code}]`)}${paint.strong(`: ${error.message}`)}`,
    ...detail,
    ...(error.hint === undefined ? [] : [`   ${paint.good('help:')} ${error.hint}`]),
    ...(error.kind === 'internal' ? [`   ${paint.good('help:')} ${ours(options.verbose)}`] : []),
    ...(options.verbose ? ['', paint.faint(stackOf(error))] : []),
  ].join('\n');
}

function ours(verbose: boolean): string {
  const what = 'this is a defect of bt-dataplane, not of your configuration; please report it';
  return verbose ? what : `${what} with the output of the same command and --verbose`;
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? error.message;
  return error.cause === undefined ? own : `${own}\ncaused by: ${stackOf(error.cause)}`;
}
