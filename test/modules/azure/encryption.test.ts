import { describe, expect, it } from 'vitest';
import type { Block } from '../../helpers/synth.ts';
import { production, shapes, staging } from './infra-props.ts';
import { infra } from './rendered.ts';

const shape = (name: string) => infra(shapes[name] ?? staging);
const assignments = (props: typeof staging, of: string) =>
  Object.entries(infra(props).tree.resource?.azurerm_role_assignment ?? {})
    .filter(([address]) => address.startsWith(of))
    .map(([, block]) => block as Block);

describe('the key vault', () => {
  it('knows roles alone, and nothing in it can be purged', () => {
    expect(infra(staging).resource('azurerm_key_vault.key_vault')).toMatchObject({
      rbac_authorization_enabled: true,
      purge_protection_enabled: true,
      soft_delete_retention_days: 7,
      sku_name: 'standard',
      lifecycle: { prevent_destroy: true },
    });
  });

  it('is called from everywhere unless ranges say from where, and by services of Azure in any case', () => {
    const acls = (name: string) => shape(name).resource('azurerm_key_vault.key_vault').network_acls;
    expect(acls('staging')).toEqual({ default_action: 'Allow', bypass: 'AzureServices', ip_rules: [] });
    expect(acls('from some ranges only')).toEqual({
      default_action: 'Deny',
      bypass: 'AzureServices',
      ip_rules: ['192.0.2.0/24', '198.51.100.7/32', '203.0.113.6/31'],
    });
  });

  it('lets whoever deploys first write, and stays the same when another one does', () => {
    const [first, ...others] = assignments(staging, 'key_vault_deployers');
    expect(others).toEqual([]);
    expect(first).toEqual({
      scope: '${azurerm_key_vault.key_vault.id}',
      role_definition_name: 'Key Vault Administrator',
      principal_id: '${data.azurerm_client_config.key_vault_deployers_me.object_id}',
      lifecycle: { ignore_changes: ['principal_id'] },
    });
  });

  it('lets others write whom the configuration names, each once, and never by the role of the first', () => {
    const roles = assignments(shapes['several deployers'] ?? staging, 'key_vault_deployers');
    const pairs = roles.map(
      ({ principal_id, role_definition_name }) => `${principal_id} ${role_definition_name}`,
    );
    expect(new Set(pairs).size).toBe(pairs.length);
    expect(pairs).toHaveLength(5);
    const ofFirst = roles.filter(({ lifecycle }) => lifecycle !== undefined);
    const ofOthers = new Set(
      roles.filter(({ lifecycle }) => lifecycle === undefined).map((role) => role.role_definition_name),
    );
    expect(ofOthers).toEqual(new Set(['Key Vault Secrets Officer', 'Key Vault Crypto Officer']));
    for (const role of ofFirst) expect(ofOthers).not.toContain(role.role_definition_name);
  });

  it('is written to only when the rights have spread', () => {
    const stack = infra(production);
    const wait = stack.resource('terraform_data.key_vault_admitted');
    expect(wait.provisioner).toEqual([{ 'local-exec': { interpreter: ['sleep'], command: '120' } }]);
    expect(wait.depends_on).toEqual(
      expect.arrayContaining([
        'azurerm_role_assignment.key_vault_deployers_first_vault',
        'azurerm_private_endpoint.key_vault_endpoint',
      ]),
    );
    const written = ['azurerm_key_vault_key', 'azurerm_key_vault_secret'].flatMap(
      (type) => Object.values(stack.tree.resource?.[type] ?? {}) as Block[],
    );
    expect(written).toHaveLength(7);
    for (const { depends_on } of written) expect(depends_on).toContain('terraform_data.key_vault_admitted');
  });
});

describe('the key', () => {
  it('turns over by itself, and never ends', () => {
    expect(infra(staging).resource('azurerm_key_vault_key.encryption')).toMatchObject({
      key_type: 'RSA',
      key_size: 4096,
      key_opts: ['wrapKey', 'unwrapKey'],
      rotation_policy: { automatic: { time_after_creation: 'P90D' } },
      lifecycle: { prevent_destroy: true },
    });
  });

  it('opens to one identity, which may use this key and nothing else', () => {
    expect(assignments(staging, 'encryption')).toEqual([
      {
        scope: '${azurerm_key_vault_key.encryption.resource_versionless_id}',
        role_definition_name: 'Key Vault Crypto Service Encryption User',
        principal_id: '${azurerm_user_assigned_identity.encryption_identity.principal_id}',
        principal_type: 'ServicePrincipal',
        skip_service_principal_aad_check: true,
      },
    ]);
  });

  it('is for disks too, and follows each rotation', () => {
    expect(infra(staging).resource('azurerm_disk_encryption_set.encryption_disks')).toMatchObject({
      key_vault_key_id: '${azurerm_key_vault_key.encryption.versionless_id}',
      auto_key_rotation_enabled: true,
      depends_on: ['terraform_data.encryption_granted'],
    });
  });

  it('can be one that is there already', () => {
    const stack = shape('existing key');
    expect(stack.tree.resource).not.toHaveProperty('azurerm_key_vault_key');
    const url = 'https://acme.vault.azure.net/keys/data';
    expect(stack.resource('azurerm_disk_encryption_set.encryption_disks').key_vault_key_id).toBe(url);
    expect(stack.resource('azurerm_storage_account.storage').customer_managed_key).toMatchObject({
      key_vault_key_id: url,
    });
    expect(stack.resource('azurerm_postgresql_flexible_server.database').customer_managed_key).toMatchObject({
      key_vault_key_id: url,
    });
    expect(assignments(shapes['existing key'] ?? staging, 'encryption')).toMatchObject([
      { scope: expect.stringMatching(/acme-keys.*\/vaults\/acme\/keys\/data$/) },
    ]);
  });
});
