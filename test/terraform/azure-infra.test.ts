/** The infrastructure of Azure as the real provider plans it, in every shape, with nothing behind it but a token. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type AzureParts, describeWithAzureMirror } from '../helpers/azure-mirror.ts';
import { azureLogin } from '../helpers/azure-token.ts';
import type { Synthesized } from '../helpers/synth.ts';
import { terraformFolder } from '../helpers/terraform-folder.ts';
import { production, shapes } from '../modules/azure/infra-props.ts';
import { infra } from '../modules/azure/rendered.ts';

interface Change {
  readonly address: string;
  readonly mode: string;
  readonly change: { readonly actions: readonly string[]; readonly after: Record<string, unknown> };
}

const licenceKey = 'licence-key-of-the-test';

describeWithAzureMirror('the real Azure provider', ['azurerm', 'random'], (parts) => {
  it.each(Object.entries(shapes))('plans everything anew, and nothing else: %s', async (_, props) => {
    const stack = infra(props);
    const { changes, text, asked } = await plan(parts, stack);
    const managed = changes.filter(({ mode }) => mode === 'managed');
    expect(managed.map(({ address }) => address).sort()).toEqual(stack.addresses);
    expect(new Set(managed.flatMap(({ change }) => change.actions))).toEqual(new Set(['create']));
    expect(asked).toEqual([]);
    expect(text).not.toContain(licenceKey);
  });

  it('puts the tags on what carries them, as they are written', async () => {
    const { changes } = await plan(parts, infra({ ...production, tags: { 'cost-center': 'a 1' } }));
    // A secret has only fifteen, and they are ours.
    const tags = changes
      .filter(({ address }) => !address.startsWith('azurerm_key_vault_secret.'))
      .map(({ address, change }) => [address, change.after?.tags as Record<string, string> | undefined])
      .filter(([, found]) => found !== undefined);
    expect(tags.length).toBeGreaterThan(15);
    for (const [address, found] of tags) {
      expect(found, String(address)).toMatchObject({
        'cost-center': 'a 1',
        'braintrust-deployment': production.name,
      });
    }
  });
});

async function plan(
  parts: AzureParts,
  stack: Synthesized,
): Promise<{
  readonly changes: readonly Change[];
  readonly text: string;
  readonly asked: readonly string[];
}> {
  const keys = mkdtempSync(join(tmpdir(), 'bt-azure-'));
  await using login = await azureLogin(keys);
  using folder = terraformFolder(
    parts,
    {
      'main.tf.json': stack.json,
      'terraform.tfvars.json':
        'license_key' in (stack.tree.variable ?? {}) ? JSON.stringify({ license_key: licenceKey }) : '{}',
    },
    login.env,
  );
  await folder.terraformBeside('init', '-input=false');
  await folder.terraformBeside('validate');
  await folder.terraformBeside('plan', '-input=false', '-out=plan', '-no-color');
  const text = await folder.terraformBeside('show', '-json', 'plan');
  rmSync(keys, { recursive: true });
  return { changes: JSON.parse(text).resource_changes, text, asked: login.asked };
}
