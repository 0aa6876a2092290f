/**
 * What a change of each resource type means on Azure. Attribute names are those of the Azure provider:
 * https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs
 */
import {
  becomes,
  changed,
  grows,
  leaves,
  opensToAll,
  shrinks,
  switchedOff,
  switchedOn,
  unrestricted,
  widens,
} from '../../plan/classify/conditions.ts';
import type { AttributeRow, ResourceClasses } from '../../plan/classify/resource-class.ts';
import {
  amountCost,
  downtime,
  gives,
  interrupts,
  machineCost,
  quietly,
  unnoticed,
} from '../../plan/classify/rows.ts';
import { clusterClasses } from '../kubernetes/classes.ts';

const learn = 'https://learn.microsoft.com/azure';
const scale = `${learn}/postgresql/flexible-server/concepts-scaling-resources`;
const postgres = `${learn}/postgresql/flexible-server`;
const postgresPrice = 'https://azure.microsoft.com/pricing/details/postgresql/flexible-server/';
const redis = `${learn}/redis/how-to-scale`;
const redisPrice = 'https://azure.microsoft.com/pricing/details/managed-redis/';
const blobs = `${learn}/storage/blobs`;
const account = `${learn}/storage/common/storage-network-security`;
const vault = `${learn}/key-vault/general`;
const aks = `${learn}/aks`;
const aksPrice = 'https://azure.microsoft.com/pricing/details/virtual-machines/linux/';
const nsg = `${learn}/virtual-network/network-security-groups-overview`;
const nat = `${learn}/nat-gateway/nat-overview`;
const links = `${learn}/private-link/private-endpoint-overview`;
const rbac = `${learn}/role-based-access-control/overview`;
const locks = `${learn}/azure-resource-manager/management/lock-resources`;
const door = `${learn}/frontdoor/front-door-overview`;
const doorWaf = `${learn}/web-application-firewall/afds/afds-overview`;
const identities = `${learn}/entra/identity/managed-identities-azure-resources/overview`;
const monitor = `${learn}/azure-monitor/alerts/alerts-overview`;

function exposure(
  path: string,
  when: AttributeRow['when'],
  consequence: string,
  source: string,
): AttributeRow {
  return { path, when, kind: 'exposure', severity: 'attention', consequence, source };
}

/** What is let in where the rest is refused. */
function rangeRows(path: string, what: string, source: string): readonly AttributeRow[] {
  return [
    exposure(path, opensToAll, `everybody on the internet reaches ${what}`, source),
    exposure(path, widens, `more addresses reach ${what}`, source),
    exposure(path, unrestricted, `no list of addresses guards ${what}`, source),
  ];
}

function loses(path: string, when: AttributeRow['when'], consequence: string, source: string): AttributeRow {
  return { path, when, kind: 'data-loss', severity: 'attention', consequence, source };
}

const outbound = interrupts(
  'connections through it break off, and nothing gets out of the network for a minute or two',
  nat,
);
const unreachable = interrupts('what it leads to is not reached until it is there again: minutes', links);
const entry = interrupts(
  'the API is not reached from outside until it is there again: up to half an hour',
  door,
);

const nodeRows: readonly AttributeRow[] = [
  ...amountCost('min_count', aksPrice),
  ...amountCost('node_count', aksPrice),
];

export const resourceClasses: ResourceClasses = {
  ...clusterClasses,
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
      {
        path: 'customer_managed_key.0.key_vault_key_id',
        when: changed,
        kind: 'access',
        severity: 'notice',
        consequence:
          'another key guards the account; the former one has to stay until Azure has changed over',
        source: `${learn}/storage/common/customer-managed-keys-overview`,
      },
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
    rows: ['base_blob', 'snapshot', 'version'].flatMap((what) =>
      [
        'delete_after_days_since_modification_greater_than',
        'delete_after_days_since_creation_greater_than',
        'delete_after_days_since_creation',
      ].map((attribute) =>
        loses(
          `rule.*.actions.*.${what}.*.${attribute}`,
          shrinks,
          'objects or their former versions that are older are deleted within a day',
          `${blobs}/lifecycle-management-overview`,
        ),
      ),
    ),
  },
  azurerm_key_vault: {
    noun: 'key vault',
    loss: 'all keys and secrets in it, until it is recovered',
    rows: [
      exposure(
        'public_network_access_enabled',
        switchedOn,
        'the vault is reached from the internet, by whoever has the rights',
        `${vault}/network-security`,
      ),
      exposure(
        'network_acls.0.default_action',
        becomes('Allow'),
        'the vault is reached from every address, by whoever has the rights',
        `${vault}/network-security`,
      ),
      ...rangeRows('network_acls.0.ip_rules', 'the vault', `${vault}/network-security`).slice(0, 2),
      {
        path: 'rbac_authorization_enabled',
        when: switchedOff,
        kind: 'access',
        severity: 'attention',
        consequence: 'policies of the vault decide who reads it, not roles',
        source: `${vault}/rbac-guide`,
      },
    ],
  },
  azurerm_key_vault_key: {
    noun: 'encryption key',
    loss: 'everything encrypted with the key, backups included, until it is recovered',
    rows: downtime(
      ['rotation_policy'],
      'the key gets new versions at other times; what is encrypted stays readable',
      `${learn}/key-vault/keys/how-to-configure-key-rotation`,
      'notice',
    ),
  },
  azurerm_key_vault_secret: {
    noun: 'secret',
    loss: 'the value of the secret',
    rows: downtime(
      ['value_wo_version'],
      'the value is written anew; pods take it when they are restarted',
      'modules/azure/stored-secret.ts',
      'notice',
    ),
  },
  azurerm_disk_encryption_set: {
    noun: 'encryption of disks',
    replaced: interrupts('nodes have to be made anew for it', `${learn}/virtual-machines/disk-encryption`),
    destroyed: interrupts('disks of nodes cannot be opened', `${learn}/virtual-machines/disk-encryption`),
  },
  azurerm_kubernetes_cluster: {
    noun: 'cluster',
    loss: 'everything that runs in the cluster; the API is down until it is made and installed again',
    rows: [
      ...rangeRows(
        'api_server_access_profile.0.authorized_ip_ranges',
        'the control plane',
        `${aks}/api-server-authorized-ip-ranges`,
      ),
      exposure(
        'private_cluster_enabled',
        (before, after) => before === true && after !== true,
        'the control plane gets an address on the internet',
        `${aks}/private-clusters`,
      ),
      exposure(
        'private_cluster_public_fqdn_enabled',
        switchedOn,
        'the name of the control plane is known outside; its address stays private',
        `${aks}/private-clusters`,
      ),
      {
        path: 'local_account_disabled',
        when: (before, after) => before === true && after !== true,
        kind: 'access',
        severity: 'attention',
        consequence: 'a certificate opens the whole cluster, whoever has it',
        source: `${aks}/manage-local-accounts-managed-azure-ad`,
      },
      ...downtime(
        ['kubernetes_version', 'automatic_upgrade_channel', 'maintenance_window_auto_upgrade'],
        'control plane and nodes are upgraded: nodes go one after the other, Brainstore caches with them',
        `${aks}/upgrade-aks-cluster`,
      ),
      ...downtime(
        ['default_node_pool.0.vm_size'],
        "the nodes of the cluster's own services are replaced, new ones first",
        `${aks}/use-system-pools`,
      ),
      ...machineCost('default_node_pool.0.vm_size', aksPrice),
      ...amountCost('default_node_pool.0.min_count', aksPrice),
      {
        path: 'sku_tier',
        when: becomes('Free'),
        kind: 'downtime',
        severity: 'attention',
        consequence: 'Azure promises nothing for the control plane any more',
        source: `${aks}/free-standard-pricing-tiers`,
      },
    ],
  },
  azurerm_kubernetes_cluster_node_pool: {
    noun: 'nodes',
    replaced: interrupts(
      'all nodes of the pool go before the new ones come: their role is down for some minutes, and Brainstore caches start cold',
      `${aks}/create-node-pools`,
    ),
    destroyed: interrupts(
      'all nodes of the pool go, and what ran on them runs elsewhere or not at all',
      `${aks}/create-node-pools`,
    ),
    rows: [
      ...downtime(
        ['vm_size', 'zones', 'os_disk_size_gb', 'os_disk_type', 'kubelet_disk_type'],
        'the pool is made anew: nodes of the new kind come under another name first, and each change of nodes takes some minutes; Brainstore caches start cold',
        `${aks}/resize-node-pool`,
      ),
      {
        path: 'min_count',
        when: shrinks,
        kind: 'downtime',
        severity: 'notice',
        consequence: 'nodes go, with their caches; requests are slow until the others are warm',
        source: `${aks}/cluster-autoscaler-overview`,
      },
      ...machineCost('vm_size', aksPrice),
      ...nodeRows,
    ],
  },
  azurerm_kubernetes_cluster_extension: {
    noun: 'extension of the cluster',
    replaced: interrupts(
      'Brainstore pods that start wait for their disks: minutes',
      `${learn}/storage/container-storage/container-storage-introduction`,
    ),
    destroyed: interrupts(
      'Brainstore pods that start get no disks',
      `${learn}/storage/container-storage/container-storage-introduction`,
    ),
    rows: downtime(
      ['version', 'release_train', 'configuration_settings'],
      'drivers of disks are restarted node by node',
      `${learn}/storage/container-storage/container-storage-introduction`,
      'notice',
    ),
  },
  azurerm_virtual_network: {
    noun: 'network',
    loss: 'the network and everything in it',
    rows: downtime(
      ['address_space'],
      'ranges are added while the network works on; one that is in use cannot go',
      `${learn}/virtual-network/manage-virtual-network`,
    ),
  },
  azurerm_subnet: {
    noun: 'subnet',
    replaced: interrupts(
      'what is in the subnet is made anew, the cluster with it, and is told by itself',
      `${learn}/virtual-network/virtual-network-manage-subnet`,
    ),
    destroyed: interrupts(
      'what is in the subnet has to go first',
      `${learn}/virtual-network/virtual-network-manage-subnet`,
    ),
    rows: [
      ...downtime(
        ['address_prefixes'],
        'Azure refuses it while something is in the subnet',
        `${learn}/virtual-network/virtual-network-manage-subnet`,
      ),
      exposure(
        'default_outbound_access_enabled',
        switchedOn,
        'machines without a way out get one of their own',
        `${learn}/virtual-network/ip-services/default-outbound-access`,
      ),
    ],
  },
  azurerm_resource_group: { noun: 'resource group', loss: 'everything in the resource group' },
  azurerm_network_security_group: {
    noun: 'rules of a subnet',
    replaced: quietly('connections that are not open yet wait for a moment', nsg),
    rows: [
      {
        path: 'security_rule',
        when: (before, after) => opened(after) > opened(before),
        kind: 'exposure',
        severity: 'attention',
        consequence: 'a rule lets everybody on the internet in, as far as the port can be reached from there',
        source: nsg,
      },
      {
        path: 'security_rule',
        when: changed,
        kind: 'access',
        severity: 'notice',
        consequence: 'other connections are let through from then on',
        source: nsg,
      },
    ],
  },
  azurerm_subnet_network_security_group_association: {
    noun: 'rules of a subnet',
    destroyed: {
      kind: 'exposure',
      severity: 'attention',
      consequence: 'nothing guards the subnet any more',
      source: nsg,
    },
  },
  azurerm_nat_gateway: { noun: 'NAT gateway', replaced: outbound, destroyed: outbound },
  azurerm_nat_gateway_public_ip_association: {
    noun: 'outbound address',
    replaced: outbound,
    destroyed: outbound,
  },
  azurerm_subnet_nat_gateway_association: {
    noun: 'way out of a subnet',
    replaced: outbound,
    destroyed: outbound,
  },
  azurerm_public_ip: {
    noun: 'outbound address',
    replaced: interrupts(
      'calls come from another address: whoever lets only the former one in has to be told',
      nat,
    ),
    destroyed: interrupts('calls no longer come from this address', nat),
  },
  azurerm_private_endpoint: { noun: 'private endpoint', replaced: unreachable, destroyed: unreachable },
  azurerm_private_dns_zone: {
    noun: 'names of private endpoints',
    replaced: unreachable,
    destroyed: unreachable,
  },
  azurerm_private_dns_zone_virtual_network_link: {
    noun: 'names of private endpoints',
    replaced: unreachable,
    destroyed: unreachable,
  },
  azurerm_role_assignment: {
    noun: 'right',
    made: gives('one more principal gets a role', rbac),
    replaced: gives('another principal, or one with another role, gets rights', rbac),
    destroyed: quietly('what worked with the role is refused', rbac),
    rows: [
      {
        path: 'role_definition_name',
        when: becomes('Owner', 'Contributor', 'User Access Administrator'),
        kind: 'access',
        severity: 'attention',
        consequence: 'the role is one over everything in its scope',
        source: rbac,
      },
    ],
  },
  azurerm_user_assigned_identity: {
    noun: 'identity',
    replaced: interrupts(
      'what works under the identity fails until its rights are given again: minutes',
      identities,
    ),
    destroyed: interrupts('what works under the identity fails', identities),
  },
  azurerm_federated_identity_credential: {
    noun: 'trust in pods',
    made: gives('more pods may work under the identity', `${aks}/workload-identity-overview`),
    replaced: gives('other pods may work under the identity', `${aks}/workload-identity-overview`),
    destroyed: interrupts('pods no longer sign in', `${aks}/workload-identity-overview`),
    rows: [
      {
        path: 'subject',
        when: changed,
        kind: 'access',
        severity: 'attention',
        consequence: 'other pods may work under the identity',
        source: `${aks}/workload-identity-overview`,
      },
    ],
  },
  azurerm_management_lock: {
    noun: 'lock against deletion',
    replaced: loss('for a moment nothing keeps it from being deleted'),
    destroyed: loss('nothing but our own guard keeps from deletion what it locked'),
    rows: [loses('lock_level', leaves('CanNotDelete'), 'another kind of lock', locks)],
  },
  azurerm_cdn_frontdoor_profile: { noun: 'Front Door', replaced: entry, destroyed: entry },
  azurerm_cdn_frontdoor_endpoint: {
    noun: 'address of the API',
    replaced: interrupts('the API gets another address, and is not reached for up to half an hour', door),
    destroyed: entry,
    rows: [
      {
        path: 'enabled',
        when: switchedOff,
        kind: 'downtime',
        severity: 'attention',
        consequence: 'the API is no longer reached from outside',
        source: door,
      },
    ],
  },
  azurerm_cdn_frontdoor_origin_group: {
    noun: 'way from Front Door to the API',
    replaced: entry,
    destroyed: entry,
  },
  azurerm_cdn_frontdoor_origin: {
    noun: 'way from Front Door to the API',
    replaced: interrupts(
      'the connection has to be approved again, and the API is not reached meanwhile: up to half an hour',
      `${learn}/frontdoor/private-link`,
    ),
    destroyed: entry,
  },
  azurerm_cdn_frontdoor_route: { noun: 'route of Front Door', replaced: entry, destroyed: entry },
  azurerm_cdn_frontdoor_custom_domain: { noun: 'name of the API', replaced: entry, destroyed: entry },
  azurerm_cdn_frontdoor_custom_domain_association: {
    noun: 'name of the API',
    replaced: entry,
    destroyed: entry,
  },
  azurerm_cdn_frontdoor_firewall_policy: {
    noun: 'firewall of the API',
    destroyed: {
      kind: 'exposure',
      severity: 'attention',
      consequence: 'no firewall stands before the API',
      source: doorWaf,
    },
    rows: [
      exposure('mode', leaves('Prevention'), 'the firewall only tells of attacks and stops none', doorWaf),
      exposure(
        'enabled',
        (before, after) => before === true && after !== true,
        'the firewall stops nothing',
        doorWaf,
      ),
    ],
  },
  azurerm_cdn_frontdoor_security_policy: {
    noun: 'firewall of the API',
    replaced: {
      kind: 'exposure',
      severity: 'notice',
      consequence: 'no firewall stands before the API for some minutes',
      source: doorWaf,
    },
    destroyed: {
      kind: 'exposure',
      severity: 'attention',
      consequence: 'no firewall stands before the API',
      source: doorWaf,
    },
  },
  azurerm_dns_cname_record: { noun: 'record of a name', replaced: entry, destroyed: entry },
  azurerm_dns_txt_record: {
    noun: 'proof of a name',
    destroyed: interrupts(
      'the certificate of the name cannot be renewed',
      `${learn}/frontdoor/standard-premium/how-to-add-custom-domain`,
    ),
  },
  azurerm_log_analytics_workspace: {
    noun: 'logs',
    replaced: loss('what was logged is deleted'),
    destroyed: loss('what was logged is deleted'),
    rows: [
      {
        path: 'retention_in_days',
        when: shrinks,
        kind: 'data-loss',
        severity: 'notice',
        consequence: 'what was logged longer ago is deleted',
        source: `${learn}/azure-monitor/logs/data-retention-configure`,
      },
    ],
  },
  azurerm_monitor_metric_alert: {
    noun: 'alarm',
    destroyed: quietly('nobody is told any more when it is due', monitor),
  },
  azurerm_monitor_diagnostic_setting: {
    noun: 'log of a service',
    destroyed: quietly('the service no longer logs', monitor),
  },
  azurerm_monitor_data_collection_rule: {
    noun: 'logs of pods',
    destroyed: quietly('pods are no longer logged', monitor),
  },
  azurerm_network_watcher_flow_log: {
    noun: 'log of the network',
    destroyed: quietly(
      'connections are no longer recorded',
      `${learn}/network-watcher/vnet-flow-logs-overview`,
    ),
  },
  ...unnoticed(['azurerm_monitor_data_collection_rule_association', 'logs of pods']),
};

function loss(consequence: string) {
  return { kind: 'data-loss', severity: 'attention', consequence, source: locks } as const;
}

/** How many rules let in from everywhere. */
function opened(rules: unknown): number {
  return (Array.isArray(rules) ? (rules as readonly Readonly<Record<string, unknown>>[]) : []).filter(
    (rule) =>
      rule.direction === 'Inbound' &&
      rule.access === 'Allow' &&
      opensToAll(undefined, [rule.source_address_prefix, rule.source_address_prefixes]),
  ).length;
}
