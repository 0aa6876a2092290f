import { describe, expect, it } from 'vitest';
import { databaseParameters } from '../../../modules/azure/database-parameters.ts';
import type { Block } from '../../helpers/synth.ts';
import { production, staging } from './infra-props.ts';
import { infra } from './rendered.ts';

const address = 'azurerm_postgresql_flexible_server.database';
const parameters = (props: typeof staging) =>
  Object.entries(infra(props).tree.resource?.azurerm_postgresql_flexible_server_configuration ?? {}) as [
    string,
    Block,
  ][];

describe('the database', () => {
  it('is reached by its private endpoint alone, and kept', () => {
    expect(infra(production).resource(address)).toMatchObject({
      name: 'braintrust-pg-01973f',
      version: '17',
      sku_name: 'MO_Standard_E16ds_v5',
      public_network_access_enabled: false,
      administrator_login: 'postgres',
      backup_retention_days: 14,
      geo_redundant_backup_enabled: false,
      maintenance_window: { day_of_week: 1, start_hour: 8, start_minute: 0 },
    });
    expect(infra(production).resource(address).lifecycle).toMatchObject({ prevent_destroy: true });
    expect(
      infra(production).resource('azurerm_postgresql_flexible_server_database.database_database'),
    ).toMatchObject({
      name: 'braintrust',
      charset: 'UTF8',
      collation: 'en_US.utf8',
      lifecycle: { prevent_destroy: true },
    });
  });

  it('is encrypted with the key, once that may be used', () => {
    expect(infra(production).resource(address)).toMatchObject({
      customer_managed_key: {
        key_vault_key_id: '${azurerm_key_vault_key.encryption.versionless_id}',
        primary_user_assigned_identity_id: '${azurerm_user_assigned_identity.encryption_identity.id}',
      },
      identity: { type: 'UserAssigned' },
      depends_on: ['terraform_data.encryption_granted'],
    });
  });

  it('has the volume and the tier that are asked for, and grows when it is full', () => {
    expect(infra(production).resource(address)).toMatchObject({
      storage_mb: 8388608,
      storage_tier: 'P60',
      auto_grow_enabled: true,
    });
  });

  it('has a standby in another zone where it is asked for, and takes no notice of a failover', () => {
    expect(infra(production).resource(address)).toMatchObject({
      high_availability: { mode: 'ZoneRedundant' },
      lifecycle: { ignore_changes: ['zone', 'high_availability[0].standby_availability_zone'] },
    });
    expect(infra(staging).resource(address)).not.toHaveProperty('high_availability');
    expect(infra(staging).resource(address).lifecycle).toMatchObject({ ignore_changes: ['zone'] });
  });

  it('has its parameters set one after the other, after its database', () => {
    const set = parameters(staging);
    expect(set.map(([, { name, value }]) => [name, value]).sort()).toEqual(
      databaseParameters.map(({ name, value }) => [name, value]).sort(),
    );
    const order = ['azurerm_postgresql_flexible_server_database.database_database'];
    for (const { id } of databaseParameters) {
      const own = `azurerm_postgresql_flexible_server_configuration.database_parameter_${id}`;
      expect(infra(staging).resource(own).depends_on).toEqual(order.slice(-1));
      order.push(own);
    }
  });
});

describe('the password of the database', () => {
  const stack = infra(production);
  const stored = 'ephemeral.azurerm_key_vault_secret.database_password_stored.value';

  it('is a random text that goes to the vault alone', () => {
    expect(stack.resource('azurerm_key_vault_secret.database_password')).toMatchObject({
      value_wo: '${ephemeral.random_password.database_password_text.result}',
      value_wo_version: 1,
    });
    const uses = stack.json.match(/random_password\.database_password_text\.result/g);
    expect(uses).toHaveLength(1);
  });

  it('is read back from there by everything that needs it, so that there are never two', () => {
    expect(stack.tree.ephemeral).toMatchObject({
      azurerm_key_vault_secret: {
        database_password_stored: {
          name: '${basename(azurerm_key_vault_secret.database_password.resource_versionless_id)}',
          key_vault_id: '${azurerm_key_vault.key_vault.id}',
        },
      },
    });
    expect(stack.resource(address)).toMatchObject({
      administrator_password_wo: `\${${stored}}`,
      administrator_password_wo_version: 1,
    });
    expect(stack.resource('azurerm_key_vault_secret.database_connection_string')).toMatchObject({
      value_wo: `postgres://postgres:\${${stored}}@\${azurerm_postgresql_flexible_server.database.fqdn}:5432/braintrust?sslmode=require`,
      value_wo_version: 1,
    });
  });

  it('is stored before it is set, and set before the connection string changes', () => {
    expect(stack.resource('azurerm_key_vault_secret.database_connection_string').depends_on).toContain(
      address,
    );
  });

  it('turns over everywhere at once', () => {
    const rotated = infra({ ...production, secrets: { ...production.secrets, databaseRotation: 2 } });
    expect(rotated.resource('azurerm_key_vault_secret.database_password').value_wo_version).toBe(2);
    expect(rotated.resource('azurerm_key_vault_secret.database_connection_string').value_wo_version).toBe(2);
    expect(rotated.resource(address).administrator_password_wo_version).toBe(2);
  });
});
