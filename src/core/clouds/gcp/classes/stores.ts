/** Database, cache and buckets. */
import {
  becomes,
  changed,
  grows,
  moved,
  shrinks,
  switchedOff,
  switchedOn,
} from '../../../plan/classify/conditions.ts';
import type { AttributeRow, ResourceClasses } from '../../../plan/classify/resource-class.ts';
import { amountCost, downtime, gives, interrupts, machineCost } from '../../../plan/classify/rows.ts';
import {
  lifecycle,
  rangeRows,
  redis,
  redisPrice,
  redisUpgrade,
  sql,
  sqlAddress,
  sqlBackups,
  sqlFlags,
  sqlPrice,
  sqlUpgrade,
  storage,
  versions,
} from './rows.ts';

export const storesClasses: ResourceClasses = {
  google_sql_database_instance: {
    noun: 'database',
    loss: 'all experiments, logs and datasets in PostgreSQL, with the backups that Cloud SQL made',
    rows: [
      ...downtime(
        ['settings.0.tier'],
        'the database restarts on the other machine at once: about a minute without it',
        sql,
      ),
      ...downtime(
        ['settings.0.edition'],
        'the database restarts, and moves to other machines: about a minute without it',
        sql,
      ),
      ...downtime(
        ['database_version'],
        'the database is upgraded at once and is down for some minutes; an upgrade cannot be taken back, only restored from a backup',
        sqlUpgrade,
      ),
      ...downtime(
        ['settings.0.database_flags'],
        'some flags restart the database: about a minute without it',
        sqlFlags,
      ),
      {
        path: 'settings.0.availability_type',
        when: changed,
        kind: 'downtime',
        severity: 'attention',
        consequence:
          'the database restarts; without a standby (ZONAL) the loss of a zone takes it down until the zone is back',
        source: 'https://cloud.google.com/sql/docs/postgres/high-availability',
      },
      {
        path: 'settings.0.disk_size',
        when: grows,
        kind: 'downtime',
        severity: 'notice',
        consequence: 'the volume grows while the database works on, and cannot shrink again',
        source: sql,
      },
      {
        path: 'settings.0.disk_autoresize_limit',
        when: changed,
        kind: 'downtime',
        severity: 'notice',
        consequence:
          'the volume grows by itself up to another size; when it is full, the database takes no more writes',
        source: sql,
      },
      {
        path: 'settings.0.ip_configuration.0.ipv4_enabled',
        when: switchedOn,
        kind: 'exposure',
        severity: 'attention',
        consequence: 'the database gets an address on the internet',
        source: sqlAddress,
      },
      ...rangeRows('settings.0.ip_configuration.0.authorized_networks', 'the database', sqlAddress),
      {
        path: 'settings.0.ip_configuration.0.ssl_mode',
        when: (before, after) => moved(before, after) && after === 'ALLOW_UNENCRYPTED_AND_ENCRYPTED',
        kind: 'exposure',
        severity: 'attention',
        consequence: 'the database takes connections without TLS',
        source: sqlAddress,
      },
      {
        path: 'settings.0.backup_configuration.0.backup_retention_settings.0.retained_backups',
        when: shrinks,
        kind: 'data-loss',
        severity: 'attention',
        consequence: 'older backups are deleted',
        source: sqlBackups,
      },
      ...[
        'settings.0.backup_configuration.0.enabled',
        'settings.0.backup_configuration.0.point_in_time_recovery_enabled',
      ].map(
        (path): AttributeRow => ({
          path,
          when: switchedOff,
          kind: 'data-loss',
          severity: 'attention',
          consequence: 'what is lost from then on cannot be restored',
          source: sqlBackups,
        }),
      ),
      ...['deletion_protection', 'settings.0.deletion_protection_enabled'].map(
        (path): AttributeRow => ({
          path,
          when: switchedOff,
          kind: 'data-loss',
          severity: 'attention',
          consequence: 'nothing but our own guard keeps the database from being deleted',
          source: 'https://cloud.google.com/sql/docs/postgres/deletion-protection',
        }),
      ),
      ...machineCost('settings.0.tier', sqlPrice),
      ...amountCost('settings.0.disk_size', sqlPrice),
      {
        path: 'settings.0.availability_type',
        when: becomes('REGIONAL'),
        kind: 'cost',
        severity: 'notice',
        consequence: 'a standby costs as much as the database',
        source: sqlPrice,
      },
    ],
  },
  google_sql_user: {
    noun: 'user of the database',
    replaced: interrupts(
      'the services cannot sign in to the database meanwhile: seconds',
      'https://cloud.google.com/sql/docs/postgres/users',
    ),
    destroyed: interrupts(
      'what signs in under the user is refused',
      'https://cloud.google.com/sql/docs/postgres/users',
    ),
    made: gives('one more may sign in to the database', 'https://cloud.google.com/sql/docs/postgres/users'),
    rows: downtime(
      ['password_wo_version'],
      'the password is another: pods sign in with it once they are restarted',
      'https://cloud.google.com/sql/docs/postgres/users',
      'notice',
    ),
  },
  google_redis_instance: {
    noun: 'cache',
    loss: 'the content of the cache, with queued scoring and alert state; requests are slow until it is warm',
    rows: [
      ...downtime(
        ['memory_size_gb'],
        'with a replica a failover of seconds; without one the cache is down for minutes and starts empty',
        redis,
      ),
      ...downtime(
        ['redis_version'],
        'with a replica a failover of seconds; without one the cache is down for minutes and starts empty; no way back to an older version',
        redisUpgrade,
      ),
      ...downtime(
        ['replica_count', 'read_replicas_mode'],
        'connections to the cache break off for seconds',
        redis,
      ),
      ...downtime(
        ['redis_configs'],
        'settings are taken while the cache works on',
        'https://cloud.google.com/memorystore/docs/redis/supported-redis-configurations',
        'notice',
      ),
      ...amountCost('memory_size_gb', redisPrice),
      ...amountCost('replica_count', redisPrice),
    ],
  },
  google_storage_bucket: {
    noun: 'bucket',
    loss: 'every object in the bucket',
    rows: [
      {
        path: 'public_access_prevention',
        when: (before, after) => before === 'enforced' && after !== 'enforced',
        kind: 'exposure',
        severity: 'attention',
        consequence: 'the bucket can be made public',
        source: storage,
      },
      {
        path: 'uniform_bucket_level_access',
        when: switchedOff,
        kind: 'exposure',
        severity: 'attention',
        consequence: 'single objects can be made public',
        source: 'https://cloud.google.com/storage/docs/uniform-bucket-level-access',
      },
      {
        path: 'versioning.0.enabled',
        when: switchedOff,
        kind: 'data-loss',
        severity: 'attention',
        consequence: 'objects that are overwritten or deleted cannot be brought back',
        source: versions,
      },
      {
        path: 'soft_delete_policy.0.retention_duration_seconds',
        when: shrinks,
        kind: 'data-loss',
        severity: 'attention',
        consequence: 'what is deleted can be brought back for a shorter time',
        source: 'https://cloud.google.com/storage/docs/soft-delete',
      },
      ...['age', 'days_since_noncurrent_time'].map(
        (what): AttributeRow => ({
          path: `lifecycle_rule.*.condition.*.${what}`,
          when: shrinks,
          kind: 'data-loss',
          severity: 'attention',
          consequence: 'objects or their former versions that are older are deleted within a day',
          source: lifecycle,
        }),
      ),
      {
        path: 'encryption.0.default_kms_key_name',
        when: moved,
        kind: 'access',
        severity: 'notice',
        consequence:
          'new objects are encrypted with another key; the former ones keep theirs, which therefore has to stay',
        source: 'https://cloud.google.com/storage/docs/encryption/customer-managed-keys',
      },
      {
        path: 'force_destroy',
        when: switchedOn,
        kind: 'data-loss',
        severity: 'attention',
        consequence: 'the bucket can be deleted with all that is in it',
        source: lifecycle,
      },
    ],
  },
};
