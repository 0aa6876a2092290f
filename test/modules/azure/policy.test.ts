/**
 * The production stack before the rules that security teams ask for by number: checkov's, as of 3.3
 * (https://www.checkov.io/5.Policy%20Index/terraform.html). Meanings are in our words.
 */
import { describe, expect } from 'vitest';
import { type PolicyRule, rulesOf, unlikeIn } from '../../helpers/policy.ts';
import { type Block, texts } from '../../helpers/synth.ts';
import { production } from './infra-props.ts';
import { waived } from './policy-waivers.ts';
import { infra } from './rendered.ts';

const stack = infra(production);
const { all, unlike } = unlikeIn(stack);

const cluster = 'azurerm_kubernetes_cluster';
const pool = 'azurerm_kubernetes_cluster_node_pool';
const vault = 'azurerm_key_vault';
const database = 'azurerm_postgresql_flexible_server';
const cache = 'azurerm_managed_redis';
const account = 'azurerm_storage_account';
const group = 'azurerm_network_security_group';

const fromAnywhere = (port: string) =>
  all(group).flatMap(([address, block]) =>
    (block.security_rule as Block[])
      .filter(
        ({ access, source_address_prefix: from }) =>
          access === 'Allow' && /^(\*|Internet|0\.)/.test(`${from}`),
      )
      .filter((rule) => [...texts(rule)].some((text) => text === port || text === '*'))
      .map(() => address),
  );
/** The account of the data; that of the flow logs is in `policy-waivers.ts`. */
const ours = (wanted: object) => unlike(account, wanted).filter((at) => at !== flowLogs);
const flowLogs = `${account}.network_flow_logs_account`;
const endpoints = JSON.stringify(all('azurerm_private_endpoint'));
const roles = all('azurerm_role_assignment').map(([at, block]) => ({ at, ...block }) as Role);

const tooMuch = /^(Owner|Contributor|User Access Administrator)$/;

interface Role {
  readonly at: string;
  readonly role_definition_name: string;
}

/** Rule ids, what they ask for, and whatever breaks it. */
const rules: readonly PolicyRule[] = [
  // Cluster.
  ['CKV_AZURE_4', 'logs of the cluster are kept', () => unlike(cluster, { oms_agent: expect.anything() })],
  [
    'CKV_AZURE_5',
    'rights in the cluster are by role',
    () => unlike(cluster, { role_based_access_control_enabled: true }),
  ],
  [
    'CKV_AZURE_7',
    'a network policy is enforced',
    () => unlike(cluster, { network_profile: { network_policy: 'cilium' } }),
  ],
  [
    'CKV_AZURE_8',
    'there is no dashboard',
    () => all(cluster).filter(([, block]) => 'kube_dashboard' in block),
  ],
  [
    'CKV_AZURE_117',
    "disks of nodes are encrypted with a customer's key",
    () => unlike(cluster, { disk_encryption_set_id: expect.any(String) }),
  ],
  ['CKV_AZURE_141', 'local accounts are off', () => unlike(cluster, { local_account_disabled: true })],
  [
    'CKV_AZURE_143',
    'nodes have no public address',
    () => all(pool).filter(([, block]) => 'node_public_ip_enabled' in block),
  ],
  ['CKV_AZURE_170', 'the cluster has a guarantee', () => unlike(cluster, { sku_tier: 'Standard' })],
  [
    'CKV_AZURE_171',
    'it follows an upgrade channel',
    () => unlike(cluster, { automatic_upgrade_channel: 'stable' }),
  ],
  [
    'CKV_AZURE_172',
    'new secrets come to the pods by themselves',
    () => unlike(cluster, { key_vault_secrets_provider: { secret_rotation_enabled: true } }),
  ],
  [
    'CKV_AZURE_232',
    'the system pool is for the system',
    () => unlike(cluster, { default_node_pool: { only_critical_addons_enabled: true } }),
  ],
  [
    'CKV2_AZURE_29',
    'it uses the network plugin of Azure',
    () => unlike(cluster, { network_profile: { network_plugin: 'azure' } }),
  ],
  // Network.
  ['CKV_AZURE_9', 'no remote desktop from everywhere', () => fromAnywhere('3389')],
  ['CKV_AZURE_10', 'no shell from everywhere', () => fromAnywhere('22')],
  ['CKV_AZURE_160', 'no plain HTTP from everywhere', () => fromAnywhere('80')],
  [
    'CKV2_AZURE_31',
    'each subnet has a security group',
    () => {
      const guarded = JSON.stringify(all('azurerm_subnet_network_security_group_association'));
      return all('azurerm_subnet').filter(([address]) => !guarded.includes(`\${${address}.id}`));
    },
  ],
  // Vault.
  [
    'CKV_AZURE_42 CKV_AZURE_110',
    'what is deleted in the vault comes back, and nobody purges it',
    () => unlike(vault, { purge_protection_enabled: true, soft_delete_retention_days: 7 }),
  ],
  [
    'CKV2_AZURE_32 CKV2_AZURE_33',
    'vault and storage are reached over private endpoints',
    () => [vault, account].filter((type) => !endpoints.includes(`\${${type}.`)),
  ],
  // Stores.
  [
    'CKV2_AZURE_26 CKV2_AZURE_57',
    'the database has no public address',
    () => unlike(database, { public_network_access_enabled: false }),
  ],
  [
    'CKV_AZURE_3 CKV_AZURE_44',
    'the storage account speaks TLS 1.2 alone',
    () => [
      ...unlike(account, { min_tls_version: 'TLS1_2' }),
      // Left out, it is on.
      ...all(account).filter(([, block]) => block.https_traffic_only_enabled === false),
    ],
  ],
  [
    'CKV_AZURE_34 CKV_AZURE_190 CKV2_AZURE_47',
    'nothing in it is public',
    () => [
      ...unlike('azurerm_storage_container', { container_access_type: 'private' }),
      ...unlike(account, { allow_nested_items_to_be_public: false }),
    ],
  ],
  [
    'CKV_AZURE_35',
    'its network lets nobody in',
    () => unlike(account, { network_rules: { default_action: 'Deny' } }),
  ],
  ['CKV_AZURE_59', 'nor has it a public address', () => ours({ public_network_access_enabled: false })],
  [
    'CKV_AZURE_36',
    'Azure itself is let in',
    () => unlike(account, { network_rules: { bypass: ['AzureServices'] } }),
  ],
  ['CKV2_AZURE_40', 'it has no shared keys', () => ours({ shared_access_key_enabled: false })],
  ['CKV_AZURE_244', 'nor local users', () => unlike(account, { local_user_enabled: false })],
  [
    'CKV2_AZURE_1',
    "it is encrypted with a customer's key",
    () =>
      all(account).filter(
        ([address, block]) => address === `${account}.storage` && !('customer_managed_key' in block),
      ),
  ],
  [
    'CKV2_AZURE_38',
    'what is deleted in it can be brought back',
    () =>
      all(account).filter(
        ([address, block]) =>
          address === `${account}.storage` &&
          !('delete_retention_policy' in (block.blob_properties as Block)),
      ),
  ],
  [
    'CKV_AZURE_91',
    'the cache speaks TLS alone',
    () => unlike(cache, { default_database: { client_protocol: 'Encrypted' } }),
  ],
  ['CKV_AZURE_89', 'and has no public address', () => unlike(cache, { public_network_access: 'Disabled' })],
  // Rights.
  [
    'CKV_AZURE_39',
    'no role is made up, and no identity owns or contributes to everything',
    () => [
      ...all('azurerm_role_definition'),
      ...roles.filter(({ role_definition_name: role }) => tooMuch.test(role)),
    ],
  ],
];

describe('policy on Azure', () => rulesOf(rules, waived));
