import { describe, expect, it } from 'vitest';
import type { Block } from '../../helpers/synth.ts';
import { production, shapes, staging } from './infra-props.ts';
import { infra } from './rendered.ts';

const credential = (stack: ReturnType<typeof infra>, key: string) =>
  stack.resource(`azurerm_federated_identity_credential.pod_identity_federated_${key}`);

describe('the identity of pods', () => {
  it('is for the two service accounts of the namespace alone', () => {
    const stack = infra({ ...production, workload: { namespace: 'other' } });
    expect(Object.keys(stack.tree.resource?.azurerm_federated_identity_credential ?? {})).toHaveLength(2);
    for (const [key, account] of [
      ['api', 'braintrust-api'],
      ['brainstore', 'brainstore'],
    ] as const) {
      expect(credential(stack, key)).toMatchObject({
        audience: ['api://AzureADTokenExchange'],
        issuer: '${azurerm_kubernetes_cluster.cluster.oidc_issuer_url}',
        subject: `system:serviceaccount:other:${account}`,
        parent_id: '${azurerm_user_assigned_identity.pod_identity.id}',
      });
    }
  });

  it('takes its credentials one after the other', () => {
    expect(credential(infra(production), 'brainstore').depends_on).toContain(
      'azurerm_federated_identity_credential.pod_identity_federated_api',
    );
  });

  it('is there for a cluster that is brought along, of its issuer', () => {
    const props = shapes['existing cluster'] ?? staging;
    const { issuer } = credential(infra(props), 'api');
    expect(issuer).toBe(props.cluster.existing?.oidcIssuer);
  });

  it('reads five secrets and works with the objects, and may nothing else', () => {
    const roles = Object.values(infra(production).tree.resource?.azurerm_role_assignment ?? {}) as Block[];
    const own = roles.filter(
      ({ principal_id }) => principal_id === '${azurerm_user_assigned_identity.pod_identity.principal_id}',
    );
    const scopes = (role: string) =>
      own.filter(({ role_definition_name }) => role_definition_name === role).map(({ scope }) => scope);
    expect(scopes('Storage Blob Data Contributor')).toEqual(['${azurerm_storage_account.storage.id}']);
    const secrets = scopes('Key Vault Secrets User');
    expect(secrets).toHaveLength(5);
    // One secret each, never the vault, and never the bare password of the database.
    for (const scope of secrets) expect(scope).toMatch(/azurerm_key_vault_secret\./);
    expect(secrets.join()).not.toContain('database_password');
    expect(own).toHaveLength(6);
  });

  it('is told to the workload', () => {
    expect(infra(staging).tree.output).toMatchObject({
      workload_identity_client_id: { value: '${azurerm_user_assigned_identity.pod_identity.client_id}' },
    });
  });
});
