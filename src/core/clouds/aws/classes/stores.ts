/** Database, cache and buckets. */
import { changed, grows, shrinks, switchedOff, switchedOn } from '../../../plan/classify/conditions.ts';
import type { ResourceClasses } from '../../../plan/classify/resource-class.ts';
import { amountCost, downtime, machineCost, quietly } from '../../../plan/classify/rows.ts';
import {
  policyRows,
  publicAccess,
  rds,
  rdsPrice,
  rdsStorage,
  rdsUpgrade,
  redisPrice,
  redisScaling,
  redisVersion,
} from './rows.ts';

export const storesClasses: ResourceClasses = {
  aws_db_instance: {
    noun: 'database',
    loss: 'all experiments, logs and datasets in PostgreSQL',
    rows: [
      ...downtime(
        ['instance_class'],
        'the database restarts on the other machine in its maintenance window: some minutes without it, about a minute with a standby',
        rds,
      ),
      ...downtime(
        ['engine_version'],
        'the database is upgraded in its maintenance window and is down meanwhile: minutes, for a new major version longer; an upgrade cannot be taken back, only restored from a backup',
        rdsUpgrade,
      ),
      {
        path: 'allocated_storage',
        when: grows,
        kind: 'downtime',
        severity: 'notice',
        consequence:
          'the volume grows while the database works on, slower for hours; it cannot shrink again, nor grow once more for six hours',
        source: rdsStorage,
      },
      ...downtime(
        ['storage_type', 'iops', 'storage_throughput'],
        'the database works on, slower for hours, and its volume cannot change again for six hours',
        rdsStorage,
        'notice',
      ),
      ...downtime(
        ['parameter_group_name', 'ca_cert_identifier', 'port'],
        'the database restarts: a minute or two',
        rds,
      ),
      {
        path: 'multi_az',
        when: switchedOff,
        kind: 'downtime',
        severity: 'attention',
        consequence:
          'without a standby the loss of a zone takes the database down until a backup is restored',
        source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZSingleStandby.html',
      },
      {
        path: 'publicly_accessible',
        when: switchedOn,
        kind: 'exposure',
        severity: 'attention',
        consequence: 'the database gets an address on the internet',
        source:
          'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html',
      },
      {
        path: 'backup_retention_period',
        when: shrinks,
        kind: 'data-loss',
        severity: 'attention',
        consequence: 'backups older than that are deleted, and no moment before can be restored',
        source:
          'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html',
      },
      {
        path: 'deletion_protection',
        when: switchedOff,
        kind: 'data-loss',
        severity: 'attention',
        consequence: 'nothing but our own guard keeps the database from being deleted',
        source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html',
      },
      {
        path: 'skip_final_snapshot',
        when: switchedOn,
        kind: 'data-loss',
        severity: 'attention',
        consequence: 'no snapshot is taken when the database is deleted',
        source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html',
      },
      ...machineCost('instance_class', rdsPrice),
      ...amountCost('allocated_storage', rdsPrice),
      {
        path: 'multi_az',
        when: switchedOn,
        kind: 'cost',
        severity: 'notice',
        consequence: 'a standby costs as much as the database',
        source: rdsPrice,
      },
    ],
  },
  aws_elasticache_replication_group: {
    noun: 'cache',
    loss: 'the content of the cache, with queued scoring and alert state; requests are slow until it is warm',
    rows: [
      ...downtime(
        ['node_type'],
        'each node is replaced at once: seconds without writes with a replica, else some minutes; requests may fail meanwhile',
        redisScaling,
      ),
      ...downtime(
        ['engine_version', 'parameter_group_name'],
        'nodes are upgraded one after the other at once: seconds to minutes without the cache, and no way back to an older version',
        redisVersion,
      ),
      {
        path: 'num_cache_clusters',
        when: shrinks,
        kind: 'downtime',
        severity: 'attention',
        consequence:
          'with fewer replicas a node that fails takes the cache down for minutes, and its content may be lost',
        source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html',
      },
      {
        path: 'snapshot_retention_limit',
        when: shrinks,
        kind: 'data-loss',
        severity: 'notice',
        consequence: 'older snapshots of the cache are deleted',
        source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html',
      },
      ...machineCost('node_type', redisPrice),
      ...amountCost('num_cache_clusters', redisPrice),
    ],
  },
  aws_s3_bucket: {
    noun: 'bucket',
    loss: 'every object in the bucket',
    rows: [
      {
        path: 'force_destroy',
        when: switchedOn,
        kind: 'data-loss',
        severity: 'attention',
        consequence: 'the bucket can be deleted with all that is in it',
        source: 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket',
      },
    ],
  },
  aws_s3_bucket_policy: {
    noun: 'policy of a bucket',
    rows: policyRows('policy'),
    destroyed: quietly('what the policy refused, such as calls without TLS, is taken', publicAccess),
  },
  aws_s3_bucket_public_access_block: {
    noun: 'lock of a bucket against the public',
    destroyed: {
      kind: 'exposure',
      severity: 'attention',
      consequence: 'the bucket can be made public',
      source: publicAccess,
    },
    rows: ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'].map(
      (path) => ({
        path,
        when: (before: unknown, after: unknown) => before === true && after !== true,
        kind: 'exposure',
        severity: 'attention',
        consequence: 'the bucket can be made public',
        source: publicAccess,
      }),
    ),
  },
  aws_s3_bucket_versioning: {
    noun: 'versions of objects',
    destroyed: {
      kind: 'data-loss',
      severity: 'attention',
      consequence: 'objects that are overwritten or deleted cannot be brought back',
      source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html',
    },
    rows: [
      {
        path: 'versioning_configuration.0.status',
        when: switchedOff,
        kind: 'data-loss',
        severity: 'attention',
        consequence: 'objects that are overwritten or deleted cannot be brought back',
        source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html',
      },
    ],
  },
  aws_s3_bucket_lifecycle_configuration: {
    noun: 'expiry of objects',
    rows: ['rule.*.expiration.*.days', 'rule.*.noncurrent_version_expiration.*.noncurrent_days'].map(
      (path) => ({
        path,
        when: shrinks,
        kind: 'data-loss',
        severity: 'attention',
        consequence: 'objects or their former versions that are older are deleted within a day',
        source:
          'https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-expire-general-considerations.html',
      }),
    ),
  },
  aws_s3_bucket_server_side_encryption_configuration: {
    noun: 'encryption of a bucket',
    rows: [
      {
        path: 'rule',
        when: changed,
        kind: 'access',
        severity: 'notice',
        consequence:
          'new objects are encrypted with another key; the former ones keep theirs, which therefore has to stay',
        source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html',
      },
    ],
  },
};
