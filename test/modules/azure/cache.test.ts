import { describe, expect, it } from 'vitest';
import { production, shapes, staging } from './infra-props.ts';
import { infra } from './rendered.ts';

const address = 'azurerm_managed_redis.cache';

describe('the cache', () => {
  it('is reached by its private endpoint, over TLS and with a key', () => {
    expect(infra(production).resource(address)).toMatchObject({
      name: 'braintrust-redis-01973f',
      sku_name: 'Balanced_B5',
      high_availability_enabled: true,
      public_network_access: 'Disabled',
      default_database: {
        access_keys_authentication_enabled: true,
        client_protocol: 'Encrypted',
        clustering_policy: 'NoCluster',
        eviction_policy: 'VolatileLRU',
      },
      customer_managed_key: {
        key_vault_key_id: '${azurerm_disk_encryption_set.encryption_disks.key_vault_key_url}',
        user_assigned_identity_id: '${azurerm_user_assigned_identity.encryption_identity.id}',
      },
      depends_on: ['terraform_data.encryption_granted'],
    });
    expect(infra(staging).resource(address).high_availability_enabled).toBe(false);
  });

  it('is replaced in plain sight when its shards change, since its content goes', () => {
    const stack = infra(shapes['cache with shards'] ?? staging);
    expect(stack.resource(address)).toMatchObject({
      default_database: { clustering_policy: 'EnterpriseCluster' },
      lifecycle: { prevent_destroy: true, replace_triggered_by: ['terraform_data.cache_clustering'] },
    });
    expect(stack.resource('terraform_data.cache_clustering').input).toBe('EnterpriseCluster');
  });

  it('has its URL stored with the key quoted, and written anew with another key or host', () => {
    const stored = infra(production).resource('azurerm_key_vault_secret.cache_connection_string');
    const url =
      'rediss://:${urlencode(azurerm_managed_redis.cache.default_database[0].primary_access_key)}@${azurerm_managed_redis.cache.hostname}:10000';
    expect(stored).toMatchObject({
      name: 'braintrust-redis-connection-string',
      value_wo: url,
      value_wo_version: `\${1 + nonsensitive(parseint(substr(sha256("${url}"), 0, 7), 16))}`,
    });
  });
});
