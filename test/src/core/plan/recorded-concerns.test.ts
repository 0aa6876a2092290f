/**
 * What is told of changes as the real providers plan them. The plans are recorded by `test/long/{aws,gcp,azure}-plans.test.ts`,
 * over deployments that the providers made in an emulator or a stand-in.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aws } from '../../../../src/core/clouds/aws/cloud.ts';
import { azure } from '../../../../src/core/clouds/azure/cloud.ts';
import { gcp } from '../../../../src/core/clouds/gcp/cloud.ts';
import { findConcerns, refuseBlocked } from '../../../../src/core/plan/guard.ts';
import type { Concern } from '../../../../src/core/plan/model.ts';
import type { GuardOptions } from '../../../../src/core/plan/options.ts';
import { readPlan } from '../../../../src/core/plan/read.ts';
import { parsePlan } from '../../../../src/core/terraform/plan-document.ts';
import { checkout } from '../../../helpers/real-parts-search.ts';

const clouds = { aws, gcp, azure } as const;
type CloudId = keyof typeof clouds;

const folder = (cloud: CloudId) => join(checkout, 'test', 'fixtures', 'plans', cloud);

function recorded(cloud: CloudId, name: string, allow: GuardOptions = {}) {
  const parsed = parsePlan(readFileSync(join(folder(cloud), `${name}.json`), 'utf8'));
  if ('problem' in parsed) throw new Error(parsed.problem);
  const plan = readPlan(parsed.document, { name: 'infra', components: {} });
  const protection = { classes: clouds[cloud].resourceClasses, addresses: new Set<string>() };
  const documents = new Map([['infra', parsed.document]]);
  return { plan, concerns: findConcerns([plan], protection, allow, documents) };
}

/** Kind, severity, what is done to which resource, and why. */
function line({ kind, severity, change, address, because }: Concern): string {
  return `${kind} ${severity}: ${change} ${address}, ${because}`;
}

const sql = 'google_sql_database_instance.database';
const gke = 'google_container_cluster.cluster';
const flexible = 'azurerm_postgresql_flexible_server.database';
const rds = 'aws_db_instance.database';
const redis = 'aws_elasticache_replication_group.cache';
const dns = 'control_plane_endpoints_config.0.dns_endpoint_config.0.allow_external_traffic';
const endpoint = 'private_cluster_config.0.enable_private_endpoint';

/** All that is told of changes in place, in its order. None of them needs a flag. */
const inPlace: readonly (readonly [cloud: CloudId, name: string, told: readonly string[]])[] = [
  ['aws', 'nothing', []],
  ['gcp', 'nothing', []],
  ['azure', 'nothing', []],
  [
    'aws',
    'database-tier',
    [
      `downtime attention: update ${rds}, instance_class: db.r8g.4xlarge → db.r8g.8xlarge`,
      `cost notice: update ${rds}, instance_class: db.r8g.4xlarge → db.r8g.8xlarge`,
    ],
  ],
  [
    'gcp',
    'database-tier',
    [
      `downtime attention: update ${sql}, settings.0.tier: db-perf-optimized-N-8 → db-perf-optimized-N-16`,
      `cost notice: update ${sql}, settings.0.tier: db-perf-optimized-N-8 → db-perf-optimized-N-16`,
    ],
  ],
  [
    'azure',
    'database-tier',
    [
      `downtime attention: update ${flexible}, sku_name: GP_Standard_D16ds_v5 → GP_Standard_D32ds_v5`,
      `cost notice: update ${flexible}, sku_name: GP_Standard_D16ds_v5 → GP_Standard_D32ds_v5`,
    ],
  ],
  [
    'aws',
    'database-disk',
    [
      `downtime notice: update ${rds}, allocated_storage: 1000 → 2000`,
      `cost notice: update ${rds}, allocated_storage: 1000 → 2000`,
    ],
  ],
  // The size of the volume is its first one alone: it grows by itself, up to a limit.
  ['gcp', 'database-disk', [`downtime notice: update ${sql}, settings.0.disk_autoresize_limit: 4000 → 8000`]],
  [
    'azure',
    'database-disk',
    [
      `downtime attention: update ${flexible}, storage_mb: 8388608 → 16777216`,
      `downtime notice: update ${flexible}, storage_tier: P60 → P70`,
      `cost notice: update ${flexible}, storage_mb: 8388608 → 16777216`,
    ],
  ],
  [
    'aws',
    'cache-size',
    [
      `downtime attention: update ${redis}, node_type: cache.r7g.large → cache.r7g.2xlarge`,
      `cost notice: update ${redis}, node_type: cache.r7g.large → cache.r7g.2xlarge`,
    ],
  ],
  [
    'gcp',
    'cache-size',
    [
      'downtime attention: update google_redis_instance.cache, memory_size_gb: 5 → 10',
      'cost notice: update google_redis_instance.cache, memory_size_gb: 5 → 10',
    ],
  ],
  [
    'aws',
    'reader-count',
    ['cost notice: update aws_autoscaling_group.brainstore_readers, desired_capacity: 2 → 4'],
  ],
  [
    'aws',
    'node-machine',
    [
      'downtime attention: update aws_launch_template.brainstore_readers_arm64, instance_type: c8gd.8xlarge → c8gd.16xlarge',
      'downtime attention: update aws_launch_template.brainstore_readers_arm64, user_data changes',
      'cost notice: update aws_launch_template.brainstore_readers_arm64, instance_type: c8gd.8xlarge → c8gd.16xlarge',
    ],
  ],
  // The larger machine has more disks, and their number cannot change in place.
  [
    'gcp',
    'node-machine',
    [
      'downtime attention: replace google_container_node_pool.cluster_readers, node_config.0.ephemeral_storage_local_ssd_config.0.local_ssd_count forces a new one',
      'cost notice: replace google_container_node_pool.cluster_readers, node_config.0.machine_type: c4a-standard-16-lssd → c4a-standard-32-lssd',
    ],
  ],
  [
    'gcp',
    'services-machine',
    [
      'downtime attention: update google_container_node_pool.cluster_services, node_config.0.machine_type: n2-standard-8 → n2-standard-16',
      'cost notice: update google_container_node_pool.cluster_services, node_config.0.machine_type: n2-standard-8 → n2-standard-16',
    ],
  ],
  [
    'azure',
    'node-machine',
    [
      'downtime attention: update azurerm_kubernetes_cluster_node_pool.cluster_readers, vm_size: Standard_D32plds_v6 → Standard_D48plds_v6',
      'cost notice: update azurerm_kubernetes_cluster_node_pool.cluster_readers, vm_size: Standard_D32plds_v6 → Standard_D48plds_v6',
    ],
  ],
  [
    'gcp',
    'network-range-grows',
    [
      'downtime notice: update google_compute_subnetwork.network_subnetwork, ip_cidr_range: 10.175.0.0/22 → 10.175.0.0/21',
    ],
  ],
  [
    'azure',
    'network-range',
    [
      'downtime attention: update azurerm_subnet.network_endpoints, address_prefixes.0: 10.175.8.0/26 → 10.99.8.0/26',
      'downtime attention: update azurerm_subnet.network_link, address_prefixes.0: 10.175.8.64/26 → 10.99.8.64/26',
      'downtime attention: update azurerm_subnet.network_nodes, address_prefixes.0: 10.175.0.0/21 → 10.99.0.0/21',
      'downtime attention: update azurerm_virtual_network.network, address_space.0: 10.175.0.0/20 → 10.99.0.0/20',
      'access notice: update azurerm_network_security_group.network_endpoints_guard, security_rule.0.source_address_prefix: 10.175.0.0/21 → 10.99.0.0/21',
    ],
  ],
  [
    'gcp',
    'public-endpoint',
    [
      `exposure attention: update ${gke}, ${endpoint}: true → false`,
      `downtime attention: update ${gke}, ${dns}: true → false`,
      `exposure notice: update ${gke}, master_authorized_networks_config.0.cidr_blocks.0: nothing → {"cidr_block":"198.51.100.0/24"}`,
    ],
  ],
  [
    'gcp',
    'open-endpoint',
    [
      `exposure attention: update ${gke}, master_authorized_networks_config.0.cidr_blocks.0: nothing → {"cidr_block":"0.0.0.0/0"}`,
      `exposure attention: update ${gke}, ${endpoint}: true → false`,
      `downtime attention: update ${gke}, ${dns}: true → false`,
    ],
  ],
  [
    'azure',
    'public-storage',
    [
      'exposure attention: update azurerm_storage_account.storage, public_network_access_enabled: false → true',
    ],
  ],
  [
    'azure',
    'open-ranges',
    [
      'exposure attention: update azurerm_key_vault.key_vault, network_acls.0.default_action: Deny → Allow',
      'exposure attention: update azurerm_storage_account.storage, public_network_access_enabled: false → true',
      'exposure attention: update azurerm_storage_account.storage, network_rules.0.default_action: Deny → Allow',
    ],
  ],
];

it.each(inPlace)('%s: of %s, all that matters is told, and nobody is held up', (cloud, name, told) => {
  const { concerns } = recorded(cloud, name);
  expect(concerns.map(line)).toEqual(told);
  expect(concerns.map(({ flag }) => flag)).toEqual(told.map(() => undefined));
  expect(() => refuseBlocked(concerns, 'bt-dataplane apply')).not.toThrow();
});

/** What loses data: each address, with the attribute that forces it where one does. */
type Lost = Readonly<Record<string, string>>;

interface Blocked {
  readonly replaced: Lost;
  readonly destroyed?: readonly string[];
  /** Some of what is told besides. */
  readonly besides?: readonly string[];
}

const blocked: readonly (readonly [cloud: CloudId, name: string, expected: Blocked])[] = [
  [
    'aws',
    'key',
    { replaced: { [rds]: 'kms_key_id', [redis]: 'kms_key_id' }, destroyed: ['aws_kms_key.encryption'] },
  ],
  [
    'gcp',
    'key',
    {
      replaced: { [sql]: 'encryption_key_name', 'google_redis_instance.cache': 'customer_managed_key' },
      destroyed: ['google_kms_crypto_key.encryption'],
      besides: [
        'access notice: update google_storage_bucket.storage_brainstore, encryption.0.default_kms_key_name changes',
        'access notice: update google_container_cluster.cluster, database_encryption.0.key_name changes',
        'downtime attention: replace google_container_node_pool.cluster_readers, node_config.0.boot_disk_kms_key forces a new one',
      ],
    },
  ],
  // Database, disks and storage change over in place; what is lost is the key that their backups still need.
  [
    'azure',
    'key',
    {
      replaced: {},
      destroyed: ['azurerm_key_vault_key.encryption'],
      besides: [
        `access notice: update ${flexible}, customer_managed_key.0.key_vault_key_id: https://acme-d66740.vault.azure.net/keys/acme-data-plane → https://own.vault.azure.net/keys/own`,
        'access notice: update azurerm_disk_encryption_set.encryption_disks, key_vault_key_id: https://acme-d66740.vault.azure.net/keys/acme-data-plane → https://own.vault.azure.net/keys/own',
      ],
    },
  ],
  [
    'aws',
    'bucket-name',
    {
      replaced: {
        'aws_s3_bucket.storage_brainstore': 'bucket_prefix',
        'aws_s3_bucket.storage_code_bundles': 'bucket_prefix',
        'aws_s3_bucket.storage_responses': 'bucket_prefix',
      },
    },
  ],
  [
    'gcp',
    'bucket-name',
    {
      replaced: {
        'google_storage_bucket.storage_api': 'name',
        'google_storage_bucket.storage_brainstore': 'name',
      },
    },
  ],
  [
    'azure',
    'bucket-name',
    {
      replaced: {
        'azurerm_key_vault_secret.storage_connection_string': 'key_vault_id',
        'azurerm_storage_account.storage': 'name',
        'azurerm_storage_container.storage_brainstore': 'storage_account_id',
        'azurerm_storage_container.storage_code_bundles': 'storage_account_id',
        'azurerm_storage_container.storage_responses': 'storage_account_id',
      },
    },
  ],
  [
    'aws',
    'network-range',
    {
      replaced: { 'aws_vpc.network_main': 'cidr_block' },
      besides: [
        'downtime attention: replace aws_subnet.network_main_private_1, cidr_block, vpc_id forces a new one',
      ],
    },
  ],
  [
    'gcp',
    'network-range',
    {
      replaced: { [gke]: 'subnetwork' },
      besides: [
        'downtime attention: replace google_compute_subnetwork.network_subnetwork, ip_cidr_range forces a new one',
      ],
    },
  ],
  // The provider makes the database anew for another kind of volume.
  ['gcp', 'database-disk-type', { replaced: { [sql]: 'name' } }],
  // This version of the provider makes a cache of another size anew; later ones scale it.
  [
    'azure',
    'cache-size',
    {
      replaced: { 'azurerm_managed_redis.cache': 'sku_name' },
      besides: ['cost notice: replace azurerm_managed_redis.cache, sku_name: Balanced_B5 → Balanced_B20'],
    },
  ],
  [
    'azure',
    'public-endpoint',
    {
      replaced: { 'azurerm_kubernetes_cluster.cluster': 'private_cluster_enabled' },
      besides: [
        'exposure attention: replace azurerm_kubernetes_cluster.cluster, private_cluster_enabled: true → false',
      ],
    },
  ],
];

describe.each(blocked)('%s: %s', (cloud, name, { replaced, destroyed = [], besides = [] }) => {
  const named = { allowReplace: Object.keys(replaced), allowDestroy: destroyed };

  it('is refused for all that would be lost, with the flag for each', () => {
    const { concerns } = recorded(cloud, name);
    const stops = concerns.filter(({ severity }) => severity === 'blocking');
    expect(stops.filter(({ change }) => change === 'destroy').map(({ address }) => address)).toEqual(
      destroyed,
    );
    const forced = stops.filter(({ change }) => change === 'replace');
    expect(Object.fromEntries(forced.map(({ address, attribute }) => [address, attribute]))).toEqual(
      replaced,
    );
    for (const stop of stops) {
      expect(stop).toMatchObject({
        kind: 'data-loss',
        allowed: false,
        flag: `--allow-${stop.change} '${stop.address}'`,
      });
      expect(stop.consequence).toBe(clouds[cloud].resourceClasses[stop.address.split('.')[0] ?? '']?.loss);
    }
    expect(concerns.map(line)).toEqual(expect.arrayContaining([...besides]));
    expect(() => refuseBlocked(concerns, 'bt-dataplane apply')).toThrow(
      expect.objectContaining({ kind: 'refused', code: 'stateful-change-blocked' }),
    );
  });

  it('goes through when each is named, and not when one is left out', () => {
    expect(() => refuseBlocked(recorded(cloud, name, named).concerns, 'bt-dataplane apply')).not.toThrow();
    const fewer = {
      allowReplace: named.allowReplace.slice(1),
      allowDestroy: destroyed.slice(named.allowReplace.length > 0 ? 0 : 1),
    };
    expect(() => refuseBlocked(recorded(cloud, name, fewer).concerns, 'bt-dataplane apply')).toThrow();
  });
});

it('aws: one-way switches are refused until both are named', () => {
  const { concerns } = recorded('aws', 'one-way');
  const stops = concerns.filter(({ severity }) => severity === 'blocking');
  expect(stops.map(({ because, flag }) => `${because}, ${flag}`)).toEqual([
    'wal-footer-version: v1 → v3, --accept-one-way wal-footer-version',
    'no-postgres: nothing → all, --accept-one-way no-postgres',
  ]);
  const judged =
    (...acceptOneWay: readonly string[]) =>
    () =>
      refuseBlocked(recorded('aws', 'one-way', { acceptOneWay }).concerns, 'bt-dataplane apply');
  expect(judged('wal-footer-version')).toThrow(expect.objectContaining({ code: 'one-way-blocked' }));
  expect(judged('wal-footer-version', 'no-postgres')).not.toThrow();
});

/** What a person reads, of each kind of change that there is a record of. */
const words: readonly (readonly [cloud: CloudId, name: string, consequence: string])[] = [
  ['gcp', 'database-tier', 'the database restarts on the other machine at once: about a minute without it'],
  [
    'gcp',
    'cache-size',
    'with a replica a failover of seconds; without one the cache is down for minutes and starts empty',
  ],
  [
    'gcp',
    'node-machine',
    'all nodes of the pool go before the new ones come: their role is down for some minutes, and Brainstore caches start cold',
  ],
  [
    'gcp',
    'services-machine',
    'the nodes of the pool are replaced one after the other: some minutes each, and Brainstore caches start cold',
  ],
  ['gcp', 'public-endpoint', 'the control plane gets an address on the internet'],
  ['gcp', 'open-endpoint', 'everybody on the internet reaches the control plane'],
  [
    'gcp',
    'network-range',
    'everything that runs in the cluster; the API is down until it is made and installed again',
  ],
  ['gcp', 'bucket-name', 'every object in the bucket'],
  ['azure', 'database-tier', 'the database restarts on the other machine at once: about a minute without it'],
  [
    'azure',
    'database-disk',
    'the volume grows while the database works on, but past 4 TiB it restarts; it cannot shrink again',
  ],
  [
    'azure',
    'cache-size',
    'the content of the cache, with queued scoring and alert state; requests are slow until it is warm',
  ],
  ['azure', 'network-range', 'Azure refuses it while something is in the subnet'],
  ['azure', 'public-storage', 'the account is reached from the internet, by whoever has the rights'],
  ['azure', 'key', 'everything encrypted with the key, backups included, until it is recovered'],
];

it.each(words)('%s: the first thing that is said of %s', (cloud, name, consequence) => {
  expect(recorded(cloud, name).concerns[0]?.consequence).toBe(consequence);
});

describe.each(['aws', 'gcp', 'azure'] as const)('every record of %s', (cloud) => {
  const names = readdirSync(folder(cloud))
    .map((file) => file.replace(/\.json$/, ''))
    .sort();

  it('is looked at here', () => {
    const looked = [...inPlace, ...blocked].filter(([on]) => on === cloud).map(([, name]) => name);
    expect(names).toEqual([...looked, ...(cloud === 'aws' ? ['one-way'] : [])].sort());
  });

  it.each(names)('%s has types that are classified, and no trace of a machine', (name) => {
    const { plan } = recorded(cloud, name);
    const unknown = plan.changes.filter(({ type }) => !(type in clouds[cloud].resourceClasses));
    expect(unknown.map(({ address }) => address)).toEqual([]);
    const text = readFileSync(join(folder(cloud), `${name}.json`), 'utf8');
    expect(text).not.toMatch(/\/(tmp|home|root|Users)\//);
    expect(text.length).toBeLessThan(60_000);
  });
});
