/** Each recorded rule of the Google provider before the provider itself: what is recorded as refused is refused, for that rule. */
import { expect, it } from 'vitest';
import { describeWithGoogleMirror } from '../helpers/google-mirror.ts';
import type { Block } from '../helpers/synth.ts';
import { terraformFolder } from '../helpers/terraform-folder.ts';
import { accepted, providerRules, providerVersion } from '../modules/gcp/provider-rules.ts';

interface Diagnostic {
  readonly severity: string;
  readonly address?: string;
  readonly summary: string;
  readonly detail?: string;
}

describeWithGoogleMirror('the real Google provider', ['google'], (parts) => {
  it('accepts what the refusals are made from', () => {
    const all = Object.entries(accepted).map(([type, block]) => [type, 'accepted', block] as const);
    expect(judge(all).map(textOf)).toEqual([]);
  });

  it('refuses each for the rule that is recorded', () => {
    const found = judge(
      providerRules.map(({ id, type, refused }) => [type, id, { ...accepted[type], ...refused }]),
    );
    for (const { id, type, says } of providerRules) {
      const texts = found.filter(({ address }) => address === `${type}.${id}`).map(textOf);
      expect(texts.join('\n'), id).toMatch(says);
    }
    const known = new Set(providerRules.map(({ id, type }) => `${type}.${id}`));
    expect(found.filter(({ address }) => !known.has(address ?? '')).map(textOf)).toEqual([]);
  });

  it('is of the version that the rules were taken from, or a later one', () => {
    const version = parts.versions.google ?? '';
    expect(version.localeCompare(providerVersion, 'en', { numeric: true })).toBeGreaterThanOrEqual(0);
  });

  function judge(
    blocks: readonly (readonly [type: string, name: string, block: Block])[],
  ): readonly Diagnostic[] {
    const resource: Record<string, Record<string, Block>> = {};
    for (const [type, name, block] of blocks) resource[type] = { ...resource[type], [name]: block };
    const terraform = { required_providers: { google: { source: 'hashicorp/google' } } };
    using folder = terraformFolder(parts, {
      'main.tf.json': JSON.stringify({ terraform, provider: { google: { project: 'p' } }, resource }),
    });
    folder.terraform('init', '-input=false', '-backend=false');
    const { diagnostics } = JSON.parse(verdict(() => folder.terraform('validate', '-json')));
    return (diagnostics as Diagnostic[]).filter(({ severity }) => severity === 'error');
  }
});

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
