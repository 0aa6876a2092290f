/**
 * Rules of a provider, recorded so that they hold where the provider is not at hand: each with arguments that the provider
 * refuses because of it, which suites in test/terraform feed to the real one.
 */
import type { Block } from './synth.ts';

export type Check =
  /** A text of this form and length. */
  | {
      readonly kind: 'text';
      readonly path: string;
      readonly form: RegExp;
      readonly min: number;
      readonly max: number;
    }
  | { readonly kind: 'one of'; readonly path: string; readonly values: readonly string[] }
  | { readonly kind: 'number'; readonly path: string; readonly min: number; readonly max: number }
  /** One of these at most. */
  | { readonly kind: 'not together'; readonly paths: readonly [string, ...string[]] }
  | { readonly kind: 'exactly one'; readonly paths: readonly [string, ...string[]] }
  /** Where the first is, the second has to be. */
  | { readonly kind: 'only with'; readonly paths: readonly [string, string] };

export interface ProviderRule {
  readonly id: string;
  readonly type: string;
  /** Below the folder of services in the provider's source. */
  readonly file: string;
  readonly check: Check;
  /** Laid over `accepted[type]`, it is refused for this rule alone. */
  readonly refused: Block;
  /** What the provider says then. */
  readonly says: RegExp;
}

/** What is recorded of one provider. */
export interface RecordedRules {
  /** Such as `google`. */
  readonly provider: string;
  /** That the rules were taken from. */
  readonly version: string;
  /** Address of the folder of services in the provider's source. */
  readonly source: string;
  /** The least that the provider's own block needs. */
  readonly configuration: unknown;
  /** The least that the provider accepts of each type. */
  readonly accepted: Readonly<Record<string, Block>>;
  readonly rules: readonly ProviderRule[];
}

/** No limit. */
export const most = Number.MAX_SAFE_INTEGER;

const expectedOneOf = /expected .+ to be one of/;
const outOfRange = /expected .+ to be in the range|expected .+ to be at least/;

/** One of some words. */
export function oneOf(
  id: string,
  type: string,
  file: string,
  path: string,
  values: readonly string[],
  refused: Block,
): ProviderRule {
  return { id, type, file, check: { kind: 'one of', path, values }, refused, says: expectedOneOf };
}

/** A number within limits. */
export function number(
  id: string,
  type: string,
  file: string,
  path: string,
  [min, max]: readonly [number, number],
  refused: Block,
): ProviderRule {
  return { id, type, file, check: { kind: 'number', path, min, max }, refused, says: outOfRange };
}

/** What of a block breaks a rule. */
export function breaches(check: Check, block: Block): readonly unknown[] {
  switch (check.kind) {
    case 'text':
      return valuesAt(block, check.path)
        .filter((value) => !isReference(value))
        .map((value) => String(value).replaceAll(/\$\{[^}]*\}/g, 'abcdef'))
        .filter((text) => !check.form.test(text) || text.length < check.min || text.length > check.max);
    case 'one of':
      return valuesAt(block, check.path).filter((value) => !check.values.includes(String(value)));
    case 'number':
      return valuesAt(block, check.path).filter(
        (value) => Number(value) < check.min || Number(value) > check.max,
      );
    case 'not together':
      return present(block, check.paths).length > 1 ? [check.paths] : [];
    case 'exactly one':
      return !isThere(block, parentOf(check.paths[0])) || present(block, check.paths).length === 1
        ? []
        : [check.paths];
    case 'only with':
      return present(block, check.paths).join() === check.paths[0] ? [check.paths] : [];
  }
}

/** What a rule looks at. */
export function pathsOf(check: Check): readonly string[] {
  return 'path' in check ? [check.path] : check.paths;
}

/** The block that holds what is at a path; empty for the resource itself. */
function parentOf(path: string): string {
  return path.split('.').slice(0, -1).join('.');
}

function isThere(block: Block, path: string): boolean {
  return path === '' || valuesAt(block, path).length > 0;
}

function present(block: Block, paths: readonly string[]): readonly string[] {
  return paths.filter((path) => valuesAt(block, path).length > 0);
}

/** Nothing but a reference: only the provider knows. */
function isReference(value: unknown): boolean {
  return typeof value === 'string' && /^\$\{.*\}$/s.test(value);
}

/** What is at a path; blocks that may be repeated are lists, or a single one. */
export function valuesAt(block: unknown, path: string): readonly unknown[] {
  const values = path
    .split('.')
    .reduce<readonly unknown[]>(
      (found, key) => found.flatMap((value) => [(value as Block | undefined)?.[key]].flat()),
      [block],
    );
  return values.filter((value) => value !== undefined);
}
