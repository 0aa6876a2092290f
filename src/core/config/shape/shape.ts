/** Judges the shape of what a person wrote: keys, types, formats. Every mistake at once, each with its place. */
import type * as z from 'zod';
import type { Finding } from '../../findings/finding.ts';
import { ofCloud } from '../of-cloud.ts';
import { formatPath, parsePath } from '../path.ts';
import { clouds, type PartialConfig, writtenSchema } from '../schema.ts';
import { schemaAt } from '../schema-walk.ts';
import type { SourceNode } from '../source/tree.ts';
import { issueFindings } from './issue.ts';
import { ambiguousNumbers } from './numbers.ts';

export interface Shape {
  /** What was written, when nothing is wrong with it. */
  readonly written: PartialConfig | undefined;
  readonly findings: readonly Finding[];
}

/** `known` are findings of the source; what they are about is not judged again. `more` is told with the rest. */
export function judgeShape(
  root: SourceNode,
  known: readonly Finding[],
  more: readonly Finding[] = [],
): Shape {
  const parsed = writtenSchema.safeParse(root.data);
  const issues: readonly z.core.$ZodIssue[] = parsed.success ? [] : parsed.error.issues;
  const silenced = known.map((finding) => finding.path).filter((path) => path !== '');
  const findings = [
    ...issueFindingsOf(root, issues),
    ...ambiguousNumbers(root, (path) => schemaAt(writtenSchema, path)),
    ...more,
  ].filter(({ path }) => !silenced.some((other) => isWithin(path, other)));
  const told = withoutEchoes(findings);
  return { written: parsed.success && told.length === 0 ? parsed.data : undefined, findings: told };
}

function issueFindingsOf(root: SourceNode, issues: readonly z.core.$ZodIssue[]): readonly Finding[] {
  if (issues.length === 0) return [];
  const cloud = clouds.find((id) => id === root.children.get('cloud')?.data);
  const schema = cloud === undefined ? writtenSchema : ofCloud(writtenSchema, cloud);
  return issues.flatMap((issue) => issueFindings({ root, schema, whole: writtenSchema }, issue));
}

/** One mistake a path, and what is misspelt, or in something that is wrong or missing, is not missing too. */
function withoutEchoes(findings: readonly Finding[]): readonly Finding[] {
  const misspelt = new Set(
    findings
      .filter(({ rule, nearest }) => rule === 'config/unknown-key' && nearest !== undefined)
      .map(({ path, nearest }) => formatPath([...parsePath(path).slice(0, -1), nearest ?? ''])),
  );
  const paths = new Set<string>();
  return findings.filter(({ rule, path }) => {
    if (paths.has(path)) return false;
    if (
      rule === 'config/missing' &&
      (misspelt.has(path) || [...paths].some((other) => isWithin(path, other)))
    )
      return false;
    return paths.add(path);
  });
}

function isWithin(path: string, other: string): boolean {
  return path === other || path.startsWith(`${other}.`) || path.startsWith(`${other}[`);
}
