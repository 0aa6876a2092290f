import { describe, expect, it } from 'vitest';
import type { Block } from '../../helpers/synth.ts';
import { production } from './infra-props.ts';
import { infra } from './rendered.ts';

const stack = infra(production);
const locks = Object.entries(stack.tree.resource?.azurerm_management_lock ?? {}) as [string, Block][];

describe('locks', () => {
  it('keep database, storage account and vault from being deleted', () => {
    expect(Object.fromEntries(locks.map(([id, { scope }]) => [id, scope]))).toEqual({
      locks_database: '${azurerm_postgresql_flexible_server.database.id}',
      locks_key_vault: '${azurerm_key_vault.key_vault.id}',
      locks_storage: '${azurerm_storage_account.storage.id}',
    });
    for (const [, { lock_level }] of locks) expect(lock_level).toBe('CanNotDelete');
  });

  it('come after everything on what they guard, so that a destroy takes them away first', () => {
    for (const [id, { depends_on }] of locks) {
      expect(depends_on, id).toEqual(
        expect.arrayContaining([
          'azurerm_role_assignment.key_vault_deployers_first_vault',
          'azurerm_private_endpoint.storage_endpoint',
          'azurerm_storage_container.storage_brainstore',
          'azurerm_postgresql_flexible_server_database.database_database',
        ]),
      );
    }
  });

  it('are lifted when somebody loses a role, which a lock would keep', () => {
    expect(stack.resource('terraform_data.locks_lifted_on').input).toEqual(production.deployers);
    for (const [id, { lifecycle }] of locks) {
      expect(lifecycle, id).toEqual({ replace_triggered_by: ['terraform_data.locks_lifted_on'] });
    }
  });
});
