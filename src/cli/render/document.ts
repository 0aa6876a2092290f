/** The one JSON document that `--json` prints, the same shape on success and on failure. */
import type { Finding } from '../../core/findings/finding.ts';
import type { BtError } from '../../errors.ts';

export interface DocumentParts {
  readonly json?: Readonly<Record<string, unknown>>;
  readonly findings: readonly Finding[];
  readonly failure?: BtError;
  /** Whole command lines. */
  readonly nextActions: readonly string[];
}

export function jsonDocument({ json, findings, failure, nextActions }: DocumentParts): string {
  const error =
    failure === undefined
      ? {}
      : {
          error: {
            kind: failure.kind,
            code: failure.code,
            message: failure.message,
            ...(failure.hint === undefined ? {} : { hint: failure.hint }),
            ...(failure.detail === undefined ? {} : { detail: failure.detail }),
          },
        };
  return JSON.stringify({ ok: failure === undefined, ...error, ...json, findings, nextActions }, null, 2);
}
