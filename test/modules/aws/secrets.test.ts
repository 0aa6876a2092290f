import { describe, expect, it } from 'vitest';
import { Secrets, type SecretsProps } from '../../../modules/aws/secrets.ts';
import { synth, texts } from '../../helpers/synth.ts';

const secrets = (changes: Partial<SecretsProps> = {}) =>
  synth(
    (stack) =>
      void new Secrets(stack, 'secrets', {
        name: 'acme',
        key: { arn: 'arn:key' },
        databaseRotation: 3,
        ...changes,
      }),
  );

const value = (id: string) => `aws_secretsmanager_secret_version.secrets_${id}_value`;

describe('the secrets', () => {
  it('are all under the key, with names that start with the deployment', () => {
    const stack = secrets();
    for (const id of ['database_credentials', 'function_tools', 'cron_override', 'license_key']) {
      expect(stack.resource(`aws_secretsmanager_secret.secrets_${id}`)).toMatchObject({
        kms_key_id: 'arn:key',
        name_prefix: `acme/${id.replaceAll('_', '-')}-`,
      });
    }
  });

  it('reach terraform only through write-only arguments', () => {
    const { tree } = secrets();
    const readers = [...texts(tree.resource)].filter((text) => /ephemeral\.|var\.license_key/.test(text));
    expect(readers).toHaveLength(4);
    for (const [address, block] of Object.entries(tree.resource?.aws_secretsmanager_secret_version ?? {})) {
      expect(block, address).toHaveProperty('secret_string_wo');
      expect(block, address).not.toHaveProperty('secret_string');
    }
  });

  it('write a new database password, and nothing else, when its number is raised', () => {
    const stack = secrets();
    expect(stack.resource(value('database_credentials')).secret_string_wo_version).toBe(3);
    expect(stack.resource(value('function_tools')).secret_string_wo_version).toBe(1);
    expect(stack.resource(value('cron_override')).secret_string_wo_version).toBe(1);
  });

  it('keep the key that encrypts users’ secrets from being destroyed', () => {
    expect(secrets().resource('aws_secretsmanager_secret.secrets_function_tools').lifecycle).toEqual({
      prevent_destroy: true,
    });
  });

  it('take the licence key from an ephemeral, sensitive variable', () => {
    const stack = secrets({ licenseKeyRotation: 2 });
    expect(stack.tree.variable).toMatchObject({
      license_key: { type: 'string', ephemeral: true, sensitive: true },
    });
    expect(stack.resource(value('license_key'))).toMatchObject({
      secret_string_wo: '${var.license_key}',
      secret_string_wo_version: 2,
    });
  });

  it('make none for a licence key that is stored already', () => {
    const stack = secrets({ licenseKeySecretArn: 'arn:own' });
    expect(stack.find(value('license_key'))).toBeUndefined();
    expect(stack.tree.variable).toBeUndefined();
  });
});
