/** What is wrong, or worth knowing, about a configuration. Always returned, all at once, never thrown. */

export type Severity = 'error' | 'warning' | 'info';

/** A place in a source file; lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Length in characters of what is wrong, on that line. */
  readonly length?: number;
}

/** A change of the configuration that makes the finding go away. */
export interface Fix {
  /** One sentence for a person. */
  readonly text: string;
  /** The same as data: keys to set (`path` as in `Finding.path`), or to remove when `value` is undefined. */
  readonly set?: readonly { readonly path: string; readonly value: unknown }[];
}

export interface Finding {
  /** Stable id, `<area>/<component>-<what>`, such as `requirements/brainstore-readers-write-iops`. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** Where in the configuration, as dotted keys: `brainstore.readers.instanceType`, `waivers[0].until`. */
  readonly path: string;
  /** Where in the file; the nearest enclosing key when the value itself comes from a default. */
  readonly place?: Place;
  readonly required?: string;
  readonly found?: string;
  /** The nearest value that passes. */
  readonly nearest?: string;
  readonly fix?: Fix;
  /** Where the rule comes from: a document with its section, or a link. */
  readonly source?: string;
  /** Set when a waiver turned an error into a warning. */
  readonly waived?: { readonly reason: string; readonly until: string };
}

/** What a rule returns: a finding that does not know its place in the file yet. */
export type Breach = Omit<Finding, 'place' | 'waived'>;

export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === 'error');
}
