/** The infrastructure of Google Cloud as the real provider plans it, in every shape, without a network or an account. */
import { expect, it } from 'vitest';
import { describeWithGoogleMirror, type GoogleParts } from '../helpers/google-mirror.ts';
import type { Synthesized } from '../helpers/synth.ts';
import { terraformFolder } from '../helpers/terraform-folder.ts';
import { production, shapes } from '../modules/gcp/infra-props.ts';
import { infra } from '../modules/gcp/rendered.ts';

interface Change {
  readonly address: string;
  readonly mode: string;
  readonly change: { readonly actions: readonly string[]; readonly after: Record<string, unknown> };
}

const licenceKey = 'licence-key-of-the-test';

describeWithGoogleMirror('the real Google provider', ['google', 'random'], (parts) => {
  it.each(Object.entries(shapes))('plans everything anew, and nothing else: %s', (_, props) => {
    const stack = infra(props);
    const { changes, text } = plan(parts, stack);
    const managed = changes.filter(({ mode }) => mode === 'managed');
    expect(managed.map(({ address }) => address).sort()).toEqual(stack.addresses);
    expect(new Set(managed.flatMap(({ change }) => change.actions))).toEqual(new Set(['create']));
    // What is looked up waits for the apply, so that a first plan needs no credentials that work.
    const lookedUp = changes.filter(({ mode }) => mode === 'data').map(({ change }) => change.actions);
    expect(lookedUp).toEqual([['read'], ['read']]);
    expect(text).not.toContain(licenceKey);
  });

  it('protects what holds data, until one override lifts it from all', () => {
    const protections = (override?: string) => {
      const after = new Map(
        plan(parts, infra(production), override).changes.map(({ address, change }) => [
          address,
          change.after,
        ]),
      );
      const of = (address: string): Record<string, unknown> => after.get(address) ?? {};
      const database = of('google_sql_database_instance.database');
      return {
        database: database.deletion_protection,
        cloudSql: (database.settings as Record<string, unknown>[])[0]?.deletion_protection_enabled,
        cluster: of('google_container_cluster.cluster').deletion_protection,
        bucket: of('google_storage_bucket.storage_brainstore').force_destroy,
      };
    };
    expect(protections()).toEqual({ database: true, cloudSql: true, cluster: true, bucket: false });
    const lift = JSON.stringify({ locals: { deletion_protection: false, force_destroy: true } });
    expect(protections(lift)).toEqual({ database: false, cloudSql: false, cluster: false, bucket: true });
  });

  it('puts the labels on what carries them, as they are written', () => {
    const { changes } = plan(parts, infra({ ...production, labels: { 'cost-center': 'a_1' } }));
    const labels = changes
      .map(({ address, change }) => [
        address,
        change.after?.effective_labels as Record<string, string> | undefined,
      ])
      .filter(([, found]) => found !== undefined);
    expect(labels.length).toBeGreaterThan(10);
    for (const [address, found] of labels) {
      expect(found, String(address)).toMatchObject({
        'cost-center': 'a_1',
        'braintrust-deployment': 'braintrust',
      });
    }
  });
});

function plan(
  parts: GoogleParts,
  stack: Synthesized,
  override?: string,
): { readonly changes: readonly Change[]; readonly text: string } {
  using folder = terraformFolder(parts, {
    'main.tf.json': stack.json,
    'terraform.tfvars.json':
      'license_key' in (stack.tree.variable ?? {}) ? JSON.stringify({ license_key: licenceKey }) : '{}',
    'token_override.tf.json': JSON.stringify({ provider: { google: { access_token: 'fake' } } }),
    ...(override === undefined ? {} : { 'lift_override.tf.json': override }),
  });
  folder.terraform('init', '-input=false');
  folder.terraform('plan', '-input=false', '-out=plan', '-no-color');
  const text = folder.terraform('show', '-json', 'plan');
  return { changes: JSON.parse(text).resource_changes, text };
}
