import { describe, expect, it } from 'vitest';
import type { Block } from '../../helpers/synth.ts';
import { production, shapes } from './infra-props.ts';
import { infra } from './rendered.ts';

describe('the Azure provider', () => {
  it('changes nothing by itself, and asks for no data that it may not see', () => {
    expect(infra(production).tree.provider?.azurerm).toEqual([
      {
        subscription_id: production.subscription,
        tenant_id: production.tenant,
        resource_provider_registrations: 'none',
        storage_use_azuread: true,
        features: [
          {
            key_vault: [
              {
                recover_soft_deleted_key_vaults: true,
                recover_soft_deleted_keys: true,
                recover_soft_deleted_secrets: true,
                purge_soft_delete_on_destroy: false,
                purge_soft_deleted_keys_on_destroy: false,
                purge_soft_deleted_secrets_on_destroy: false,
              },
            ],
            postgresql_flexible_server: [{ restart_server_on_configuration_value_change: false }],
            resource_group: [{ prevent_deletion_if_contains_resources: true }],
            storage: [{ data_plane_available: false }],
          },
        ],
      },
    ]);
  });

  it('is taken in the range that is asked for', () => {
    expect(infra(production).tree.terraform?.required_providers).toEqual({
      azurerm: { source: 'hashicorp/azurerm', version: '>= 4.55.0, < 5.0.0' },
      random: { source: 'hashicorp/random', version: '>= 3.7.2, < 4.0.0' },
    });
  });

  it('reads the token and nothing else of the cloud', () => {
    for (const [name, props] of Object.entries(shapes)) {
      expect(Object.keys(infra(props).tree.data ?? {}), name).toEqual(['azurerm_client_config']);
    }
  });
});

describe('tags', () => {
  it('are on everything that has any, ours among them', () => {
    const resources = Object.entries(infra(production).tree.resource ?? {})
      .filter(([type]) => type !== 'azurerm_key_vault_secret')
      .flatMap(([, blocks]) => Object.values(blocks as Readonly<Record<string, Block>>));
    const tagged = resources.filter(({ tags }) => tags !== undefined);
    expect(tagged.length).toBeGreaterThan(20);
    for (const { tags } of tagged) {
      expect(tags).toEqual({ team: 'platform', 'braintrust-deployment': 'braintrust' });
    }
  });
});

describe('the resource group', () => {
  it('is made and kept, or brought along', () => {
    expect(infra(production).resource('azurerm_resource_group.resource_group')).toMatchObject({
      name: 'braintrust-bt',
      location: 'eastus2',
      lifecycle: { prevent_destroy: true },
    });
    const existing = infra(shapes['existing resource group'] ?? production);
    expect(existing.tree.resource).not.toHaveProperty('azurerm_resource_group');
    expect(existing.resource('azurerm_virtual_network.network').resource_group_name).toBe('acme-data-plane');
  });
});
