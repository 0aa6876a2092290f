import { describe, expect, it } from 'vitest';
import type { Block } from '../../helpers/synth.ts';
import { production, shapes, staging } from './infra-props.ts';
import { infra } from './rendered.ts';

const versions = (props: typeof staging) =>
  Object.entries(infra(props).tree.resource?.google_secret_manager_secret_version ?? {}) as [string, Block][];

describe('the secrets', () => {
  it('have the ids that the workload reads', () => {
    const stack = infra(production);
    const secrets = Object.values(stack.tree.resource?.google_secret_manager_secret ?? {}) as Block[];
    expect(secrets.map(({ secret_id }) => secret_id).sort()).toEqual([
      'braintrust-function-secret-key',
      'braintrust-license-key',
      'braintrust-postgres-password',
      'braintrust-postgres-url',
      'braintrust-redis-url',
    ]);
  });

  it('are written and never read back, and an old value stays until somebody destroys it', () => {
    for (const [name, version] of versions(production)) {
      expect(version, name).toHaveProperty('secret_data_wo');
      expect(version, name).not.toHaveProperty('secret_data');
      expect(version, name).toMatchObject({ deletion_policy: 'ABANDON' });
    }
    expect(infra(production).tree.data).not.toHaveProperty('google_secret_manager_secret_version');
  });

  it('keep the key of function secrets, which has no successor', () => {
    const stack = infra(production);
    expect(stack.resource('google_secret_manager_secret.secrets_function_secret_key')).toMatchObject({
      lifecycle: { prevent_destroy: true },
    });
    const rotated = infra({ ...production, secrets: { databaseRotation: 9, licenseKeyRotation: 9 } });
    const value = 'google_secret_manager_secret_version.secrets_function_secret_key_value';
    expect(rotated.resource(value)).toEqual(stack.resource(value));
  });

  it('take the licence key from a variable that leaves no trace', () => {
    const stack = infra({ ...staging, secrets: { databaseRotation: 1, licenseKeyRotation: 3 } });
    expect(stack.tree.variable).toMatchObject({ license_key: { ephemeral: true, sensitive: true } });
    expect(stack.resource('google_secret_manager_secret_version.secrets_license_key_value')).toMatchObject({
      secret_data_wo: '${var.license_key}',
      secret_data_wo_version: 3,
    });
  });

  it('leave a licence key alone that is stored already', () => {
    const stack = infra(shapes['existing licence key'] ?? staging);
    expect(stack.find('google_secret_manager_secret.secrets_license_key')).toBeUndefined();
    expect(stack.tree.variable).not.toHaveProperty('license_key');
  });
});
