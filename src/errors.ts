/**
 * The one error family. A thrown `BtError` is an expected stop that a person can act on; anything else that is thrown is
 * a defect of ours. The user's configuration mistakes are not errors at all: they are findings, returned as values.
 */
import type { Finding } from './core/findings/finding.ts';

/** What went wrong, seen from the outside. `src/cli/exit-codes.ts` gives each kind its exit code. */
export type ErrorKind =
  /** a defect of this program */
  | 'internal'
  /** terraform ran and failed */
  | 'terraform'
  /** the command line is wrong */
  | 'usage'
  /** the configuration, or a file that belongs to it, is wrong */
  | 'config'
  /** credentials, permissions, tools or other preconditions are missing */
  | 'access'
  /** consent was not given, or a guard says no */
  | 'refused'
  /** another run holds the state lock */
  | 'locked'
  /** what was approved is no longer what would be done */
  | 'stale'
  /** applied, but not healthy in time */
  | 'unhealthy'
  /** stopped by a signal */
  | 'interrupted';

const brand = Symbol.for('bt-dataplane.error');

export interface ErrorFacts {
  readonly kind: ErrorKind;
  /** Stable name for scripts, such as `terraform-not-found`. */
  readonly code: string;
  /** What happened and why, one or two sentences. */
  readonly message: string;
  /** What to do next; a command where there is one. */
  readonly hint?: string;
  /** Text to show below the message unchanged, for instance terraform's own diagnostics. */
  readonly detail?: string;
  /** What is wrong with the configuration, for kind `config`. */
  readonly findings?: readonly Finding[];
  /** Signal that ended the run, for kind `interrupted`. */
  readonly signal?: 'SIGINT' | 'SIGTERM' | 'SIGHUP';
  readonly cause?: unknown;
}

export class BtError extends Error {
  readonly [brand] = true;
  readonly kind: ErrorKind;
  readonly code: string;
  readonly hint: string | undefined;
  readonly detail: string | undefined;
  readonly findings: readonly Finding[];
  readonly signal: ErrorFacts['signal'];

  constructor(facts: ErrorFacts) {
    super(facts.message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.name = 'BtError';
    this.kind = facts.kind;
    this.code = facts.code;
    this.hint = facts.hint;
    this.detail = facts.detail;
    this.findings = facts.findings ?? [];
    this.signal = facts.signal;
  }
}

export function isBtError(value: unknown): value is BtError {
  return typeof value === 'object' && value !== null && brand in value;
}

/** What was thrown, in its own words, for a message of ours. */
export function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** Turns whatever was thrown into a `BtError`; what is not ours becomes kind `internal` and keeps its cause. */
export function fromUnknown(thrown: unknown): BtError {
  if (isBtError(thrown)) return thrown;
  return new BtError({ kind: 'internal', code: 'internal', message: reasonOf(thrown), cause: thrown });
}
