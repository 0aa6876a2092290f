/**
 * What a change of each resource type means on Google Cloud. Attribute names are those of the Google provider:
 * https://registry.terraform.io/providers/hashicorp/google/latest/docs
 */
import {
  admits,
  becomes,
  changed,
  grows,
  moved,
  opensToAll,
  shrinks,
  switchedOff,
  switchedOn,
  widens,
} from '../../plan/classify/conditions.ts';
import type { AttributeRow, ResourceClass, ResourceClasses } from '../../plan/classify/resource-class.ts';
import { amountCost, downtime, gives, interrupts, machineCost, quietly } from '../../plan/classify/rows.ts';
import { clusterClasses } from '../kubernetes/classes.ts';

const sql = 'https://cloud.google.com/sql/docs/postgres/edit-instance';
const sqlUpgrade = 'https://cloud.google.com/sql/docs/postgres/upgrade-major-db-version-inplace';
const sqlFlags = 'https://cloud.google.com/sql/docs/postgres/flags';
const sqlAddress = 'https://cloud.google.com/sql/docs/postgres/configure-ip';
const sqlBackups = 'https://cloud.google.com/sql/docs/postgres/backup-recovery/backups';
const sqlPrice = 'https://cloud.google.com/sql/pricing';
const redis = 'https://cloud.google.com/memorystore/docs/redis/scale-instances';
const redisUpgrade = 'https://cloud.google.com/memorystore/docs/redis/upgrade-redis-version';
const redisPrice = 'https://cloud.google.com/memorystore/docs/redis/pricing';
const storage = 'https://cloud.google.com/storage/docs/public-access-prevention';
const lifecycle = 'https://cloud.google.com/storage/docs/lifecycle';
const versions = 'https://cloud.google.com/storage/docs/object-versioning';
const gke = 'https://cloud.google.com/kubernetes-engine/docs/how-to/latest/network-isolation';
const gkeUpgrade = 'https://cloud.google.com/kubernetes-engine/docs/concepts/cluster-upgrades';
const pools = 'https://cloud.google.com/kubernetes-engine/docs/concepts/node-pools';
const poolsPrice = 'https://cloud.google.com/compute/all-pricing';
const iam = 'https://cloud.google.com/iam/docs/overview';
const nat = 'https://cloud.google.com/nat/docs/overview';
const peering = 'https://cloud.google.com/vpc/docs/configure-private-services-access';
const certificates = 'https://cloud.google.com/certificate-manager/docs/overview';
const secrets = 'https://cloud.google.com/secret-manager/docs/overview';

/** One member that has one role; another member or role makes it anew. */
function memberOf(what: string): ResourceClass {
  return {
    noun: `right on ${what}`,
    made: gives(`one more may use ${what}`, iam),
    replaced: gives(`other rights on ${what} are given`, iam),
    destroyed: quietly(`what used ${what} under this right is refused`, iam),
    rows: [
      {
        path: 'member',
        when: becomes('allUsers', 'allAuthenticatedUsers'),
        kind: 'exposure',
        severity: 'attention',
        consequence: `everybody may use ${what}`,
        source: storage,
      },
      {
        path: 'role',
        when: becomes('roles/owner', 'roles/editor'),
        kind: 'access',
        severity: 'attention',
        consequence: 'the role is one over everything',
        source: iam,
      },
    ],
  };
}

function rangeRows(path: string, what: string, source: string): readonly AttributeRow[] {
  const row = { path, kind: 'exposure', source } as const;
  return [
    {
      ...row,
      when: opensToAll,
      severity: 'attention',
      consequence: `everybody on the internet reaches ${what}`,
    },
    { ...row, when: widens, severity: 'attention', consequence: `more addresses reach ${what}` },
    { ...row, when: admits, severity: 'notice', consequence: `some addresses reach ${what} from outside` },
  ];
}

const outbound = interrupts(
  'connections through it break off, and nothing gets out of the network for a minute or two',
  nat,
);

const certificate = interrupts(
  'the API is not reached under its name until it is there again: minutes',
  certificates,
);

export const resourceClasses: ResourceClasses = {
  ...clusterClasses,
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
  google_kms_crypto_key: {
    noun: 'encryption key',
    loss: 'everything encrypted with the key, backups included',
    rows: downtime(
      ['rotation_period'],
      'the key gets new versions at other times; what is encrypted stays readable',
      'https://cloud.google.com/kms/docs/key-rotation',
      'notice',
    ),
  },
  google_kms_key_ring: {
    noun: 'ring of the encryption key',
    replaced: quietly(
      'a ring is never deleted at Google; what is in it is made anew, and is told by itself',
      'https://cloud.google.com/kms/docs/resource-hierarchy',
    ),
  },
  google_secret_manager_secret: { noun: 'secret', loss: 'the value of the secret' },
  google_secret_manager_secret_version: {
    noun: 'value of a secret',
    replaced: quietly('the value is written anew; pods take it when they are restarted', secrets),
    destroyed: interrupts('what reads the secret fails', secrets),
  },
  google_container_cluster: {
    noun: 'cluster',
    loss: 'everything that runs in the cluster; the API is down until it is made and installed again',
    rows: [
      ...rangeRows('master_authorized_networks_config.0.cidr_blocks', 'the control plane', gke),
      {
        path: 'private_cluster_config.0.enable_private_endpoint',
        when: (before, after) => before === true && after !== true,
        kind: 'exposure',
        severity: 'attention',
        consequence: 'the control plane gets an address on the internet',
        source: gke,
      },
      {
        path: 'control_plane_endpoints_config.0.dns_endpoint_config.0.allow_external_traffic',
        when: switchedOn,
        kind: 'exposure',
        severity: 'attention',
        consequence: 'the control plane is reached by its name from everywhere, by whoever has the rights',
        source: gke,
      },
      {
        path: 'control_plane_endpoints_config.0.ip_endpoints_config.0.enabled',
        when: switchedOn,
        kind: 'exposure',
        severity: 'notice',
        consequence: 'the control plane has addresses besides its name',
        source: gke,
      },
      ...downtime(
        ['release_channel', 'min_master_version', 'maintenance_policy'],
        'control plane and nodes are upgraded at other times: nodes go one after the other, Brainstore caches with them',
        gkeUpgrade,
        'notice',
      ),
      ...downtime(['node_locations'], 'nodes go from zones that are left, with their caches', gke),
      {
        path: 'deletion_protection',
        when: switchedOff,
        kind: 'data-loss',
        severity: 'attention',
        consequence: 'nothing but our own guard keeps the cluster from being deleted',
        source: 'https://cloud.google.com/kubernetes-engine/docs/how-to/deleting-a-cluster',
      },
    ],
  },
  google_container_node_pool: {
    noun: 'nodes',
    replaced: interrupts(
      'all nodes of the pool go before the new ones come: their role is down for some minutes, and Brainstore caches start cold',
      pools,
    ),
    destroyed: interrupts(
      'all nodes of the pool go, and what ran on them runs elsewhere or not at all',
      pools,
    ),
    rows: [
      ...downtime(
        [
          'node_config.0.machine_type',
          'node_config.0.disk_type',
          'node_config.0.disk_size_gb',
          'node_config.0.image_type',
        ],
        'the nodes of the pool are replaced one after the other: some minutes each, and Brainstore caches start cold',
        pools,
      ),
      ...downtime(['node_locations'], 'nodes go from zones that are left, with their caches', pools),
      {
        path: 'node_count',
        when: shrinks,
        kind: 'downtime',
        severity: 'notice',
        consequence: 'nodes go, with their caches; requests are slow until the others are warm',
        source: pools,
      },
      ...machineCost('node_config.0.machine_type', poolsPrice),
      ...['node_count', 'autoscaling.0.min_node_count', 'autoscaling.0.total_min_node_count'].flatMap(
        (path) => amountCost(path, poolsPrice),
      ),
    ],
  },
  google_compute_network: { noun: 'network', loss: 'the network and everything in it' },
  google_compute_subnetwork: {
    noun: 'subnet',
    replaced: interrupts(
      'what is in the subnet is made anew, the cluster with it, and is told by itself',
      'https://cloud.google.com/vpc/docs/subnets',
    ),
    destroyed: interrupts(
      'what is in the subnet has to go first',
      'https://cloud.google.com/vpc/docs/subnets',
    ),
    rows: [
      ...downtime(
        ['ip_cidr_range'],
        'the range grows in place; it cannot shrink again',
        'https://cloud.google.com/vpc/docs/create-modify-vpc-networks',
        'notice',
      ),
      {
        path: 'private_ip_google_access',
        when: switchedOff,
        kind: 'downtime',
        severity: 'attention',
        consequence: 'nodes reach the storage and the other services of Google through NAT, or not at all',
        source: 'https://cloud.google.com/vpc/docs/private-google-access',
      },
    ],
  },
  google_compute_router: { noun: 'router', replaced: outbound, destroyed: outbound },
  google_compute_router_nat: { noun: 'NAT gateway', replaced: outbound, destroyed: outbound },
  google_compute_global_address: {
    noun: 'address or range',
    replaced: interrupts(
      'the API gets another address, or the range of database and cache moves: they are not reached meanwhile',
      peering,
    ),
    destroyed: interrupts('the API loses its address, or database and cache their range', peering),
  },
  google_service_networking_connection: {
    noun: 'way to database and cache',
    replaced: interrupts('database and cache are not reached until it is there again: minutes', peering),
    destroyed: interrupts('database and cache are not reached', peering),
    rows: downtime(
      ['reserved_peering_ranges'],
      'database and cache get their addresses from other ranges when they are made anew',
      peering,
    ),
  },
  google_certificate_manager_certificate: {
    noun: 'certificate',
    replaced: certificate,
    destroyed: certificate,
  },
  google_certificate_manager_certificate_map: {
    noun: 'certificates of the API',
    replaced: certificate,
    destroyed: certificate,
  },
  google_certificate_manager_certificate_map_entry: {
    noun: 'certificate of a name',
    replaced: certificate,
    destroyed: certificate,
  },
  google_certificate_manager_dns_authorization: {
    noun: 'proof of a name',
    replaced: interrupts(
      'the certificate cannot be renewed until the new record is in the zone',
      certificates,
    ),
    destroyed: interrupts('the certificate cannot be renewed', certificates),
  },
  google_dns_record_set: {
    noun: 'record of a name',
    replaced: interrupts(
      'the API is not reached under its name for as long as resolvers keep the answer: minutes',
      'https://cloud.google.com/dns/docs/records-overview',
    ),
    destroyed: interrupts(
      'the API is no longer reached under its name',
      'https://cloud.google.com/dns/docs/records-overview',
    ),
    rows: downtime(
      ['rrdatas'],
      'callers learn the new address within minutes',
      'https://cloud.google.com/dns/docs/records-overview',
      'notice',
    ),
  },
  google_service_account: {
    noun: 'service account',
    replaced: interrupts('what works under the account fails until its rights are given again: minutes', iam),
    destroyed: interrupts('what works under the account fails', iam),
  },
  google_service_account_iam_member: memberOf('the service account'),
  google_kms_crypto_key_iam_member: memberOf('the encryption key'),
  google_project_iam_member: memberOf('the project'),
  google_storage_bucket_iam_member: memberOf('the bucket'),
  google_project_service: {
    noun: 'API of Google',
    destroyed: interrupts(
      'the service is switched off in the project, unless it is kept',
      'https://cloud.google.com/service-usage/docs/enable-disable',
    ),
  },
  google_monitoring_alert_policy: {
    noun: 'alarm',
    destroyed: quietly(
      'nobody is told any more when it is due',
      'https://cloud.google.com/monitoring/alerts',
    ),
  },
};
