/** From a command's end to the error that a person reads: terraform's words whole, our hint after them. */
import { stripVTControlCharacters } from 'node:util';
import type { Env } from '../../env.ts';
import type { BtError } from '../../errors.ts';
import { type Diagnostic, errorsAmong, formatDiagnostics } from './diagnostics.ts';
import { interrupted, terraformFailed } from './errors.ts';
import { type Explanation, explain, textOf } from './explain.ts';
import type { CommandEnd } from './runner.ts';

export interface FailureContext {
  readonly env: Env;
  /** Such as `plan data-plane`. */
  readonly label: string;
  readonly diagnostics: readonly Diagnostic[];
  /** Known failures of the cloud. */
  readonly explanations: readonly Explanation[];
  readonly redact: (text: string) => string;
  /** Completes a command of ours that a hint names, such as `state unlock ID`, so that it can be pasted. */
  readonly command: (words: `state unlock ${string}`) => string;
  /** Added to the message, such as what was done before. */
  readonly aftermath?: string;
}

/** Throws kind `interrupted` when a signal came during a command that changes nothing. */
export function interruptedBefore(end: CommandEnd, label: string): void {
  if (end.interruptedBy === undefined) return;
  throw interrupted(
    end.interruptedBy,
    `stopped by ${end.interruptedBy} while it was to ${label}, which changes nothing`,
    'run the command again when you are ready',
  );
}

/** The error for a command that ended badly. */
export async function failureOf(end: CommandEnd, context: FailureContext): Promise<BtError> {
  const { env, label, redact, aftermath } = context;
  const errors = errorsAmong(context.diagnostics);
  const plain = redact(
    shorten(stripVTControlCharacters(await readIfThere(env, end.stderr)).trim(), end.stderr),
  );
  const detail = [formatDiagnostics(errors.length > 0 ? errors : context.diagnostics), plain]
    .filter((text) => text !== '')
    .join('\n\n');
  const explained = explain([...errors.map(textOf), plain], context.explanations);
  const completed = explained?.hint.replace(/bt-dataplane state unlock ([\w-]+)/, (_, id: string) =>
    context.command(`state unlock ${id}`),
  );
  const summary =
    errors[0]?.summary.split('\n')[0] ?? plain.split('\n').find((line) => /error/i.test(line)) ?? endOf(end);
  const others = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  const message = explained?.message ?? `terraform failed to ${label}: ${summary}${others}`;
  return terraformFailed({
    kind: explained?.kind ?? 'terraform',
    code: explained?.code ?? 'terraform-failed',
    message: redact(aftermath === undefined ? message : `${message}; ${aftermath}`),
    hint: redact(completed ?? `terraform's whole output is in ${end.stdout}`),
    detail: redact(detail),
  });
}

/** A screen is no place for more: what is cut stays in the file. */
const longestPlain = 8_000;

function shorten(text: string, file: string): string {
  return text.length <= longestPlain ? text : `… (the beginning is in ${file})\n${text.slice(-longestPlain)}`;
}

function readIfThere(env: Env, file: string): Promise<string> {
  return env.fs.readText(file).catch(() => '');
}

function endOf(end: CommandEnd): string {
  if (end.startError !== undefined) return end.startError.message;
  return end.signal ? `it was killed by ${end.signal}` : `exit code ${end.exitCode}`;
}
