/**
 * Rules of the Google provider that matter to our stacks, as of 6.50.0, so that they hold where the provider is not at hand.
 * Each has its place in the provider's source, and arguments that the provider refuses because of it: the suite in
 * test/terraform feeds those to the real one.
 */
import { most, number, oneOf, type ProviderRule, type RecordedRules } from '../../helpers/provider-rules.ts';
import type { Block } from '../../helpers/synth.ts';

/** The least that the provider accepts of each type. */
const accepted: Readonly<Record<string, Block>> = {
  google_certificate_manager_certificate: { name: 'a', managed: { domains: ['a.example'] } },
  google_certificate_manager_certificate_map_entry: {
    name: 'a',
    map: 'a',
    hostname: 'a.example',
    certificates: ['projects/p/locations/global/certificates/a'],
  },
  google_compute_global_address: { name: 'a' },
  google_compute_network: { name: 'a' },
  google_compute_router: { name: 'a', network: 'a' },
  google_compute_router_nat: {
    name: 'ab',
    router: 'a',
    source_subnetwork_ip_ranges_to_nat: 'ALL_SUBNETWORKS_ALL_IP_RANGES',
    nat_ip_allocate_option: 'AUTO_ONLY',
  },
  google_compute_subnetwork: { name: 'a', network: 'a', ip_cidr_range: '10.0.0.0/20' },
  google_container_cluster: { name: 'a' },
  google_container_node_pool: { cluster: 'a' },
  google_dns_record_set: { name: 'a.example.', managed_zone: 'a', type: 'A', rrdatas: ['192.0.2.1'] },
  google_kms_crypto_key: { name: 'a', key_ring: 'projects/p/locations/l/keyRings/r' },
  google_monitoring_alert_policy: {
    display_name: 'a',
    combiner: 'OR',
    conditions: [{ display_name: 'a', condition_threshold: { comparison: 'COMPARISON_GT', duration: '0s' } }],
  },
  google_project_iam_member: { project: 'p', role: 'roles/viewer', member: 'user:a@example.com' },
  google_project_service: { service: 'redis.googleapis.com' },
  google_redis_instance: { name: 'ab', memory_size_gb: 1 },
  google_secret_manager_secret: { secret_id: 'a', replication: { auto: {} } },
  google_secret_manager_secret_version: { secret: 'projects/p/secrets/a' },
  google_service_account: { account_id: 'abcdef' },
  google_service_networking_connection: {
    network: 'a',
    service: 'servicenetworking.googleapis.com',
    reserved_peering_ranges: ['a'],
  },
  google_sql_database_instance: { database_version: 'POSTGRES_17', settings: { tier: 'db-f1-micro' } },
  google_sql_user: { name: 'a', instance: 'a' },
  google_storage_bucket: { name: 'a-bucket', location: 'us-central1' },
};

/** https://cloud.google.com/compute/docs/naming-resources */
const computeName = {
  kind: 'text',
  path: 'name',
  form: /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/,
  min: 1,
  max: 63,
} as const;
const badName = { name: 'a_b' } as const;
const doesNotMatch = /doesn't match regexp/;
const conflicts = /conflicts with/;
const oneOfThem = /one of `.+` (must be specified|can be specified)|only one of `.+` can be specified/s;
const cluster = {
  type: 'google_container_cluster',
  file: 'container/resource_container_cluster.go',
} as const;
const pool = {
  type: 'google_container_node_pool',
  file: 'container/resource_container_node_pool.go',
} as const;
const nodeConfig = { type: pool.type, file: 'container/node_config.go' } as const;
const sql = { type: 'google_sql_database_instance', file: 'sql/resource_sql_database_instance.go' } as const;
const redis = { type: 'google_redis_instance', file: 'redis/resource_redis_instance.go' } as const;
const subnetwork = {
  type: 'google_compute_subnetwork',
  file: 'compute/resource_compute_subnetwork.go',
} as const;
const nat = { type: 'google_compute_router_nat', file: 'compute/resource_compute_router_nat.go' } as const;
const alert = {
  type: 'google_monitoring_alert_policy',
  file: 'monitoring/resource_monitoring_alert_policy.go',
} as const;

const window = {
  start_time: '2025-01-06T08:00:00Z',
  end_time: '2025-01-06T12:00:00Z',
  recurrence: 'FREQ=DAILY',
};
const sqlSettings = (change: Block) => ({ settings: { tier: 'db-f1-micro', ...change } });
const condition = (change: Block) => ({
  conditions: [
    { display_name: 'a', condition_threshold: { comparison: 'COMPARISON_GT', duration: '0s', ...change } },
  ],
});
const maintenanceDay = (change: Block) => ({
  maintenance_policy: { weekly_maintenance_window: [{ day: 'MONDAY', start_time: { hours: 8 }, ...change }] },
});

const rules: readonly ProviderRule[] = [
  {
    id: 'service_account_id',
    type: 'google_service_account',
    file: 'resourcemanager/resource_google_service_account.go',
    check: { kind: 'text', path: 'account_id', form: /^[a-z]([-a-z0-9]*[a-z0-9])$/, min: 6, max: 30 },
    refused: { account_id: 'a23456789012345678-brainstore-x' },
    says: /must be between 6 and 30 characters long/,
  },
  {
    id: 'service_account_letters',
    type: 'google_service_account',
    file: 'resourcemanager/resource_google_service_account.go',
    check: { kind: 'text', path: 'account_id', form: /^[a-z]([-a-z0-9]*[a-z0-9])$/, min: 6, max: 30 },
    refused: { account_id: 'bt_prod' },
    says: /must match regex/,
  },
  {
    id: 'project_service_name',
    type: 'google_project_service',
    file: 'resourcemanager/resource_google_project_service.go',
    check: { kind: 'text', path: 'service', form: /\./, min: 1, max: most },
    refused: { service: 'redis' },
    says: /to be a domain like/,
  },
  {
    id: 'project_iam_member',
    type: 'google_project_iam_member',
    file: 'resourcemanager/resource_google_project_iam_member.go',
    check: {
      kind: 'text',
      path: 'member',
      form: /^(allUsers|allAuthenticatedUsers|.+:.+)$/,
      min: 1,
      max: most,
    },
    refused: { member: 'a@example.com' },
    says: /IAM members must have one of the values/,
  },
  {
    id: 'network_name',
    type: 'google_compute_network',
    file: 'compute/resource_compute_network.go',
    check: computeName,
    refused: badName,
    says: doesNotMatch,
  },
  oneOf(
    'network_routing',
    'google_compute_network',
    'compute/resource_compute_network.go',
    'routing_mode',
    ['REGIONAL', 'GLOBAL'],
    { routing_mode: 'LOCAL' },
  ),
  { id: 'subnetwork_name', ...subnetwork, check: computeName, refused: badName, says: doesNotMatch },
  {
    id: 'subnetwork_range_name',
    ...subnetwork,
    check: { ...computeName, path: 'secondary_ip_range.range_name' },
    refused: { secondary_ip_range: [{ range_name: 'Pods', ip_cidr_range: '10.1.0.0/16' }] },
    says: doesNotMatch,
  },
  {
    id: 'subnetwork_range',
    ...subnetwork,
    check: { kind: 'text', path: 'ip_cidr_range', form: /^\d+\.\d+\.\d+\.\d+\/\d+$/, min: 1, max: 18 },
    refused: { ip_cidr_range: '10.0.0.0' },
    says: /is not a valid IP CIDR range/,
  },
  oneOf(
    'subnetwork_log_interval',
    subnetwork.type,
    subnetwork.file,
    'log_config.aggregation_interval',
    [
      'INTERVAL_5_SEC',
      'INTERVAL_30_SEC',
      'INTERVAL_1_MIN',
      'INTERVAL_5_MIN',
      'INTERVAL_10_MIN',
      'INTERVAL_15_MIN',
    ],
    { log_config: { aggregation_interval: 'INTERVAL_2_MIN' } },
  ),
  oneOf(
    'subnetwork_log_metadata',
    subnetwork.type,
    subnetwork.file,
    'log_config.metadata',
    ['EXCLUDE_ALL_METADATA', 'INCLUDE_ALL_METADATA', 'CUSTOM_METADATA'],
    { log_config: { metadata: 'ALL' } },
  ),
  {
    id: 'router_name',
    type: 'google_compute_router',
    file: 'compute/resource_compute_router.go',
    check: computeName,
    refused: badName,
    says: doesNotMatch,
  },
  {
    // A name of one letter is good for everything else.
    id: 'nat_name',
    ...nat,
    check: { kind: 'text', path: 'name', form: /^[a-z]([-a-z0-9]*[a-z0-9])$/, min: 2, max: 63 },
    refused: { name: 'a' },
    says: /must be between 2 and 63 characters long/,
  },
  oneOf('nat_addresses', nat.type, nat.file, 'nat_ip_allocate_option', ['MANUAL_ONLY', 'AUTO_ONLY'], {
    nat_ip_allocate_option: 'AUTO',
  }),
  oneOf(
    'nat_log_filter',
    nat.type,
    nat.file,
    'log_config.filter',
    ['ERRORS_ONLY', 'TRANSLATIONS_ONLY', 'ALL'],
    {
      log_config: { enable: true, filter: 'ERRORS' },
    },
  ),
  oneOf(
    'address_type',
    'google_compute_global_address',
    'compute/resource_compute_global_address.go',
    'address_type',
    ['EXTERNAL', 'INTERNAL'],
    { address_type: 'PRIVATE' },
  ),
  oneOf(
    'peering_deletion',
    'google_service_networking_connection',
    'servicenetworking/resource_service_networking_connection.go',
    'deletion_policy',
    ['ABANDON', ''],
    { deletion_policy: 'DELETE' },
  ),
  {
    id: 'key_rotation',
    type: 'google_kms_crypto_key',
    file: 'kms/kms_utils.go',
    check: {
      kind: 'text',
      path: 'rotation_period',
      form: /^(8[6-9]\d{3}|9\d{4}|\d{6,})s$/,
      min: 1,
      max: most,
    },
    refused: { rotation_period: '3600s' },
    says: /Rotation period must be greater than one day/,
  },
  oneOf(
    'sql_edition',
    sql.type,
    sql.file,
    'settings.edition',
    ['ENTERPRISE', 'ENTERPRISE_PLUS'],
    sqlSettings({ edition: 'STANDARD' }),
  ),
  oneOf(
    'sql_availability',
    sql.type,
    sql.file,
    'settings.availability_type',
    ['REGIONAL', 'ZONAL'],
    sqlSettings({ availability_type: 'HIGH' }),
  ),
  oneOf(
    'sql_tls',
    sql.type,
    sql.file,
    'settings.ip_configuration.ssl_mode',
    ['ALLOW_UNENCRYPTED_AND_ENCRYPTED', 'ENCRYPTED_ONLY', 'TRUSTED_CLIENT_CERTIFICATE_REQUIRED'],
    sqlSettings({ ip_configuration: { ssl_mode: 'REQUIRED' } }),
  ),
  {
    id: 'sql_network',
    ...sql,
    check: {
      kind: 'text',
      path: 'settings.ip_configuration.private_network',
      form: /^(https?:\/\/.+\/)?projects\/[^/]+\/global\/networks\/[a-z]([-a-z0-9]*[a-z0-9])?$/,
      min: 1,
      max: most,
    },
    refused: sqlSettings({ ip_configuration: { private_network: 'default' } }),
    says: doesNotMatch,
  },
  number(
    'sql_maintenance_day',
    sql.type,
    sql.file,
    'settings.maintenance_window.day',
    [1, 7],
    sqlSettings({ maintenance_window: { day: 0 } }),
  ),
  number(
    'sql_maintenance_hour',
    sql.type,
    sql.file,
    'settings.maintenance_window.hour',
    [0, 23],
    sqlSettings({ maintenance_window: { day: 1, hour: 24 } }),
  ),
  number(
    'sql_query_length',
    sql.type,
    sql.file,
    'settings.insights_config.query_string_length',
    [1, 1048576],
    sqlSettings({ insights_config: { query_string_length: 0 } }),
  ),
  number(
    'sql_query_plans',
    sql.type,
    sql.file,
    'settings.insights_config.query_plans_per_minute',
    [0, 200],
    sqlSettings({ insights_config: { query_plans_per_minute: 201 } }),
  ),
  {
    id: 'sql_user_password',
    type: 'google_sql_user',
    file: 'sql/resource_sql_user.go',
    check: { kind: 'not together', paths: ['password', 'password_wo'] },
    refused: { password: 'a', password_wo: 'b' },
    says: conflicts,
  },
  {
    id: 'sql_user_rotation',
    type: 'google_sql_user',
    file: 'sql/resource_sql_user.go',
    check: { kind: 'only with', paths: ['password_wo_version', 'password_wo'] },
    refused: { password_wo_version: 1 },
    says: /all of `password_wo,password_wo_version` must be specified/,
  },
  oneOf(
    'sql_user_deletion',
    'google_sql_user',
    'sql/resource_sql_user.go',
    'deletion_policy',
    ['ABANDON', ''],
    {
      deletion_policy: 'KEEP',
    },
  ),
  {
    id: 'redis_name',
    ...redis,
    check: { kind: 'text', path: 'name', form: /^[a-z][a-z0-9-]{0,39}[a-z0-9]$/, min: 2, max: 41 },
    refused: { name: 'a' },
    says: doesNotMatch,
  },
  oneOf('redis_tier', redis.type, redis.file, 'tier', ['BASIC', 'STANDARD_HA'], { tier: 'STANDARD' }),
  oneOf(
    'redis_connection',
    redis.type,
    redis.file,
    'connect_mode',
    ['DIRECT_PEERING', 'PRIVATE_SERVICE_ACCESS'],
    {
      connect_mode: 'PRIVATE',
    },
  ),
  oneOf(
    'redis_tls',
    redis.type,
    redis.file,
    'transit_encryption_mode',
    ['SERVER_AUTHENTICATION', 'DISABLED'],
    {
      transit_encryption_mode: 'ENABLED',
    },
  ),
  oneOf(
    'redis_persistence',
    redis.type,
    redis.file,
    'persistence_config.persistence_mode',
    ['DISABLED', 'RDB'],
    {
      persistence_config: { persistence_mode: 'AOF' },
    },
  ),
  oneOf(
    'redis_maintenance_day',
    redis.type,
    redis.file,
    'maintenance_policy.weekly_maintenance_window.day',
    ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'],
    maintenanceDay({ day: 'MON' }),
  ),
  number(
    'redis_maintenance_hour',
    redis.type,
    redis.file,
    'maintenance_policy.weekly_maintenance_window.start_time.hours',
    [0, 23],
    maintenanceDay({ start_time: { hours: 24 } }),
  ),
  {
    id: 'secret_replication',
    type: 'google_secret_manager_secret',
    file: 'secretmanager/resource_secret_manager_secret.go',
    check: { kind: 'exactly one', paths: ['replication.auto', 'replication.user_managed'] },
    refused: { replication: { auto: {}, user_managed: { replicas: [{ location: 'us-central1' }] } } },
    says: oneOfThem,
  },
  {
    id: 'secret_value',
    type: 'google_secret_manager_secret_version',
    file: 'secretmanager/resource_secret_manager_secret_version.go',
    check: { kind: 'not together', paths: ['secret_data', 'secret_data_wo'] },
    refused: { secret_data: 'a', secret_data_wo: 'b' },
    says: conflicts,
  },
  oneOf(
    'bucket_rule_state',
    'google_storage_bucket',
    'storage/resource_storage_bucket.go',
    'lifecycle_rule.condition.with_state',
    ['LIVE', 'ARCHIVED', 'ANY', ''],
    { lifecycle_rule: [{ action: { type: 'Delete' }, condition: { age: 1, with_state: 'NONCURRENT' } }] },
  ),
  {
    id: 'cluster_name',
    ...cluster,
    check: { kind: 'text', path: 'name', form: /^[a-z]([a-z0-9-]*[a-z0-9])?$/, min: 1, max: 40 },
    refused: { name: 'a'.repeat(41) },
    says: /cannot be longer than 40 characters/,
  },
  {
    id: 'autopilot_default_pool',
    ...cluster,
    check: { kind: 'not together', paths: ['enable_autopilot', 'remove_default_node_pool'] },
    refused: { enable_autopilot: true, remove_default_node_pool: true },
    says: conflicts,
  },
  {
    id: 'autopilot_shielded_nodes',
    ...cluster,
    check: { kind: 'not together', paths: ['enable_autopilot', 'enable_shielded_nodes'] },
    refused: { enable_autopilot: true, enable_shielded_nodes: true },
    says: conflicts,
  },
  {
    id: 'autopilot_pods_per_node',
    ...cluster,
    check: { kind: 'not together', paths: ['enable_autopilot', 'default_max_pods_per_node'] },
    refused: { enable_autopilot: true, default_max_pods_per_node: 64 },
    says: conflicts,
  },
  {
    id: 'cluster_pod_range',
    ...cluster,
    check: {
      kind: 'not together',
      paths: [
        'ip_allocation_policy.cluster_ipv4_cidr_block',
        'ip_allocation_policy.cluster_secondary_range_name',
      ],
    },
    refused: {
      ip_allocation_policy: { cluster_ipv4_cidr_block: '10.1.0.0/16', cluster_secondary_range_name: 'pods' },
    },
    says: conflicts,
  },
  {
    id: 'cluster_old_pod_range',
    ...cluster,
    check: { kind: 'not together', paths: ['cluster_ipv4_cidr', 'ip_allocation_policy'] },
    refused: { cluster_ipv4_cidr: '10.1.0.0/16', ip_allocation_policy: {} },
    says: conflicts,
  },
  {
    id: 'cluster_maintenance',
    ...cluster,
    check: {
      kind: 'exactly one',
      paths: ['maintenance_policy.daily_maintenance_window', 'maintenance_policy.recurring_window'],
    },
    refused: {
      maintenance_policy: { daily_maintenance_window: { start_time: '08:00' }, recurring_window: window },
    },
    says: oneOfThem,
  },
  {
    id: 'cluster_maintenance_start',
    ...cluster,
    check: {
      kind: 'text',
      path: 'maintenance_policy.recurring_window.start_time',
      form: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
      min: 20,
      max: 20,
    },
    refused: { maintenance_policy: { recurring_window: { ...window, start_time: '08:00' } } },
    says: /cannot parse|parsing time/,
  },
  {
    id: 'cluster_control_plane_range',
    ...cluster,
    check: {
      kind: 'text',
      path: 'private_cluster_config.master_ipv4_cidr_block',
      form: /^\d+\.\d+\.\d+\.\d+\/28$/,
      min: 1,
      max: 18,
    },
    refused: {
      private_cluster_config: { enable_private_nodes: true, master_ipv4_cidr_block: '172.16.0.0/24' },
    },
    says: /significant bits/,
  },
  oneOf(
    'cluster_channel',
    cluster.type,
    cluster.file,
    'release_channel.channel',
    ['UNSPECIFIED', 'RAPID', 'REGULAR', 'STABLE', 'EXTENDED'],
    { release_channel: { channel: 'NORMAL' } },
  ),
  oneOf('cluster_networking', cluster.type, cluster.file, 'networking_mode', ['VPC_NATIVE', 'ROUTES'], {
    networking_mode: 'NATIVE',
  }),
  oneOf(
    'cluster_datapath',
    cluster.type,
    cluster.file,
    'datapath_provider',
    ['DATAPATH_PROVIDER_UNSPECIFIED', 'LEGACY_DATAPATH', 'ADVANCED_DATAPATH'],
    { datapath_provider: 'V2' },
  ),
  oneOf(
    'cluster_gateway',
    cluster.type,
    cluster.file,
    'gateway_api_config.channel',
    ['CHANNEL_DISABLED', 'CHANNEL_EXPERIMENTAL', 'CHANNEL_STANDARD'],
    { gateway_api_config: { channel: 'STANDARD' } },
  ),
  oneOf(
    'cluster_secrets',
    cluster.type,
    cluster.file,
    'database_encryption.state',
    ['ENCRYPTED', 'DECRYPTED'],
    {
      database_encryption: { state: 'ON' },
    },
  ),
  oneOf(
    'cluster_logs',
    cluster.type,
    cluster.file,
    'logging_config.enable_components',
    [
      'SYSTEM_COMPONENTS',
      'APISERVER',
      'CONTROLLER_MANAGER',
      'KCP_CONNECTION',
      'KCP_SSHD',
      'KCP_HPA',
      'SCHEDULER',
      'WORKLOADS',
    ],
    { logging_config: { enable_components: ['PODS'] } },
  ),
  oneOf(
    'cluster_posture',
    cluster.type,
    cluster.file,
    'security_posture_config.mode',
    ['DISABLED', 'BASIC', 'ENTERPRISE', 'MODE_UNSPECIFIED'],
    { security_posture_config: { mode: 'ON' } },
  ),
  oneOf('pool_location_policy', pool.type, pool.file, 'autoscaling.location_policy', ['BALANCED', 'ANY'], {
    autoscaling: { location_policy: 'SPREAD' },
  }),
  number('pool_minimum', pool.type, pool.file, 'autoscaling.total_min_node_count', [0, most], {
    autoscaling: { total_min_node_count: -1 },
  }),
  number('pool_surge', pool.type, pool.file, 'upgrade_settings.max_surge', [0, most], {
    upgrade_settings: { max_surge: -1, max_unavailable: 0 },
  }),
  oneOf('pool_update', pool.type, pool.file, 'upgrade_settings.strategy', ['SURGE', 'BLUE_GREEN'], {
    upgrade_settings: { strategy: 'ROLLING' },
  }),
  number('node_disk', nodeConfig.type, nodeConfig.file, 'node_config.disk_size_gb', [10, most], {
    node_config: { disk_size_gb: 5 },
  }),
  number(
    'node_local_ssds',
    nodeConfig.type,
    nodeConfig.file,
    'node_config.ephemeral_storage_local_ssd_config.local_ssd_count',
    [0, most],
    { node_config: { ephemeral_storage_local_ssd_config: { local_ssd_count: -1 } } },
  ),
  oneOf(
    'node_taint',
    nodeConfig.type,
    nodeConfig.file,
    'node_config.taint.effect',
    ['NO_SCHEDULE', 'PREFER_NO_SCHEDULE', 'NO_EXECUTE'],
    { node_config: { taint: [{ key: 'a', value: 'b', effect: 'NoSchedule' }] } },
  ),
  oneOf(
    'node_metadata',
    nodeConfig.type,
    nodeConfig.file,
    'node_config.workload_metadata_config.mode',
    ['MODE_UNSPECIFIED', 'GCE_METADATA', 'GKE_METADATA'],
    { node_config: { workload_metadata_config: { mode: 'SECURE' } } },
  ),
  {
    id: 'record_name',
    type: 'google_dns_record_set',
    file: 'dns/resource_dns_record_set.go',
    check: { kind: 'text', path: 'name', form: /\.$/, min: 1, max: most },
    refused: { name: 'a.example' },
    says: /must end with trailing dot/,
  },
  {
    id: 'record_answer',
    type: 'google_dns_record_set',
    file: 'dns/resource_dns_record_set.go',
    check: { kind: 'exactly one', paths: ['rrdatas', 'routing_policy'] },
    refused: { routing_policy: { geo: [{ location: 'us-central1', rrdatas: ['192.0.2.1'] }] } },
    says: oneOfThem,
  },
  {
    id: 'certificate_kind',
    type: 'google_certificate_manager_certificate',
    file: 'certificatemanager/resource_certificate_manager_certificate.go',
    check: { kind: 'exactly one', paths: ['managed', 'self_managed'] },
    refused: { self_managed: { pem_certificate: 'a', pem_private_key: 'b' } },
    says: oneOfThem,
  },
  {
    id: 'certificate_host',
    type: 'google_certificate_manager_certificate_map_entry',
    file: 'certificatemanager/resource_certificate_manager_certificate_map_entry.go',
    check: { kind: 'exactly one', paths: ['hostname', 'matcher'] },
    refused: { matcher: 'PRIMARY' },
    says: oneOfThem,
  },
  oneOf('alert_combiner', alert.type, alert.file, 'combiner', ['AND', 'OR', 'AND_WITH_MATCHING_RESOURCE'], {
    combiner: 'ANY',
  }),
  oneOf('alert_severity', alert.type, alert.file, 'severity', ['CRITICAL', 'ERROR', 'WARNING'], {
    severity: 'HIGH',
  }),
  oneOf(
    'alert_comparison',
    alert.type,
    alert.file,
    'conditions.condition_threshold.comparison',
    ['COMPARISON_GT', 'COMPARISON_GE', 'COMPARISON_LT', 'COMPARISON_LE', 'COMPARISON_EQ', 'COMPARISON_NE'],
    condition({ comparison: '>' }),
  ),
  oneOf(
    'alert_aligner',
    alert.type,
    alert.file,
    'conditions.condition_threshold.aggregations.per_series_aligner',
    [
      'ALIGN_NONE',
      'ALIGN_DELTA',
      'ALIGN_RATE',
      'ALIGN_MIN',
      'ALIGN_MAX',
      'ALIGN_MEAN',
      'ALIGN_COUNT',
      'ALIGN_SUM',
    ],
    condition({ aggregations: [{ per_series_aligner: 'MEAN' }] }),
  ),
];

const version = '6.50.0';

export const googleRules: RecordedRules = {
  provider: 'google',
  version,
  source: `https://github.com/hashicorp/terraform-provider-google/blob/v${version}/google/services`,
  configuration: { project: 'p' },
  accepted,
  rules,
};
