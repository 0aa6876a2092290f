import { describe, expect, it } from 'vitest';
import { revisionOf, StoredSecret } from '../../../modules/azure/stored-secret.ts';
import { DataResource } from '../../../modules/core/cdktf.ts';
import { type Block, synth } from '../../helpers/synth.ts';
import { production, shapes, staging } from './infra-props.ts';
import { infra } from './rendered.ts';

const secrets = (props: typeof staging) =>
  Object.values(infra(props).tree.resource?.azurerm_key_vault_secret ?? {}) as Block[];

/** Every text that takes something ephemeral, with the argument that it is in. */
function ephemeralTexts(value: unknown, key = ''): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return /\$\{.*\b(ephemeral|var)\./.test(value) ? [[key, value]] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([own, item]) =>
    ephemeralTexts(item, Array.isArray(value) ? key : own),
  );
}

describe('secrets', () => {
  it('are those that the chart of the services fetches from the vault', () => {
    expect(secrets(staging).map(({ name }) => name)).toEqual([
      'braintrust-redis-connection-string',
      'braintrust-postgres-connection-string',
      'braintrust-postgres-password',
      'braintrust-function-secret-key',
      'braintrust-brainstore-license-key',
      'braintrust-azure-storage-connection-string',
    ]);
  });

  it('have values that reach neither plan nor state', () => {
    for (const [name, props] of Object.entries(shapes)) {
      for (const secret of secrets(props)) {
        expect(secret, name).not.toHaveProperty('value');
        expect(secret, name).toHaveProperty('value_wo');
        expect(secret, name).toHaveProperty('value_wo_version');
      }
      const resources = infra(props).tree.resource ?? {};
      for (const [key, text] of ephemeralTexts(resources)) expect(key, `${name}: ${text}`).toMatch(/_wo$/);
    }
  });

  it('carry our tag alone, since they take fifteen', () => {
    for (const { tags } of secrets(production))
      expect(tags).toEqual({ 'braintrust-deployment': 'braintrust' });
  });

  it('encrypt functions with one key for ever', () => {
    expect(infra(production).resource('azurerm_key_vault_secret.secrets_function_secret_key')).toMatchObject({
      value_wo: '${ephemeral.random_password.secrets_function_secret_key_text.result}',
      value_wo_version: 1,
      lifecycle: { prevent_destroy: true },
    });
  });
});

describe('the licence key', () => {
  it('comes in by a variable', () => {
    const stack = infra(staging);
    expect(stack.tree.variable).toEqual({
      license_key: {
        type: 'string',
        description: 'Brainstore licence key',
        ephemeral: true,
        sensitive: true,
      },
    });
    expect(stack.resource('azurerm_key_vault_secret.secrets_license_key')).toMatchObject({
      value_wo: '${var.license_key}',
      value_wo_version: 1,
    });
  });

  it('is copied from an existing secret, which no first plan asks for', () => {
    const stack = infra(shapes['existing licence key'] ?? staging);
    expect(stack.tree.variable).toBeUndefined();
    const read = stack.tree.ephemeral?.azurerm_key_vault_secret as Readonly<Record<string, Block>>;
    expect(read.secrets_existing_license_key).toEqual({
      name: 'licence${substr(terraform_data.key_vault_admitted.id, 0, 0)}',
      key_vault_id: expect.stringMatching(/acme-keys.*\/vaults\/acme$/),
    });
    expect(stack.resource('azurerm_key_vault_secret.secrets_license_key').value_wo).toBe(
      '${ephemeral.azurerm_key_vault_secret.secrets_existing_license_key.value}',
    );
  });
});

describe('the revision of secrets', () => {
  it('changes with each of them', () => {
    synth((stack) => {
      const vault = { id: 'v', name: 'v', admitted: new DataResource(stack, 'admitted', {}) };
      const made = ['a', 'b'].map(
        (name) =>
          new StoredSecret(stack, name, { vault, deployment: 'd', name, value: '${var.x}', rotation: 1 }),
      );
      expect(revisionOf(made)).toBe(
        '${substr(sha256(join(",", [azurerm_key_vault_secret.a.value_wo_version, azurerm_key_vault_secret.b.value_wo_version])), 0, 12)}',
      );
    });
  });
});
