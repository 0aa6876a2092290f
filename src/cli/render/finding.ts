/** Findings for a person: what, where with the person's own line, what is wanted, what to do. */
import type { Finding, Severity } from '../../core/findings/finding.ts';
import type { Paint } from './paint.ts';
import { shortPath } from './path.ts';

/** Text of each source file by its path, as `Place.file` spells it. */
export type Sources = ReadonlyMap<string, string>;

export interface FindingView {
  readonly paint: Paint;
  readonly sources: Sources;
  /** Files are shown relative to this folder. */
  readonly cwd: string;
}

/** All of them by file and line, then the counts; the empty text when there is none. */
export function findingsText(findings: readonly Finding[], view: FindingView): string {
  if (findings.length === 0) return '';
  const blocks = [...findings].sort(byPlace).map((finding) => findingText(finding, view));
  return `${blocks.join('\n\n')}\n\n${countsText(findings)}`;
}

/** `3 errors, 1 warning`. */
export function countsText(findings: readonly Finding[]): string {
  const counted = (severity: Severity, one: string, many: string) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
  };
  return [
    ...counted('error', 'error', 'errors'),
    ...counted('warning', 'warning', 'warnings'),
    ...counted('info', 'note', 'notes'),
  ].join(', ');
}

export function findingText(finding: Finding, view: FindingView): string {
  const { paint } = view;
  const tint = { error: paint.error, warning: paint.warning, info: paint.link }[finding.severity];
  const label = { error: 'error', warning: 'warning', info: 'note' }[finding.severity];
  const facts = [
    fact('required', finding.required),
    fact('found', finding.found),
    fact('nearest', finding.nearest),
    fact('source', finding.source),
    fact('waived', finding.waived && `until ${finding.waived.until}: ${finding.waived.reason}`),
  ].flat();
  return [
    `${tint(`${label}[${finding.rule}]`)}${paint.strong(`: ${finding.message}`)}`,
    ...placeLines(finding, view, tint),
    ...facts.map((line) => `   ${paint.faint('=')} ${line}`),
    ...(finding.fix === undefined ? [] : [`   ${paint.good('help:')} ${finding.fix.text}`]),
  ].join('\n');
}

function fact(name: string, content: string | undefined): string[] {
  return content === undefined ? [] : [`${name}: ${content}`];
}

function placeLines(finding: Finding, view: FindingView, tint: (text: string) => string): string[] {
  const { paint, sources, cwd } = view;
  const { place } = finding;
  if (place === undefined) return finding.path === '' ? [] : [`  ${paint.faint('-->')} ${finding.path}`];
  const file = shortPath(place.file, cwd);
  const where = `  ${paint.faint('-->')} ${file}:${place.line}:${place.column}   ${finding.path}`;
  const line = sources.get(place.file)?.split(/\r?\n/)[place.line - 1];
  if (line === undefined || line.trim() === '') return [where.trimEnd()];
  const number = String(place.line);
  const margin = ' '.repeat(number.length);
  const bar = paint.faint('|');
  // Tabs keep their width under the caret only when they are repeated there.
  const indent = line.slice(0, place.column - 1).replace(/[^\t]/g, ' ');
  const length = Math.max(1, Math.min(place.length ?? 1, line.length - place.column + 1));
  return [
    where.trimEnd(),
    `${margin} ${bar}`,
    `${paint.faint(number)} ${bar} ${line}`,
    `${margin} ${bar} ${indent}${tint('^'.repeat(length))}`,
  ];
}

function byPlace(a: Finding, b: Finding): number {
  const file = (a.place?.file ?? '').localeCompare(b.place?.file ?? '');
  if (file !== 0) return file;
  return (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0);
}
