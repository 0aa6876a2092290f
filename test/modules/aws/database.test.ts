import { describe, expect, it } from 'vitest';
import { Database, type DatabaseProps } from '../../../modules/aws/database.ts';
import { volumeArguments } from '../../../modules/aws/database-volume.ts';
import { Secrets } from '../../../modules/aws/secrets.ts';
import { liftProtection } from '../../../src/core/clouds/aws/lift-protection.ts';
import { synth } from '../../helpers/synth.ts';

const database = (changes: Partial<DatabaseProps> = {}) =>
  synth((stack) => {
    const key = { arn: 'arn:key' };
    const secrets = new Secrets(stack, 'secrets', { name: 'acme', key, databaseRotation: 2 });
    const made = new Database(stack, 'database', {
      name: 'acme',
      region: 'us-east-1',
      network: { id: 'vpc-1', privateSubnetIds: ['subnet-1', 'subnet-2', 'subnet-3'] },
      key,
      credentials: secrets.databaseCredentials,
      rotation: 2,
      version: '17.4',
      instanceType: 'db.r8g.large',
      type: 'gp3',
      sizeGb: 100,
      maxSizeGb: 500,
      multiAz: true,
      backupRetentionDays: 14,
      deletionProtection: true,
      logRetentionDays: 365,
      ...changes,
    });
    made.allowFrom('api_functions', 'sg-api');
  });

const instance = 'aws_db_instance.database';

describe('the database', () => {
  it('is private, encrypted with the key in every part, and hard to lose', () => {
    expect(database().resource(instance)).toMatchObject({
      publicly_accessible: false,
      storage_encrypted: true,
      kms_key_id: 'arn:key',
      performance_insights_kms_key_id: 'arn:key',
      multi_az: true,
      backup_retention_period: 14,
      copy_tags_to_snapshot: true,
      deletion_protection: true,
      skip_final_snapshot: false,
      final_snapshot_identifier: 'acme-postgres-final-vpc-1',
      apply_immediately: false,
      lifecycle: { prevent_destroy: true },
    });
  });

  it('gets the password that is stored, after it was stored', () => {
    const stack = database();
    expect(stack.resource(instance)).toMatchObject({
      password_wo:
        '${jsondecode(ephemeral.aws_secretsmanager_secret_version.secrets_database_credentials_stored.secret_string).password}',
      password_wo_version: 2,
    });
    expect(stack.resource(instance)).not.toHaveProperty('password');
    expect(stack.tree.ephemeral?.aws_secretsmanager_secret_version).toEqual({
      secrets_database_credentials_stored: {
        secret_id: '${aws_secretsmanager_secret.secrets_database_credentials.arn}',
        depends_on: ['aws_secretsmanager_secret_version.secrets_database_credentials_value'],
      },
    });
  });

  it('stores its URL anew with each password, and when its host changes', () => {
    expect(database().resource('aws_secretsmanager_secret_version.database_url_value')).toMatchObject({
      secret_string_wo_version: 2,
      lifecycle: { replace_triggered_by: ['aws_db_instance.database.address'] },
    });
  });

  it('leaves TLS in the URL to the server: clients read `sslmode` in different ways', () => {
    expect(
      database().resource('aws_secretsmanager_secret_version.database_url_value').secret_string_wo,
    ).toMatch(/:5432\/postgres$/);
  });

  it('keeps the group of an older major version, which the database uses until its maintenance window', () => {
    expect(database().resource('aws_db_parameter_group.database_parameters').skip_destroy).toBe(true);
    expect(liftProtection.aws_db_parameter_group).toEqual({ skip_destroy: false });
  });

  it('forces TLS and loads the extensions, in a group of its major version', () => {
    const group = database().resource('aws_db_parameter_group.database_parameters');
    expect(group).toMatchObject({ family: 'postgres17', lifecycle: { create_before_destroy: true } });
    expect(group.parameter).toContainEqual({
      apply_method: 'pending-reboot',
      name: 'rds.force_ssl',
      value: '1',
    });
  });

  it('lets in who is named, on its port, and nothing out', () => {
    const stack = database();
    expect(
      stack.resource('aws_vpc_security_group_ingress_rule.database_access_from_api_functions'),
    ).toMatchObject({
      referenced_security_group_id: 'sg-api',
      from_port: 5432,
      to_port: 5432,
    });
    expect(stack.resource('aws_security_group.database_access')).not.toHaveProperty('egress');
    expect(stack.tree.resource).not.toHaveProperty('aws_vpc_security_group_egress_rule');
  });

  it('keeps its logs under the key, with an end', () => {
    for (const log of ['postgresql', 'upgrade']) {
      expect(database().resource(`aws_cloudwatch_log_group.database_${log}_log`)).toMatchObject({
        name: `/aws/rds/instance/acme-postgres/${log}`,
        kms_key_id: 'arn:key',
        retention_in_days: 365,
      });
    }
  });
});

describe('the volume', () => {
  const gp3 = { type: 'gp3', sizeGb: 400, maxSizeGb: 1000 } as const;

  it.each([
    ['gp3 below 400 GB takes no figures', { ...gp3, sizeGb: 399, iops: 12_000, throughputMbps: 500 }, {}],
    [
      'gp3 from 400 GB takes both',
      { ...gp3, iops: 15_000, throughputMbps: 500 },
      { iops: 15_000, storageThroughput: 500 },
    ],
    ['gp3 without figures has what is included', gp3, {}],
    [
      'io2 takes IOPS only',
      { ...gp3, type: 'io2', iops: 15_000, throughputMbps: 500 } as const,
      { iops: 15_000 },
    ],
  ])('%s', (_, volume, figures) => {
    expect(volumeArguments(volume)).toEqual({
      storageType: volume.type,
      allocatedStorage: volume.sizeGb,
      maxAllocatedStorage: 1000,
      ...figures,
    });
  });

  it('does not grow by itself when the limit is its size', () => {
    expect(volumeArguments({ ...gp3, maxSizeGb: 400 })).not.toHaveProperty('maxAllocatedStorage');
  });
});
