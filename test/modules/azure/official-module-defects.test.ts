/**
 * Known defects of https://github.com/braintrustdata/terraform-azure-braintrust-data-plane (v1.1.0), one test each: what went
 * wrong there must not go wrong here.
 */
import { describe, expect, it } from 'vitest';
import { azureNames } from '../../../modules/azure/naming.ts';
import { type Block, texts } from '../../helpers/synth.ts';
import { production, shapes, staging } from './infra-props.ts';
import { infra } from './rendered.ts';

const shape = (name: string) => infra(shapes[name] ?? staging);
const all = Object.entries(shapes).map(([name, props]) => ({ name, props, stack: infra(props) }));
const blocks = (stack: ReturnType<typeof infra>, type: string) =>
  Object.values(stack.tree.resource?.[type] ?? {}) as Block[];
const textsOf = (value: unknown) => [...texts(value)];
const database = 'azurerm_postgresql_flexible_server.database';
const cache = 'azurerm_managed_redis.cache';
const account = 'azurerm_storage_account.storage';

describe('defects of the official Azure module', () => {
  it('the cache is of a service that ends, of version 6', () => {
    for (const { name, stack } of all) {
      expect(stack.tree.resource, name).not.toHaveProperty('azurerm_redis_cache');
      expect(blocks(stack, 'azurerm_managed_redis'), name).toHaveLength(1);
    }
  });

  it('the key of the cache ends its own URL: it is base64, and not quoted', () => {
    const { value_wo } = shape('production').resource('azurerm_key_vault_secret.cache_connection_string');
    expect(value_wo).toMatch(/^rediss:\/\/:\$\{urlencode\(.*primary_access_key\)\}@/);
  });

  it('a new key of the cache reaches nobody', () => {
    const { value_wo_version } = shape('production').resource(
      'azurerm_key_vault_secret.cache_connection_string',
    );
    expect(value_wo_version).toContain('primary_access_key');
  });

  it('the zone of the cache shadows every other cache for the network', () => {
    for (const { name, stack } of all) {
      for (const { name: zone } of blocks(stack, 'azurerm_private_dns_zone')) {
        expect(zone, name).toMatch(/^privatelink\./);
      }
    }
  });

  it('the cache throws away nothing, or anything, when it is full', () => {
    expect(shape('staging').resource(cache)).toMatchObject({
      default_database: { eviction_policy: 'VolatileLRU' },
    });
  });

  it('whoever deploys may not write to the vault, and the first apply ends there', () => {
    for (const { name, stack } of all) {
      const roles = blocks(stack, 'azurerm_role_assignment').map((role) => role.role_definition_name);
      expect(roles, name).toContain('Key Vault Administrator');
      for (const secret of blocks(stack, 'azurerm_key_vault_secret')) {
        expect(secret.depends_on, name).toContain('terraform_data.key_vault_admitted');
      }
    }
  });

  it('a default name is the same for everybody in the world', () => {
    const [one, two] = ['a', 'b'].map((subscription) => azureNames(subscription, 'braintrust'));
    for (const name of ['keyVault', 'database', 'cache', 'storageAccount'] as const) {
      expect(one?.[name]).not.toBe(two?.[name]);
    }
  });

  it('a name with two dashes, or one of eighteen letters, is taken and then refused by Azure', () => {
    for (const name of ['b2--3', 'braintrust-prod-eu']) {
      const { keyVault, cache: redis } = azureNames(production.subscription, name);
      expect(keyVault).toMatch(/^(?=.{3,24}$)[a-z](-?[a-z0-9])+$/);
      expect(redis).not.toContain('--');
    }
  });

  it('two deployments cannot share a vault: the secrets have one name', () => {
    const { secrets } = azureNames(production.subscription, 'one');
    const others = Object.values(azureNames(production.subscription, 'two').secrets);
    for (const secret of Object.values(secrets)) expect(others).not.toContain(secret);
  });

  it('database, cache and storage do not wait for the right to use the key', () => {
    for (const { name, stack } of all) {
      for (const address of [database, cache, account, 'azurerm_disk_encryption_set.encryption_disks']) {
        expect(stack.resource(address).depends_on, `${name}: ${address}`).toContain(
          'terraform_data.encryption_granted',
        );
      }
    }
  });

  it('there is a key, an identity and a role for each service', () => {
    const stack = shape('production');
    expect(blocks(stack, 'azurerm_key_vault_key')).toHaveLength(1);
    expect(Object.keys(stack.tree.resource?.azurerm_user_assigned_identity ?? {})).toContain(
      'encryption_identity',
    );
  });

  it('the volume of the database can never grow, nor its tier rise', () => {
    for (const { name, props, stack } of all) {
      const server = stack.resource(database);
      expect(server, name).toMatchObject({
        storage_mb: props.database.storageGib * 1024,
        storage_tier: props.database.storageTier,
      });
      const { ignore_changes } = server.lifecycle as { ignore_changes: string[] };
      expect(
        ignore_changes.filter((path) => path.startsWith('storage')),
        name,
      ).toEqual([]);
    }
  });

  it('the standby of the database stands in the same zone', () => {
    expect(shape('production').resource(database).high_availability).toEqual({ mode: 'ZoneRedundant' });
  });

  it('PostgreSQL is of version 15 unless somebody thinks of it', () => {
    expect(shape('production').resource(database).version).toBe('17');
  });

  it('the provider restarts the database, or nobody does, by a flag in an example', () => {
    for (const { name, stack } of all) {
      expect(stack.tree.provider?.azurerm, name).toMatchObject([
        {
          features: [
            { postgresql_flexible_server: [{ restart_server_on_configuration_value_change: false }] },
          ],
        },
      ]);
    }
  });

  it('a plan registers resource providers', () => {
    for (const { name, stack } of all) {
      expect(stack.tree.provider?.azurerm, name).toMatchObject([{ resource_provider_registrations: 'none' }]);
    }
  });

  it('passwords, keys and the licence are in the state', () => {
    for (const { name, stack } of all) {
      expect(stack.tree.resource, name).not.toHaveProperty('random_password');
      expect(stack.resource(database), name).not.toHaveProperty('administrator_password');
      for (const secret of blocks(stack, 'azurerm_key_vault_secret')) {
        expect(secret, name).not.toHaveProperty('value');
      }
    }
  });

  it('a later licence key has no effect', () => {
    const renewed = { ...staging, secrets: { ...staging.secrets, licenseKeyRotation: 2 } };
    const secret = infra(renewed).resource('azurerm_key_vault_secret.secrets_license_key');
    expect(secret.value_wo_version).toBe(2);
    expect(secret).not.toHaveProperty('lifecycle');
  });

  it('nothing expires in the storage account', () => {
    for (const { name, stack } of all) {
      expect(blocks(stack, 'azurerm_storage_management_policy'), name).toHaveLength(1);
    }
    const prefixes = textsOf(shape('staging').tree.resource?.azurerm_storage_management_policy);
    for (const path of ['index/delete_ops', 'wal/delete_ops']) {
      expect(prefixes).toContain(`brainstore/brainstore/${path}/`);
    }
    expect(prefixes).toContain('responses/');
  });

  it('further origins cannot be named', () => {
    const { blob_properties } = shape('origins from anywhere').resource(account);
    expect(textsOf(blob_properties)).toEqual(expect.arrayContaining(['null', '*']));
  });

  it('vault and storage are open to the Internet, and cannot be closed', () => {
    expect(shape('production').resource(account).public_network_access_enabled).toBe(false);
    expect(shape('from some ranges only').resource(account).network_rules).toMatchObject({
      default_action: 'Deny',
    });
    expect(shape('from some ranges only').resource('azurerm_key_vault.key_vault').network_acls).toMatchObject(
      {
        default_action: 'Deny',
      },
    );
  });

  it('containers cannot be made from where the storage account is closed', () => {
    for (const { name, stack } of all) {
      for (const container of blocks(stack, 'azurerm_storage_container')) {
        expect(container, name).toHaveProperty('storage_account_id');
      }
      expect(stack.tree.provider?.azurerm, name).toMatchObject([
        { features: [{ storage: [{ data_plane_available: false }] }] },
      ]);
    }
  });

  it('security groups have no rules', () => {
    for (const group of blocks(shape('production'), 'azurerm_network_security_group')) {
      expect(group.security_rule).not.toEqual([]);
    }
  });

  it('a second data plane in a network cannot take the zone of the vault from the first', () => {
    const stack = shape('existing network with zones');
    expect(blocks(stack, 'azurerm_private_dns_zone')).toEqual([]);
    expect(textsOf(stack.resource('azurerm_private_endpoint.key_vault_endpoint')).join()).toContain(
      'privatelink.vaultcore.azure.net',
    );
  });

  it('nodes call out from an address that Azure may change', () => {
    for (const { name, props, stack } of all) {
      const made = props.network.existing === undefined ? 1 : 0;
      expect(blocks(stack, 'azurerm_nat_gateway'), name).toHaveLength(made);
      expect(blocks(stack, 'azurerm_public_ip'), name).toHaveLength(made);
    }
  });

  it('anybody with rights on the group can delete the data by a click', () => {
    for (const { name, stack } of all) {
      const scopes = blocks(stack, 'azurerm_management_lock').map(({ scope }) => scope);
      expect(scopes, name).toEqual(
        expect.arrayContaining([`\${${account}.id}`, '${azurerm_key_vault.key_vault.id}']),
      );
    }
  });
});
