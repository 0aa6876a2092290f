/**
 * Every value that a plan marks as sensitive anywhere. A provider may copy such a value into an attribute that carries no
 * mark, and terraform then shows it; hiding it by value catches the copy.
 */
import type { PlanDocument, RawChange } from '../terraform/plan-document.ts';

/** Texts to hide; short ones are left to the marks, since hiding them by value would garble other words. */
export function sensitiveValues(document: PlanDocument): readonly string[] {
  const found = new Set<string>();
  const changes = [...(document.resource_changes ?? []), ...(document.resource_drift ?? [])];
  for (const { change } of changes) collectChange(change, found);
  for (const change of Object.values(document.output_changes ?? {})) collectChange(change, found);
  return [...found];
}

function collectChange(change: RawChange, found: Set<string>): void {
  collect(change.before, change.before_sensitive, found);
  collect(change.after, change.after_sensitive, found);
}

function collect(value: unknown, marks: unknown, found: Set<string>): void {
  if (marks === true) addTexts(value, found);
  if (typeof marks !== 'object' || marks === null || typeof value !== 'object' || value === null) return;
  for (const [key, mark] of Object.entries(marks))
    collect((value as Record<string, unknown>)[key], mark, found);
}

function addTexts(value: unknown, found: Set<string>): void {
  if (typeof value === 'string') found.add(value);
  else if (typeof value === 'object' && value !== null)
    for (const item of Object.values(value)) addTexts(item, found);
}
