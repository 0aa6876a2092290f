import { describe, expect, it } from 'vitest';
import { awsConfig } from '../../../../helpers/aws-config.ts';
import { renderedAws } from '../../../../helpers/aws-stack.ts';
import { look } from '../../../../helpers/synth.ts';

const rendered = async (...config: Parameters<typeof awsConfig>) =>
  look(await renderedAws(awsConfig(...config)));

describe('rendering for AWS', () => {
  it('makes one stack whose every resource belongs to a part', async () => {
    const { name, addresses, components } = await rendered('production');
    expect(name).toBe('data-plane');
    expect(Object.keys(components)).toEqual(addresses);
    expect([...new Set(Object.values(components))]).toEqual(
      expect.arrayContaining(['network', 'encryption', 'secrets', 'database', 'cache', 'storage']),
    );
  });

  it('keeps a local state beside the rendered folder', async () => {
    expect((await rendered('staging')).tree.terraform).toEqual({
      backend: { local: { path: '../state/data-plane.tfstate' } },
      required_providers: { aws: { source: 'hashicorp/aws', version: '>= 5.100.0, < 7.0.0' } },
      required_version: '>= 1.11.0, < 2.0.0',
    });
  });

  it.each([
    [{}, 'bt-dataplane/acme/data-plane.tfstate', 'us-east-1'],
    [{ key: 'teams/ml', region: 'eu-west-1' }, 'teams/ml/data-plane.tfstate', 'eu-west-1'],
  ])('puts a state with %j at %s in %s', async (changes, key, region) => {
    const { tree } = await rendered('staging', { state: { backend: 's3', bucket: 'states', ...changes } });
    expect(tree.terraform).toMatchObject({ backend: { s3: { bucket: 'states', key, region } } });
  });

  it('refuses credentials of another account, and looks nothing up when the account is given', async () => {
    const { tree } = await rendered('staging', { account: { id: '123456789012' } });
    expect(tree.provider).toMatchObject({ aws: [{ allowed_account_ids: ['123456789012'] }] });
    expect(tree.data).not.toHaveProperty('aws_caller_identity');
  });

  it('tags everything with the deployment, whatever the user’s tags say', async () => {
    const { tree } = await rendered('staging', {
      tags: { Team: 'ml', BraintrustDeploymentName: 'other', '//': 'x' },
    });
    expect(tree.provider?.aws).toMatchObject([
      { default_tags: [{ tags: { '//': 'x', BraintrustDeploymentName: 'acme', Team: 'ml' } }] },
    ]);
  });

  it('uses your own keys', async () => {
    const own = (id: string) => `arn:aws:kms:us-east-1:123456789012:key/${id}`;
    const stack = await rendered('production', {
      encryption: { kmsKeyArn: own('all') },
      redis: { kmsKeyArn: own('redis') },
    });
    expect(stack.find('aws_kms_key.encryption')).toBeUndefined();
    expect(stack.resource('aws_db_instance.database').kms_key_id).toBe(own('all'));
    expect(stack.resource('aws_elasticache_replication_group.cache').kms_key_id).toBe(own('redis'));
  });

  it('has no sensitive output, since none holds a secret', async () => {
    const { tree } = await rendered('production');
    expect(
      Object.values(tree.output ?? {}).filter((output) => (output as { sensitive?: boolean }).sensitive),
    ).toEqual([]);
    const values = Object.values(tree.output ?? {}).map((output) =>
      String((output as { value: unknown }).value),
    );
    expect(values.filter((value) => /ephemeral|password|secret_string/.test(value))).toEqual([]);
  });

  it('refuses text with which references are marked inside the rendering library', async () => {
    const config = awsConfig('staging', { tags: { Team: '${TfToken[TOKEN.0]}' } });
    await expect(renderedAws(config)).rejects.toMatchObject({ kind: 'config', code: 'reserved-text' });
  });
});
