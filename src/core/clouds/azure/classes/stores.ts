/** Database, cache and storage. */
import {
  becomes,
  changed,
  grows,
  leaves,
  shrinks,
  switchedOff,
  switchedOn,
} from '../../../plan/classify/conditions.ts';
import type { ResourceClasses } from '../../../plan/classify/resource-class.ts';
import { amountCost, downtime, machineCost, quietly } from '../../../plan/classify/rows.ts';
import {
  account,
  blobs,
  exposure,
  learn,
  loses,
  otherKey,
  postgres,
  postgresPrice,
  rangeRows,
  redis,
  redisPrice,
  scale,
} from './rows.ts';

export const storesClasses: ResourceClasses = {
  azurerm_postgresql_flexible_server: {
    noun: 'database',
    loss: 'all experiments, logs and datasets in PostgreSQL; Azure keeps the backups of a deleted server for five days',
    rows: [
      ...downtime(
        ['sku_name'],
        'the database restarts on the other machine at once: about a minute without it',
        scale,
      ),
      ...downtime(
        ['version'],
        'the database is upgraded at once and is down for some minutes; an upgrade cannot be taken back, only restored from a backup',
        `${postgres}/concepts-major-version-upgrade`,
      ),
      {
        path: 'storage_mb',
        when: grows,
        kind: 'downtime',
        severity: 'attention',
        consequence:
          'the volume grows while the database works on, but past 4 TiB it restarts; it cannot shrink again',
        source: scale,
      },
      {
        path: 'storage_mb',
        when: shrinks,
        kind: 'downtime',
        severity: 'attention',
        consequence:
          'a volume never shrinks, so the database would be replaced; where Azure has enlarged a full one by itself, raise postgres.storage.sizeGb to what it is now',
        source: `${postgres}/concepts-storage`,
      },
      ...downtime(
        ['storage_tier'],
        'the volume is faster or slower from then on, and cannot be slower again for 12 hours',
        scale,
        'notice',
      ),
      {
        path: 'high_availability',
        when: changed,
        kind: 'downtime',
        severity: 'attention',
        consequence:
          'a standby comes or goes while the database works on; without one the loss of a zone takes it down',
        source: `${learn}/reliability/reliability-postgresql-flexible-server`,
      },
      exposure(
        'public_network_access_enabled',
        switchedOn,
        'the database gets an address on the internet',
        `${postgres}/concepts-networking-public`,
      ),
      loses(
        'backup_retention_days',
        shrinks,
        'older backups are deleted',
        `${postgres}/concepts-backup-restore`,
      ),
      otherKey(
        'customer_managed_key.0.key_vault_key_id',
        'the database',
        `${postgres}/concepts-data-encryption`,
      ),
      ...machineCost('sku_name', postgresPrice),
      ...amountCost('storage_mb', postgresPrice),
      {
        path: 'high_availability.*.mode',
        when: becomes('ZoneRedundant', 'SameZone'),
        kind: 'cost',
        severity: 'notice',
        consequence: 'a standby costs as much as the database',
        source: postgresPrice,
      },
    ],
  },
  azurerm_postgresql_flexible_server_database: {
    noun: 'database',
    loss: 'all experiments, logs and datasets in PostgreSQL',
  },
  azurerm_postgresql_flexible_server_configuration: {
    noun: 'parameter of the database',
    rows: downtime(
      ['value'],
      'most are taken at once, some when the database is restarted: about a minute',
      `${postgres}/concepts-server-parameters`,
    ),
    destroyed: quietly(
      "the parameter goes back to Azure's own value",
      `${postgres}/concepts-server-parameters`,
    ),
  },
  azurerm_managed_redis: {
    noun: 'cache',
    loss: 'the content of the cache, with queued scoring and alert state; requests are slow until it is warm',
    rows: [
      ...downtime(
        ['sku_name'],
        'connections to the cache break off for seconds; without high availability it is down for minutes and starts empty',
        redis,
      ),
      {
        path: 'high_availability_enabled',
        when: switchedOff,
        kind: 'downtime',
        severity: 'attention',
        consequence: 'a node that fails takes the cache down for minutes, and its content is lost',
        source: `${learn}/redis/high-availability`,
      },
      exposure(
        'public_network_access',
        becomes('Enabled'),
        'the cache gets an address on the internet',
        `${learn}/redis/private-link`,
      ),
      otherKey('customer_managed_key.0.key_vault_key_id', 'the cache', `${learn}/redis/how-to-encryption`),
      ...machineCost('sku_name', redisPrice),
      {
        path: 'high_availability_enabled',
        when: switchedOn,
        kind: 'cost',
        severity: 'notice',
        consequence: 'a replica costs as much as the cache',
        source: redisPrice,
      },
    ],
  },
  azurerm_storage_account: {
    noun: 'storage account',
    loss: 'every object in every container of it',
    rows: [
      exposure(
        'public_network_access_enabled',
        switchedOn,
        'the account is reached from the internet, by whoever has the rights',
        account,
      ),
      exposure(
        'network_rules.0.default_action',
        becomes('Allow'),
        'the account is reached from every address, by whoever has the rights',
        account,
      ),
      ...rangeRows('network_rules.0.ip_rules', 'the account', account).slice(0, 2),
      exposure(
        'allow_nested_items_to_be_public',
        switchedOn,
        'containers can be made public',
        `${blobs}/anonymous-read-access-prevent`,
      ),
      exposure(
        'shared_access_key_enabled',
        switchedOn,
        'a key opens everything in the account, whoever has it',
        `${learn}/storage/common/shared-key-authorization-prevent`,
      ),
      loses(
        'blob_properties.0.versioning_enabled',
        switchedOff,
        'objects that are overwritten or deleted cannot be brought back',
        `${blobs}/versioning-overview`,
      ),
      loses(
        'blob_properties.0.delete_retention_policy.0.days',
        shrinks,
        'what is deleted can be brought back for a shorter time',
        `${blobs}/soft-delete-blob-overview`,
      ),
      ...downtime(
        ['account_replication_type'],
        'objects are copied to other places while the account works on',
        `${learn}/storage/common/redundancy-migration`,
        'notice',
      ),
      otherKey(
        'customer_managed_key.0.key_vault_key_id',
        'the account',
        `${learn}/storage/common/customer-managed-keys-overview`,
      ),
    ],
  },
  azurerm_storage_container: {
    noun: 'container',
    loss: 'every object in the container',
    rows: [
      exposure(
        'container_access_type',
        leaves('private'),
        'everybody on the internet reads what is in the container',
        `${blobs}/anonymous-read-access-configure`,
      ),
    ],
  },
  azurerm_storage_management_policy: {
    noun: 'expiry of objects',
    rows: [
      'base_blob.*.delete_after_days_since_modification_greater_than',
      'base_blob.*.delete_after_days_since_creation_greater_than',
      'snapshot.*.delete_after_days_since_creation_greater_than',
      'version.*.delete_after_days_since_creation',
    ].map((path) =>
      loses(
        `rule.*.actions.*.${path}`,
        shrinks,
        'objects or their former versions that are older are deleted within a day',
        `${blobs}/lifecycle-management-overview`,
      ),
    ),
  },
};
