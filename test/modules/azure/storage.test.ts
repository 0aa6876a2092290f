import { describe, expect, it } from 'vitest';
import type { Block } from '../../helpers/synth.ts';
import { shapes, staging } from './infra-props.ts';
import { infra } from './rendered.ts';

const address = 'azurerm_storage_account.storage';
const shape = (name: string) => infra(shapes[name] ?? staging).resource(address);
const expiry = (props: typeof staging) =>
  infra(props).resource('azurerm_storage_management_policy.storage_expiry').rule as Block[];

describe('the storage account', () => {
  it('opens to identities alone, over TLS', () => {
    expect(infra(staging).resource(address)).toMatchObject({
      shared_access_key_enabled: false,
      default_to_oauth_authentication: true,
      local_user_enabled: false,
      allow_nested_items_to_be_public: false,
      cross_tenant_replication_enabled: false,
      https_traffic_only_enabled: true,
      min_tls_version: 'TLS1_2',
      lifecycle: { prevent_destroy: true },
    });
  });

  it('is on SSDs in three zones, or on disks in one', () => {
    expect(shape('production')).toMatchObject({
      account_kind: 'BlockBlobStorage',
      account_tier: 'Premium',
      account_replication_type: 'ZRS',
    });
    expect(shape('staging')).toMatchObject({
      account_kind: 'StorageV2',
      account_tier: 'Standard',
      account_replication_type: 'LRS',
    });
  });

  it('is closed to the Internet unless somebody opens it, to all or to some', () => {
    expect(shape('production')).toMatchObject({
      public_network_access_enabled: false,
      network_rules: { default_action: 'Deny', bypass: ['AzureServices'], ip_rules: [] },
    });
    expect(shape('origins from anywhere')).toMatchObject({
      public_network_access_enabled: true,
      network_rules: { default_action: 'Allow', bypass: ['AzureServices', 'Metrics'] },
    });
    expect(shape('from some ranges only')).toMatchObject({
      public_network_access_enabled: true,
      network_rules: {
        default_action: 'Deny',
        ip_rules: ['192.0.2.0/24', '198.51.100.7', '203.0.113.6', '203.0.113.7'],
      },
    });
  });

  it('is encrypted with the key, once that may be used', () => {
    expect(shape('production')).toMatchObject({
      customer_managed_key: { key_vault_key_id: '${azurerm_key_vault_key.encryption.versionless_id}' },
      depends_on: ['terraform_data.encryption_granted'],
    });
  });

  it('answers browsers of the Braintrust UI and of further origins', () => {
    const cors = (shape('origins from anywhere').blob_properties as Block).cors_rule;
    expect(cors).toEqual([
      {
        allowed_origins: [
          'https://braintrust.dev',
          'https://*.braintrust.dev',
          'https://*.preview.braintrust.dev',
          'null',
          '*',
        ],
        allowed_methods: ['PUT', 'GET', 'HEAD'],
        allowed_headers: ['*'],
        exposed_headers: ['*'],
        max_age_in_seconds: 3600,
      },
    ]);
  });

  it('has three private containers, made through the management API', () => {
    const made = Object.values(infra(staging).tree.resource?.azurerm_storage_container ?? {}) as Block[];
    expect(made.map(({ name }) => name)).toEqual(['brainstore', 'code-bundles', 'responses']);
    for (const container of made) {
      expect(container).toMatchObject({
        storage_account_id: '${azurerm_storage_account.storage.id}',
        container_access_type: 'private',
        lifecycle: { prevent_destroy: true },
      });
      expect(container).not.toHaveProperty('storage_account_name');
    }
  });

  it('brings back what was replaced or deleted', () => {
    expect(shape('staging').blob_properties).toMatchObject({
      versioning_enabled: true,
      delete_retention_policy: { days: 7 },
      container_delete_retention_policy: { days: 7 },
    });
  });

  it('tells the services where it is, without a key', () => {
    expect(infra(staging).resource('azurerm_key_vault_secret.storage_connection_string')).toMatchObject({
      name: 'braintrust-azure-storage-connection-string',
      value_wo: 'BlobEndpoint=${azurerm_storage_account.storage.primary_blob_endpoint};',
    });
  });
});

describe('what goes by itself', () => {
  const actions = (prefix: string) =>
    expiry({ ...staging, storage: { ...staging.storage, retentionDays: 30 } })
      .filter(({ filters }) => ((filters as Block).prefix_match as string[]).includes(prefix))
      .map((rule) => rule.actions);

  it.each(['brainstore/brainstore/index/delete_ops/', 'brainstore/brainstore/wal/delete_ops/'])(
    'is what Brainstore counts on to go: %s',
    (prefix) => {
      expect(actions(prefix)).toEqual([
        { base_blob: { delete_after_days_since_modification_greater_than: 30 } },
      ]);
    },
  );

  it.each(['brainstore/', 'code-bundles/'])('are old versions in %s, and nothing that is good', (prefix) => {
    expect(actions(prefix)).toEqual([{ version: { delete_after_days_since_creation: 30 } }]);
  });

  it('are responses and the response cache after a day', () => {
    expect(actions('responses/')).toEqual([
      {
        base_blob: { delete_after_days_since_modification_greater_than: 1 },
        version: { delete_after_days_since_creation: 1 },
      },
    ]);
  });
});
