/** The rendered stacks before the rules of the Google provider, also where that is not at hand. */
import { describe, expect, it } from 'vitest';
import type { Block } from '../../helpers/synth.ts';
import { shapes } from './infra-props.ts';
import { accepted, type Check, type ProviderRule, providerRules, sourceOf } from './provider-rules.ts';
import { infra } from './rendered.ts';

const stacks = Object.entries(shapes).map(([name, props]) => ({ name, stack: infra(props) }));

describe('rules of the Google provider', () => {
  it.each(providerRules.map((rule) => [rule.id, rule] as const))('are kept by every shape: %s', (_, rule) => {
    const found = stacks.flatMap(({ name, stack }) => {
      const blocks = Object.entries(stack.tree.resource?.[rule.type] ?? {}) as [string, Block][];
      return blocks.flatMap(([address, block]) =>
        breaches(rule.check, block).map((what) => `${name}: ${address}: ${what}`),
      );
    });
    expect(found, sourceOf(rule)).toEqual([]);
  });

  it.each(providerRules.map((rule) => [rule.id, rule] as const))('tell what breaks them: %s', (_, rule) => {
    expect(breaches(rule.check, accepted[rule.type] ?? {})).toEqual([]);
    expect(breaches(rule.check, { ...accepted[rule.type], ...rule.refused })).not.toEqual([]);
  });

  it('are about what our stacks have', () => {
    const idle = (rule: ProviderRule) =>
      !stacks.some(({ stack }) =>
        Object.values(stack.tree.resource?.[rule.type] ?? {}).some((block) =>
          pathsOf(rule.check).some((path) => valuesAt(block, path).length > 0),
        ),
      );
    expect(providerRules.filter(idle).map(({ id }) => id)).toEqual([]);
  });
});

function breaches(check: Check, block: Block): readonly unknown[] {
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

function pathsOf(check: Check): readonly string[] {
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
function valuesAt(block: unknown, path: string): readonly unknown[] {
  const values = path
    .split('.')
    .reduce<readonly unknown[]>(
      (found, key) => found.flatMap((value) => [(value as Block | undefined)?.[key]].flat()),
      [block],
    );
  return values.filter((value) => value !== undefined);
}
