/** The two sides of a recorded rule: our stacks keep it, and the real provider has it. */
import { describe, expect, it } from 'vitest';
import type { ProviderParts } from './provider-mirror.ts';
import { breaches, type ProviderRule, pathsOf, type RecordedRules, valuesAt } from './provider-rules.ts';
import type { Block, Synthesized } from './synth.ts';
import { terraformFolder } from './terraform-folder.ts';

interface Diagnostic {
  readonly severity: string;
  readonly address?: string;
  readonly summary: string;
  readonly detail?: string;
}

/** The rendered stacks before the rules, also where the provider is not at hand. */
export function describeRecordedRules(
  title: string,
  { rules, accepted, source }: RecordedRules,
  stacks: readonly { readonly name: string; readonly stack: Synthesized }[],
): void {
  const each = rules.map((rule) => [rule.id, rule] as const);

  describe(title, () => {
    it.each(each)('are kept by every shape: %s', (_, rule) => {
      const found = stacks.flatMap(({ name, stack }) => {
        const blocks = Object.entries(stack.tree.resource?.[rule.type] ?? {}) as [string, Block][];
        return blocks.flatMap(([address, block]) =>
          breaches(rule.check, block).map((what) => `${name}: ${address}: ${what}`),
        );
      });
      expect(found, `${source}/${rule.file}`).toEqual([]);
    });

    it.each(each)('tell what breaks them: %s', (_, rule) => {
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
      expect(rules.filter(idle).map(({ id }) => id)).toEqual([]);
    });
  });
}

/** The tests of a suite that has the real provider. */
export function judgeRecordedRules(parts: ProviderParts<string>, recorded: RecordedRules): void {
  const { provider, rules, accepted } = recorded;

  it('accepts what the refusals are made from', () => {
    const all = Object.entries(accepted).map(([type, block]) => [type, 'accepted', block] as const);
    expect(judge(all).map(textOf)).toEqual([]);
  });

  it('refuses each for the rule that is recorded', () => {
    const found = judge(rules.map(({ id, type, refused }) => [type, id, { ...accepted[type], ...refused }]));
    const texts = ({ id, type }: ProviderRule) =>
      found.filter(({ address }) => address === `${type}.${id}`).map(textOf);
    const otherwise = rules.filter((rule) => !rule.says.test(texts(rule).join('\n')));
    expect(otherwise.map((rule) => [rule.id, rule.says, texts(rule)])).toEqual([]);
    const known = new Set(rules.map(({ id, type }) => `${type}.${id}`));
    expect(found.filter(({ address }) => !known.has(address ?? '')).map(textOf)).toEqual([]);
  });

  it('is of the version that the rules were taken from, or a later one', () => {
    const version = parts.versions[provider] ?? '';
    expect(version.localeCompare(recorded.version, 'en', { numeric: true })).toBeGreaterThanOrEqual(0);
  });

  function judge(
    blocks: readonly (readonly [type: string, name: string, block: Block])[],
  ): readonly Diagnostic[] {
    const resource: Record<string, Record<string, Block>> = {};
    for (const [type, name, block] of blocks) resource[type] = { ...resource[type], [name]: block };
    const terraform = { required_providers: { [provider]: { source: `hashicorp/${provider}` } } };
    using folder = terraformFolder(parts, {
      'main.tf.json': JSON.stringify({
        terraform,
        provider: { [provider]: recorded.configuration },
        resource,
      }),
    });
    folder.terraform('init', '-input=false', '-backend=false');
    const { diagnostics } = JSON.parse(verdict(() => folder.terraform('validate', '-json')));
    return (diagnostics as Diagnostic[]).filter(({ severity }) => severity === 'error');
  }
}

/** `validate` says what is wrong on its standard output, and exits with 1. */
function verdict(run: () => string): string {
  try {
    return run();
  } catch (error) {
    return String((error as { stdout?: unknown }).stdout);
  }
}

function textOf({ address, summary, detail }: Diagnostic): string {
  return `${address}: ${summary} ${detail ?? ''}`;
}
