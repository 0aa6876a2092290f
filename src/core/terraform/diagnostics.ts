/** Terraform's own errors and warnings, kept whole. */

export interface Diagnostic {
  readonly severity: 'error' | 'warning' | (string & {});
  readonly summary: string;
  readonly detail?: string;
  readonly address?: string;
  readonly range?: { readonly filename: string; readonly start: { readonly line: number } };
  readonly snippet?: { readonly code: string; readonly start_line: number; readonly context?: string | null };
}

export function errorsAmong(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
}

/** Longer lines are cut: terraform quotes the whole source line, and a line of JSON can be a document. */
const longestSnippet = 200;

/** The text of diagnostics as terraform itself would lay it out, without colour. */
export function formatDiagnostics(diagnostics: readonly Diagnostic[]): string {
  // A full disk makes terraform say the same for every resource.
  return [...new Set(diagnostics.map(formatDiagnostic))].join('\n\n');
}

function formatDiagnostic(diagnostic: Diagnostic): string {
  const { severity, summary, detail, address, range, snippet } = diagnostic;
  const label = severity === 'warning' ? 'Warning' : 'Error';
  const place = range === undefined ? '' : `  on ${range.filename} line ${range.start.line}`;
  const inside = snippet?.context ? `, in ${snippet.context}` : '';
  const lines = [
    `${label}: ${summary}`,
    ...(address ? [`  with ${address}`] : []),
    ...(place ? [`${place}${inside}:`] : []),
    ...(snippet ? [`  ${snippet.start_line}: ${cut(snippet.code.trim())}`] : []),
    ...(detail ? ['', detail] : []),
  ];
  return lines.join('\n');
}

function cut(text: string): string {
  return text.length > longestSnippet ? `${text.slice(0, longestSnippet)}…` : text;
}
