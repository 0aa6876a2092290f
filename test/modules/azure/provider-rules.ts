/**
 * Rules of the Azure provider that matter to our stacks, as of 4.55.0. Those that it keeps to itself until a plan, such as
 * which tier goes with which size of a volume, are not among them.
 */
import { most, number, oneOf, type ProviderRule, type RecordedRules } from '../../helpers/provider-rules.ts';
import type { Block } from '../../helpers/synth.ts';

const group = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/g';
const network = `${group}/providers/Microsoft.Network`;
const vaultId = `${group}/providers/Microsoft.KeyVault/vaults/v`;
const accountId = `${group}/providers/Microsoft.Storage/storageAccounts/abc`;
const serverId = `${group}/providers/Microsoft.DBforPostgreSQL/flexibleServers/abc`;
const identityId = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/abc`;
const key = 'https://v.vault.azure.net/keys/k';
const place = { name: 'abc', resource_group_name: 'g', location: 'eastus2' } as const;
const userAssigned = { type: 'UserAssigned', identity_ids: [identityId] } as const;

const accepted: Readonly<Record<string, Block>> = {
  azurerm_disk_encryption_set: {
    ...place,
    key_vault_key_id: key,
    auto_key_rotation_enabled: true,
    identity: userAssigned,
  },
  azurerm_key_vault: {
    ...place,
    tenant_id: '11111111-2222-3333-4444-555555555555',
    sku_name: 'standard',
    network_acls: { default_action: 'Allow', bypass: 'AzureServices' },
  },
  azurerm_key_vault_key: {
    name: 'k',
    key_vault_id: vaultId,
    key_type: 'RSA',
    key_size: 2048,
    key_opts: ['wrapKey'],
  },
  azurerm_key_vault_secret: { name: 's', key_vault_id: vaultId, value_wo: 'x', value_wo_version: 1 },
  azurerm_managed_redis: { ...place, sku_name: 'Balanced_B5' },
  azurerm_management_lock: { name: 'l', scope: vaultId, lock_level: 'CanNotDelete' },
  azurerm_nat_gateway: place,
  azurerm_network_security_group: place,
  azurerm_network_watcher_flow_log: {
    network_watcher_name: 'w',
    resource_group_name: 'g',
    name: 'f',
    target_resource_id: `${network}/virtualNetworks/n`,
    storage_account_id: accountId,
    enabled: true,
    retention_policy: { enabled: true, days: 30 },
  },
  azurerm_postgresql_flexible_server: {
    ...place,
    administrator_login: 'postgres',
    administrator_password_wo: 'x',
    administrator_password_wo_version: 1,
    identity: userAssigned,
  },
  azurerm_postgresql_flexible_server_database: { name: 'd', server_id: serverId },
  azurerm_private_endpoint: {
    ...place,
    subnet_id: `${network}/virtualNetworks/n/subnets/s`,
    private_service_connection: {
      name: 'c',
      is_manual_connection: false,
      private_connection_resource_id: vaultId,
    },
  },
  azurerm_public_ip: { ...place, allocation_method: 'Static' },
  azurerm_role_assignment: { scope: vaultId, role_definition_name: 'Reader', principal_id: 'p' },
  azurerm_storage_account: { ...place, account_tier: 'Standard', account_replication_type: 'LRS' },
  azurerm_storage_container: { name: 'abc', storage_account_id: accountId },
  azurerm_storage_management_policy: {
    storage_account_id: accountId,
    rule: [{ name: 'r', enabled: true, filters: { blob_types: ['blockBlob'] }, actions: {} }],
  },
  azurerm_subnet: {
    name: 's',
    resource_group_name: 'g',
    virtual_network_name: 'n',
    address_prefixes: ['10.0.0.0/24'],
  },
};

const disks = {
  type: 'azurerm_disk_encryption_set',
  file: 'compute/disk_encryption_set_resource.go',
} as const;
const vault = { type: 'azurerm_key_vault', file: 'keyvault/key_vault_resource.go' } as const;
const vaultKey = { type: 'azurerm_key_vault_key', file: 'keyvault/key_vault_key_resource.go' } as const;
const secret = { type: 'azurerm_key_vault_secret', file: 'keyvault/key_vault_secret_resource.go' } as const;
const redis = { type: 'azurerm_managed_redis', file: 'managedredis/managed_redis_resource.go' } as const;
const nat = { type: 'azurerm_nat_gateway', file: 'network/nat_gateway_resource.go' } as const;
const rules = {
  type: 'azurerm_network_security_group',
  file: 'network/network_security_group_resource.go',
} as const;
const flowLog = {
  type: 'azurerm_network_watcher_flow_log',
  file: 'network/network_watcher_flow_log_resource.go',
} as const;
const postgres = {
  type: 'azurerm_postgresql_flexible_server',
  file: 'postgres/postgresql_flexible_server_resource.go',
} as const;
const endpoint = { type: 'azurerm_private_endpoint', file: 'network/private_endpoint_resource.go' } as const;
const role = { type: 'azurerm_role_assignment', file: 'authorization/role_assignment_resource.go' } as const;
const account = { type: 'azurerm_storage_account', file: 'storage/storage_account_resource.go' } as const;
const policy = {
  type: 'azurerm_storage_management_policy',
  file: 'storage/storage_management_policy_resource.go',
} as const;
const subnet = { type: 'azurerm_subnet', file: 'network/subnet_resource.go' } as const;

const onlyTogether = /all of `.+` must be specified/s;
const oneOfThem = /one of `.+` (must be specified|can be specified)|only one of `.+` can be specified/s;
const conflicts = /conflicts with/;

const inbound = (change: Block) => ({
  security_rule: [
    {
      name: 'r',
      description: '',
      priority: 100,
      direction: 'Inbound',
      access: 'Deny',
      protocol: '*',
      source_address_prefix: '*',
      source_port_range: '*',
      destination_address_prefix: '*',
      destination_port_range: '*',
      // It is a list of objects, not of blocks: each has all attributes.
      destination_address_prefixes: null,
      destination_application_security_group_ids: null,
      destination_port_ranges: null,
      source_address_prefixes: null,
      source_application_security_group_ids: null,
      source_port_ranges: null,
      ...change,
    },
  ],
});
const acls = (change: Block) => ({
  network_acls: { default_action: 'Allow', bypass: 'AzureServices', ...change },
});
const database = (change: Block) => ({ default_database: change });
const blobs = (change: Block) => ({ blob_properties: change });
const cors = (change: Block) =>
  blobs({
    cors_rule: [
      {
        allowed_origins: ['*'],
        allowed_methods: ['GET'],
        allowed_headers: ['*'],
        exposed_headers: ['*'],
        max_age_in_seconds: 1,
        ...change,
      },
    ],
  });

const recorded: readonly ProviderRule[] = [
  {
    id: 'vault_name',
    ...vault,
    file: 'keyvault/validate/vault_name.go',
    check: { kind: 'text', path: 'name', form: /^[a-zA-Z0-9-]+$/, min: 3, max: 24 },
    refused: { name: 'braintrust-production-eu-1' },
    says: /must be between 3-24 chars/,
  },
  oneOf('vault_tier', vault.type, vault.file, 'sku_name', ['standard', 'premium'], { sku_name: 'basic' }),
  number('vault_retention', vault.type, vault.file, 'soft_delete_retention_days', [7, 90], {
    soft_delete_retention_days: 6,
  }),
  oneOf(
    'vault_default',
    vault.type,
    vault.file,
    'network_acls.default_action',
    ['Allow', 'Deny'],
    acls({ default_action: 'Refuse' }),
  ),
  oneOf(
    'vault_bypass',
    vault.type,
    vault.file,
    'network_acls.bypass',
    ['None', 'AzureServices'],
    acls({ bypass: 'Azure' }),
  ),
  {
    id: 'vault_ranges',
    ...vault,
    check: {
      kind: 'text',
      path: 'network_acls.ip_rules',
      form: /^\d+\.\d+\.\d+\.\d+(\/\d+)?$/,
      min: 7,
      max: 18,
    },
    refused: acls({ ip_rules: ['somewhere'] }),
    says: /is not a valid IPv4 address|must start with IPV4 address/,
  },
  {
    id: 'vault_rbac',
    ...vault,
    check: { kind: 'not together', paths: ['rbac_authorization_enabled', 'enable_rbac_authorization'] },
    refused: { rbac_authorization_enabled: true, enable_rbac_authorization: true },
    says: conflicts,
  },
  oneOf('key_type', vaultKey.type, vaultKey.file, 'key_type', ['EC', 'EC-HSM', 'RSA', 'RSA-HSM'], {
    key_type: 'rsa',
  }),
  oneOf(
    'key_operations',
    vaultKey.type,
    vaultKey.file,
    'key_opts',
    ['decrypt', 'encrypt', 'sign', 'unwrapKey', 'verify', 'wrapKey'],
    { key_opts: ['wrap'] },
  ),
  {
    id: 'key_rotation',
    ...vaultKey,
    check: {
      kind: 'text',
      path: 'rotation_policy.automatic.time_after_creation',
      form: /^P(\d+[YMWD])+$/,
      min: 3,
      max: most,
    },
    refused: { rotation_policy: { automatic: { time_after_creation: '90 days' } } },
    says: /expected 'P' period mark at the start/,
  },
  {
    id: 'key_rotation_how',
    ...vaultKey,
    check: {
      kind: 'exactly one',
      paths: [
        'rotation_policy.automatic.time_after_creation',
        'rotation_policy.automatic.time_before_expiry',
      ],
    },
    refused: { rotation_policy: { automatic: {} } },
    says: oneOfThem,
  },
  {
    id: 'secret_name',
    ...secret,
    file: 'keyvault/validate/nested_item_name.go',
    check: { kind: 'text', path: 'name', form: /^[0-9a-zA-Z-]+$/, min: 1, max: most },
    refused: { name: 'postgres_password' },
    says: /may only contain alphanumeric characters and dashes/,
  },
  {
    id: 'secret_value',
    ...secret,
    check: { kind: 'exactly one', paths: ['value', 'value_wo'] },
    refused: { value: 'y' },
    says: oneOfThem,
  },
  {
    id: 'secret_version',
    ...secret,
    check: { kind: 'only with', paths: ['value_wo', 'value_wo_version'] },
    refused: { value_wo_version: undefined },
    says: onlyTogether,
  },
  number('secret_version_from', secret.type, secret.file, 'value_wo_version', [1, most], {
    value_wo_version: 0,
  }),
  {
    id: 'disks_key',
    ...disks,
    file: 'keyvault/validate/nested_item_id.go',
    check: {
      kind: 'text',
      path: 'key_vault_key_id',
      form: /^https:\/\/[^/]+\/keys\/[^/]+(\/[^/]+)?$/,
      min: 1,
      max: most,
    },
    refused: { key_vault_key_id: `${vaultId}/keys/k` },
    says: /parsing/,
  },
  {
    id: 'redis_name',
    ...redis,
    file: 'managedredis/validate/managed_redis_name.go',
    check: { kind: 'text', path: 'name', form: /^[A-Za-z0-9](-?[A-Za-z0-9])+$/, min: 3, max: 63 },
    refused: { name: 'b2--3-redis' },
    says: /must not contain any consecutive hyphens/,
  },
  {
    id: 'redis_size',
    ...redis,
    file: 'managedredis/validate/managed_redis_sku.go',
    check: {
      kind: 'text',
      path: 'sku_name',
      form: /^(Balanced_B|MemoryOptimized_M|ComputeOptimized_X|FlashOptimized_A)\d+$/,
      min: 1,
      max: most,
    },
    refused: { sku_name: 'Enterprise_E10' },
    says: /expected sku_name to be one of/,
  },
  {
    // With its version, unlike every other key: hence the way by the disk encryption set.
    id: 'redis_key',
    ...redis,
    file: 'keyvault/validate/nested_item_id.go',
    check: {
      kind: 'text',
      path: 'customer_managed_key.key_vault_key_id',
      form: /^https:\/\/[^/]+\/keys\/[^/]+\/[^/]+$/,
      min: 1,
      max: most,
    },
    refused: { customer_managed_key: { key_vault_key_id: key, user_assigned_identity_id: identityId } },
    says: /parsing/,
  },
  oneOf(
    'redis_clustering',
    redis.type,
    redis.file,
    'default_database.clustering_policy',
    ['EnterpriseCluster', 'NoCluster', 'OSSCluster'],
    database({ clustering_policy: 'None' }),
  ),
  oneOf(
    'redis_eviction',
    redis.type,
    redis.file,
    'default_database.eviction_policy',
    [
      'AllKeysLFU',
      'AllKeysLRU',
      'AllKeysRandom',
      'NoEviction',
      'VolatileLFU',
      'VolatileLRU',
      'VolatileRandom',
      'VolatileTTL',
    ],
    database({ eviction_policy: 'volatile-lru' }),
  ),
  oneOf(
    'redis_protocol',
    redis.type,
    redis.file,
    'default_database.client_protocol',
    ['Encrypted', 'Plaintext'],
    database({ client_protocol: 'TLS' }),
  ),
  oneOf('redis_public', redis.type, redis.file, 'public_network_access', ['Enabled', 'Disabled'], {
    public_network_access: 'Off',
  }),
  oneOf(
    'lock_level',
    'azurerm_management_lock',
    'resource/management_lock_resource.go',
    'lock_level',
    ['CanNotDelete', 'ReadOnly'],
    { lock_level: 'Keep' },
  ),
  {
    id: 'lock_notes',
    type: 'azurerm_management_lock',
    file: 'resource/management_lock_resource.go',
    check: { kind: 'text', path: 'notes', form: /^/, min: 0, max: 512 },
    refused: { notes: 'a'.repeat(513) },
    says: /expected length of notes to be in the range/,
  },
  number('nat_timeout', nat.type, nat.file, 'idle_timeout_in_minutes', [4, 120], {
    idle_timeout_in_minutes: 3,
  }),
  {
    id: 'rule_description',
    ...rules,
    check: { kind: 'text', path: 'security_rule.description', form: /^/, min: 0, max: 140 },
    refused: inbound({ description: 'a'.repeat(141) }),
    says: /expected length of .*description to be in the range/,
  },
  number(
    'rule_priority',
    rules.type,
    rules.file,
    'security_rule.priority',
    [100, 4096],
    inbound({ priority: 99 }),
  ),
  oneOf(
    'rule_access',
    rules.type,
    rules.file,
    'security_rule.access',
    ['Allow', 'Deny'],
    inbound({ access: 'Refuse' }),
  ),
  oneOf(
    'rule_protocol',
    rules.type,
    rules.file,
    'security_rule.protocol',
    ['*', 'Tcp', 'Udp', 'Icmp', 'Esp', 'Ah'],
    inbound({ protocol: 'Any' }),
  ),
  oneOf(
    'rule_direction',
    rules.type,
    rules.file,
    'security_rule.direction',
    ['Inbound', 'Outbound'],
    inbound({ direction: 'In' }),
  ),
  {
    id: 'flow_log_target',
    ...flowLog,
    check: { kind: 'exactly one', paths: ['target_resource_id', 'network_security_group_id'] },
    refused: { network_security_group_id: `${network}/networkSecurityGroups/n` },
    says: oneOfThem,
  },
  number('flow_log_version', flowLog.type, flowLog.file, 'version', [1, 2], { version: 3 }),
  {
    id: 'postgres_name',
    ...postgres,
    file: 'postgres/validate/flexible_server_name.go',
    check: { kind: 'text', path: 'name', form: /^[a-z0-9]([a-z0-9-]+[a-z0-9])?$/, min: 1, max: 63 },
    refused: { name: 'Braintrust' },
    says: /must only contains numbers, lowercase characters/,
  },
  {
    // Of the sixth generation Azure has machines, this version of the provider has none.
    id: 'postgres_machine',
    ...postgres,
    file: 'postgres/validate/flexible_server_sku_name.go',
    check: {
      kind: 'text',
      path: 'sku_name',
      form: /^(B_Standard_B\d+m?s|GP_Standard_D\d+(s_v3|ds_v4|ds_v5|ads_v5)|MO_Standard_E\d+(s_v3|ds_v4|ds_v5|ads_v5))$/,
      min: 1,
      max: most,
    },
    refused: { sku_name: 'MO_Standard_E8ds_v6' },
    says: /is not a valid sku name/,
  },
  oneOf(
    'postgres_volume',
    postgres.type,
    postgres.file,
    'storage_mb',
    [
      '32768',
      '65536',
      '131072',
      '262144',
      '524288',
      '1048576',
      '2097152',
      '4193280',
      '4194304',
      '8388608',
      '16777216',
      '33553408',
    ],
    { storage_mb: 1024000 },
  ),
  oneOf(
    'postgres_tier',
    postgres.type,
    postgres.file,
    'storage_tier',
    ['P4', 'P6', 'P10', 'P15', 'P20', 'P30', 'P40', 'P50', 'P60', 'P70', 'P80'],
    { storage_tier: 'P1' },
  ),
  oneOf(
    'postgres_version',
    postgres.type,
    postgres.file,
    'version',
    ['11', '12', '13', '14', '15', '16', '17', '18'],
    { version: '10' },
  ),
  oneOf(
    'postgres_standby',
    postgres.type,
    postgres.file,
    'high_availability.mode',
    ['ZoneRedundant', 'SameZone'],
    { high_availability: { mode: 'Zones' } },
  ),
  number('postgres_backups', postgres.type, postgres.file, 'backup_retention_days', [7, 35], {
    backup_retention_days: 6,
  }),
  {
    id: 'postgres_user',
    ...postgres,
    file: 'postgres/validate/admin_usernames.go',
    check: {
      kind: 'text',
      path: 'administrator_login',
      form: /^(?!(azure_superuser|azure_pg_admin|admin|administrator|root|guest|public)$|pg_)/i,
      min: 1,
      max: most,
    },
    refused: { administrator_login: 'pg_braintrust' },
    says: /can not start with 'pg_'/,
  },
  {
    id: 'postgres_password',
    ...postgres,
    check: { kind: 'not together', paths: ['administrator_password', 'administrator_password_wo'] },
    refused: { administrator_password: 'y' },
    says: conflicts,
  },
  {
    id: 'postgres_password_version',
    ...postgres,
    check: {
      kind: 'only with',
      paths: ['administrator_password_wo', 'administrator_password_wo_version'],
    },
    refused: { administrator_password_wo_version: undefined },
    says: onlyTogether,
  },
  {
    id: 'postgres_key_identity',
    ...postgres,
    check: {
      kind: 'only with',
      paths: [
        'customer_managed_key.key_vault_key_id',
        'customer_managed_key.primary_user_assigned_identity_id',
      ],
    },
    refused: { customer_managed_key: { key_vault_key_id: key } },
    says: onlyTogether,
  },
  {
    id: 'endpoint_target',
    ...endpoint,
    check: {
      kind: 'exactly one',
      paths: [
        'private_service_connection.private_connection_resource_id',
        'private_service_connection.private_connection_resource_alias',
      ],
    },
    refused: { private_service_connection: { name: 'c', is_manual_connection: false } },
    says: oneOfThem,
  },
  {
    id: 'endpoint_name',
    ...endpoint,
    file: 'network/validate/private_link_name.go',
    check: { kind: 'text', path: 'name', form: /^[a-zA-Z0-9]([\w.-]*\w)?$/, min: 1, max: 80 },
    refused: { name: 'ends-with-' },
    says: /name/,
  },
  {
    id: 'role_by',
    ...role,
    check: { kind: 'exactly one', paths: ['role_definition_name', 'role_definition_id'] },
    refused: { role_definition_id: `${group}/providers/Microsoft.Authorization/roleDefinitions/r` },
    says: oneOfThem,
  },
  oneOf('role_principal', role.type, role.file, 'principal_type', ['User', 'Group', 'ServicePrincipal'], {
    principal_type: 'Identity',
  }),
  {
    id: 'account_name',
    ...account,
    file: 'storage/validate/storage_account_name.go',
    check: { kind: 'text', path: 'name', form: /^[a-z0-9]+$/, min: 3, max: 24 },
    refused: { name: 'braintrust-data' },
    says: /can only consist of lowercase letters and numbers/,
  },
  oneOf(
    'account_kind',
    account.type,
    account.file,
    'account_kind',
    ['BlobStorage', 'BlockBlobStorage', 'FileStorage', 'Storage', 'StorageV2'],
    { account_kind: 'Blobs' },
  ),
  oneOf('account_tier', account.type, account.file, 'account_tier', ['Standard', 'Premium'], {
    account_tier: 'Basic',
  }),
  oneOf(
    'account_copies',
    account.type,
    account.file,
    'account_replication_type',
    ['LRS', 'ZRS', 'GRS', 'RAGRS', 'GZRS', 'RAGZRS'],
    { account_replication_type: 'zrs' },
  ),
  oneOf('account_tls', account.type, account.file, 'min_tls_version', ['TLS1_0', 'TLS1_1', 'TLS1_2'], {
    min_tls_version: 'TLS1_4',
  }),
  {
    id: 'account_ranges',
    ...account,
    file: 'storage/validate/storage_account_ip_rule.go',
    check: {
      kind: 'text',
      path: 'network_rules.ip_rules',
      form: /^(?!10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)(\d{1,3}\.){3}\d{1,3}(\/(\d|[12]\d|30))?$/,
      min: 7,
      max: 18,
    },
    refused: { network_rules: { default_action: 'Deny', ip_rules: ['198.51.100.7/32'] } },
    says: /number of bits \(0-30\) as prefix/,
  },
  {
    id: 'account_private_ranges',
    ...account,
    file: 'storage/validate/storage_account_ip_rule.go',
    check: {
      kind: 'text',
      path: 'network_rules.ip_rules',
      form: /^(?!10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/,
      min: 7,
      max: 18,
    },
    refused: { network_rules: { default_action: 'Deny', ip_rules: ['10.0.0.0/8'] } },
    says: /must be public ip address/,
  },
  oneOf(
    'account_methods',
    account.type,
    'storage/helpers/helpers.go',
    'blob_properties.cors_rule.allowed_methods',
    ['DELETE', 'GET', 'HEAD', 'MERGE', 'POST', 'OPTIONS', 'PUT', 'PATCH'],
    cors({ allowed_methods: ['LIST'] }),
  ),
  number(
    'account_retention',
    account.type,
    account.file,
    'blob_properties.delete_retention_policy.days',
    [1, 365],
    blobs({ delete_retention_policy: { days: 366 } }),
  ),
  number(
    'account_container_retention',
    account.type,
    account.file,
    'blob_properties.container_delete_retention_policy.days',
    [1, 365],
    blobs({ container_delete_retention_policy: { days: 366 } }),
  ),
  {
    id: 'account_key',
    ...account,
    check: {
      kind: 'exactly one',
      paths: ['customer_managed_key.key_vault_key_id', 'customer_managed_key.managed_hsm_key_id'],
    },
    refused: { customer_managed_key: { user_assigned_identity_id: identityId } },
    says: oneOfThem,
  },
  {
    id: 'container_by',
    type: 'azurerm_storage_container',
    file: 'storage/storage_container_resource.go',
    check: { kind: 'exactly one', paths: ['storage_account_id', 'storage_account_name'] },
    refused: { storage_account_name: 'abc' },
    says: oneOfThem,
  },
  {
    id: 'container_name',
    type: 'azurerm_storage_container',
    file: 'storage/validate/storage_container.go',
    check: {
      kind: 'text',
      path: 'name',
      form: /^(\$root|\$web|[a-z0-9](-?[a-z0-9])+)$/,
      min: 3,
      max: 63,
    },
    refused: { name: 'code_bundles' },
    says: /only lowercase alphanumeric characters and hyphens/,
  },
  oneOf('expiry_kinds', policy.type, policy.file, 'rule.filters.blob_types', ['blockBlob', 'appendBlob'], {
    rule: [{ name: 'r', enabled: true, filters: { blob_types: ['pageBlob'] }, actions: {} }],
  }),
  oneOf(
    'subnet_endpoint_policies',
    subnet.type,
    subnet.file,
    'private_endpoint_network_policies',
    ['Disabled', 'Enabled', 'NetworkSecurityGroupEnabled', 'RouteTableEnabled'],
    { private_endpoint_network_policies: 'On' },
  ),
  oneOf(
    'address_allocation',
    'azurerm_public_ip',
    'network/public_ip_resource.go',
    'allocation_method',
    ['Static', 'Dynamic'],
    { allocation_method: 'Fixed' },
  ),
];

const version = '4.55.0';

export const azureRules: RecordedRules = {
  provider: 'azurerm',
  version,
  source: `https://github.com/hashicorp/terraform-provider-azurerm/blob/v${version}/internal/services`,
  configuration: { features: [{}], resource_provider_registrations: 'none' },
  accepted,
  rules: recorded,
};
