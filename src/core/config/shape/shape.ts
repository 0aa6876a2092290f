/** Judges the shape of what a person wrote: keys, types, formats. Every mistake at once, each with its place. */
import type { z } from 'zod';
import type { Finding } from '../../findings/finding.ts';
import { type PartialConfig, writtenSchema } from '../schema.ts';
import { schemaAt } from '../schema-walk.ts';
import type { SourceNode } from '../source/tree.ts';
import { issueFindings } from './issue.ts';
import { ambiguousNumbers } from './numbers.ts';

export interface Shape {
  /** What was written, when nothing is wrong with it. */
  readonly written: PartialConfig | undefined;
  readonly findings: readonly Finding[];
}

/** `known` are findings of the source; what they are about is not judged again. */
export function judgeShape(root: SourceNode, known: readonly Finding[]): Shape {
  const parsed = writtenSchema.safeParse(root.data);
  const issues: readonly z.core.$ZodIssue[] = parsed.success ? [] : parsed.error.issues;
  const silenced = known.map((finding) => finding.path).filter((path) => path !== '');
  const findings = [
    ...issues.flatMap((issue) => issueFindings({ root, schema: writtenSchema }, issue)),
    ...ambiguousNumbers(root, (path) => schemaAt(writtenSchema, path)),
  ].filter(({ path }) => !silenced.some((other) => isWithin(path, other)));
  return { written: parsed.success && findings.length === 0 ? parsed.data : undefined, findings };
}

function isWithin(path: string, other: string): boolean {
  return path === other || path.startsWith(`${other}.`) || path.startsWith(`${other}[`);
}
