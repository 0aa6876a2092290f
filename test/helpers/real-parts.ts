/**
 * The real parts that tests and `npm run quickstart` run against: terraform, its AWS provider in a mirror, and a Python
 * that has moto. All of them are searched for, at no fixed place.
 */
import { describe } from 'vitest';
import { findRealParts, nextSteps, type PartName, type RealParts } from './real-parts-search.ts';

export { findRealParts, type PartName, type RealParts } from './real-parts-search.ts';

/** Parts that are there for sure. */
export type Found<Name extends PartName> = RealParts & { readonly [K in Name]: string };

/**
 * The parts, when all that are named are there. Where one is missing: an error when `CI=true`, else `undefined` after a
 * loud notice with the next step.
 */
export function requireRealParts<Name extends PartName>(...names: readonly Name[]): Found<Name> | undefined {
  const parts = findRealParts();
  const missing = names.filter((name) => parts[name] === undefined);
  if (missing.length === 0) return parts as Found<Name>;
  const notice = missing.map((name) => `${name} was not found; next: ${nextSteps[name]}`).join('\n');
  if (process.env.CI === 'true')
    throw new Error(`real parts are missing, and CI=true allows no skip\n${notice}`);
  process.stderr.write(`\nNOT RUN: tests that need ${missing.join(', ')}\n${notice}\n\n`);
  return undefined;
}

/** A suite that needs real parts: runs with them, or is skipped loudly, or fails in CI. */
export function describeWithRealParts<Name extends PartName>(
  title: string,
  names: readonly Name[],
  body: (parts: Found<Name>) => void,
): void {
  const parts = requireRealParts(...names);
  if (parts === undefined) describe.skip(title, () => body({} as Found<Name>));
  else describe(title, () => body(parts));
}
