/**
 * The production stack before the rules that security teams ask for by number: checkov's, as of 3.3
 * (https://www.checkov.io/5.Policy%20Index/terraform.html). Meanings are in our words.
 */
import { describe, expect } from 'vitest';
import { type PolicyRule, rulesOf, unlikeIn } from '../../helpers/policy.ts';
import type { Block } from '../../helpers/synth.ts';
import { production } from './infra-props.ts';
import { waived } from './policy-waivers.ts';
import { infra } from './rendered.ts';

const stack = infra(production);

const { all, unlike } = unlikeIn(stack);

const cluster = 'google_container_cluster';
const pool = 'google_container_node_pool';
const database = 'google_sql_database_instance';
const bucket = 'google_storage_bucket';

const flags = new Map(
  all(database).flatMap(([, { settings }]) =>
    ((settings as Block).database_flags as { name: string; value: string }[]).map(({ name, value }) => [
      name,
      value,
    ]),
  ),
);
const flag = (name: string, value: string) => (flags.get(name) === value ? [] : [name]);
const flagNotOn = (name: string) => (flags.get(name) === 'on' ? [name] : []);

const memberTypes = Object.keys(stack.tree.resource ?? {}).filter((type) => type.endsWith('_iam_member'));
const members = memberTypes.flatMap((type) =>
  all(type).map(([at, block]) => ({ type, at, ...block }) as Member),
);

interface Member {
  readonly type: string;
  readonly at: string;
  readonly role: string;
  readonly member: string;
}

const onProject = members.filter(({ type }) => type === 'google_project_iam_member');
const withRole = (form: RegExp) => onProject.filter(({ role }) => form.test(role)).map(({ at }) => at);

/** Rule ids, what they ask for, and whatever breaks it. */
const rules: readonly PolicyRule[] = [
  // Cluster.
  [
    'CKV_GCP_1',
    'the cluster writes logs',
    () => unlike(cluster, { logging_config: { enable_components: expect.anything() } }),
  ],
  [
    'CKV_GCP_8',
    'and metrics',
    () => unlike(cluster, { monitoring_config: { enable_components: expect.anything() } }),
  ],
  [
    'CKV_GCP_7 CKV_GCP_13 CKV_GCP_19',
    'nobody logs in with a certificate, a password or the old authorization',
    () => [
      ...unlike(cluster, { master_auth: { client_certificate_config: { issue_client_certificate: false } } }),
      ...all(cluster).filter(([, block]) => 'enable_legacy_abac' in block),
    ],
  ],
  [
    'CKV_GCP_18 CKV_GCP_20 CKV_GCP_25 CKV_GCP_64',
    'nodes are private, and the control plane is not open to everybody',
    () =>
      unlike(cluster, {
        private_cluster_config: { enable_private_nodes: true, enable_private_endpoint: true },
        master_authorized_networks_config: { cidr_blocks: [] },
      }),
  ],
  [
    'CKV_GCP_23',
    'pods have addresses of the network',
    () => unlike(cluster, { ip_allocation_policy: expect.anything() }),
  ],
  [
    'CKV_GCP_70',
    'the cluster follows a release channel',
    () => unlike(cluster, { release_channel: { channel: 'REGULAR' } }),
  ],
  ['CKV_GCP_71', 'nodes are shielded', () => unlike(cluster, { enable_shielded_nodes: true })],
  [
    'CKV2_GCP_19',
    'nothing is in alpha',
    () => all(cluster).filter(([, block]) => 'enable_kubernetes_alpha' in block),
  ],
  [
    'CKV_GCP_123',
    'pools are resources of their own',
    () => all(cluster).filter(([, block]) => 'node_pool' in block),
  ],
  [
    'CKV_GCP_9 CKV_GCP_10',
    'nodes are repaired and upgraded',
    () => unlike(pool, { management: { auto_repair: true, auto_upgrade: true } }),
  ],
  [
    'CKV_GCP_69',
    'pods see the metadata of their own identity only',
    () =>
      [cluster, pool].flatMap((type) =>
        unlike(type, { node_config: { workload_metadata_config: { mode: 'GKE_METADATA' } } }),
      ),
  ],
  [
    'CKV_GCP_72',
    'the start of nodes is measured',
    () =>
      [cluster, pool].flatMap((type) =>
        unlike(type, { node_config: { shielded_instance_config: { enable_integrity_monitoring: true } } }),
      ),
  ],
  // Network.
  [
    'CKV_GCP_26',
    'the traffic is recorded',
    () => unlike('google_compute_subnetwork', { log_config: expect.anything() }),
  ],
  [
    'CKV_GCP_74',
    "Google's services are reached privately",
    () => unlike('google_compute_subnetwork', { private_ip_google_access: true }),
  ],
  // Stores.
  [
    'CKV_GCP_11 CKV_GCP_60',
    'the database has no public address',
    () => unlike(database, { settings: { ip_configuration: { ipv4_enabled: false } } }),
  ],
  [
    'CKV_GCP_14 CKV2_GCP_20',
    'it has backups, to the minute',
    () =>
      unlike(database, {
        settings: { backup_configuration: { enabled: true, point_in_time_recovery_enabled: true } },
      }),
  ],
  ['CKV_GCP_51', 'checkpoints are logged', () => flag('log_checkpoints', 'on')],
  ['CKV_GCP_52', 'connections are logged', () => flag('log_connections', 'on')],
  ['CKV_GCP_53', 'and their end', () => flag('log_disconnections', 'on')],
  ['CKV_GCP_54', 'waits for locks are logged', () => flag('log_lock_waits', 'on')],
  [
    'CKV_GCP_55 CKV_GCP_56 CKV_GCP_57',
    'levels and durations are those of Google',
    () =>
      ['log_min_messages', 'log_temp_files', 'log_min_duration_statement'].filter((name) => flags.has(name)),
  ],
  [
    'CKV2_GCP_14 CKV2_GCP_15 CKV2_GCP_16 CKV2_GCP_17',
    'no statistics of single statements are logged',
    () =>
      ['log_executor_stats', 'log_parser_stats', 'log_planner_stats', 'log_statement_stats'].flatMap(
        flagNotOn,
      ),
  ],
  [
    'CKV_GCP_29 CKV_GCP_78 CKV_GCP_114',
    'buckets are private and versioned, without access lists of objects',
    () =>
      unlike(bucket, {
        uniform_bucket_level_access: true,
        public_access_prevention: 'enforced',
        versioning: { enabled: true },
      }),
  ],
  ['CKV_GCP_95', 'the cache asks for AUTH', () => unlike('google_redis_instance', { auth_enabled: true })],
  [
    'CKV_GCP_43',
    'the key turns within 90 days',
    () => unlike('google_kms_crypto_key', { rotation_period: '7776000s' }),
  ],
  // Rights.
  [
    'CKV_GCP_28 CKV_GCP_112 CKV2_GCP_8 CKV2_GCP_9',
    'nothing is open to everybody',
    () => members.filter(({ member }) => /^all(Users|AuthenticatedUsers)$/.test(member)),
  ],
  [
    'CKV_GCP_117 CKV_GCP_42',
    'no account owns, edits or administers',
    () => withRole(/^roles\/(owner|editor|viewer)$|[aA]dmin$/),
  ],
  [
    'CKV_GCP_41 CKV_GCP_49',
    'no account of the project may act as any other',
    () => withRole(/serviceAccount(User|TokenCreator|Admin|KeyAdmin)|workloadIdentityUser/),
  ],
  [
    'CKV_GCP_46',
    'default accounts get nothing',
    () => members.filter(({ member }) => /-compute@|appspot/.test(member)),
  ],
];

describe('policy', () => rulesOf(rules, waived));
