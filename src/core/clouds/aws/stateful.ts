/**
 * What holds data on AWS, and what has to be switched off before it can go. Attribute names are those of the AWS
 * provider: https://registry.terraform.io/providers/hashicorp/aws/latest/docs
 */
import type { StatefulType } from '../cloud.ts';

export const statefulTypes: Readonly<Record<string, StatefulType>> = {
  aws_db_instance: { noun: 'database', loss: 'all experiments, logs and datasets in PostgreSQL' },
  aws_elasticache_replication_group: {
    noun: 'cache',
    loss: 'the content of the cache, with queued scoring and alert state; requests are slow until it is warm',
  },
  aws_s3_bucket: { noun: 'bucket', loss: 'every object in the bucket' },
  aws_kms_key: { noun: 'encryption key', loss: 'everything encrypted with the key, backups included' },
  aws_secretsmanager_secret: { noun: 'secret', loss: 'the value of the secret' },
  aws_vpc: { noun: 'network', loss: 'the network and everything in it' },
};

export const liftProtection: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  aws_db_instance: { deletion_protection: false, skip_final_snapshot: true },
  aws_s3_bucket: { force_destroy: true },
  aws_secretsmanager_secret: { recovery_window_in_days: 0 },
  // Kept by themselves when a new major version of PostgreSQL takes another one.
  aws_db_parameter_group: { skip_destroy: false },
  // Of log groups only the records of support's shells are kept when they leave the stack.
  aws_cloudwatch_log_group: { skip_destroy: false },
};
