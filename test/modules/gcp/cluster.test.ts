import { describe, expect, it } from 'vitest';
import type { Block } from '../../helpers/synth.ts';
import { production, shapes, staging } from './infra-props.ts';
import { infra } from './rendered.ts';

const address = 'google_container_cluster.cluster';
const shape = (name: string) => infra(shapes[name] ?? staging);
const outputs = (name: string) => shape(name).tree.output as Record<string, { value: unknown }>;
const pools = (props: typeof staging) =>
  (infra(props).tree.resource?.google_container_node_pool ?? {}) as Record<string, Block>;
const nodes = (pool: Block | undefined) => pool?.node_config as Block;

describe('the cluster', () => {
  it('has private nodes, pod identities, encrypted secrets and no password or certificate to log in with', () => {
    expect(infra(production).resource(address)).toMatchObject({
      name: 'braintrust-gke',
      location: 'us-central1',
      networking_mode: 'VPC_NATIVE',
      datapath_provider: 'ADVANCED_DATAPATH',
      private_cluster_config: { enable_private_nodes: true, enable_private_endpoint: true },
      workload_identity_config: { workload_pool: 'acme-data-plane.svc.id.goog' },
      database_encryption: { state: 'ENCRYPTED' },
      gateway_api_config: { channel: 'CHANNEL_STANDARD' },
      master_auth: { client_certificate_config: { issue_client_certificate: false } },
      remove_default_node_pool: true,
      initial_node_count: 1,
    });
  });

  it('starts with nodes of our own account, for the minutes in which it has a pool of its own', () => {
    expect(nodes(infra(production).resource(address))).toMatchObject({
      service_account: '${google_service_account.accounts_nodes.email}',
    });
    expect(infra(production).resource(address).lifecycle).toEqual({ ignore_changes: ['node_config'] });
  });

  it.each([
    ['production', true, true, 0],
    ['control plane inside the network only', true, false, 1],
    ['public control plane', false, false, 2],
  ])('lets in who should reach the control plane: %s', (name, privateOnly, byName, ranges) => {
    const cluster = shape(name).resource(address);
    expect(cluster.private_cluster_config).toMatchObject({ enable_private_endpoint: privateOnly });
    expect(cluster.control_plane_endpoints_config).toEqual({
      dns_endpoint_config: { allow_external_traffic: byName },
    });
    const { cidr_blocks } = cluster.master_authorized_networks_config as { cidr_blocks: unknown[] };
    expect(cidr_blocks).toHaveLength(ranges);
  });

  it('tells how it is reached', () => {
    expect(outputs('production')).toMatchObject({
      cluster_endpoint: {
        value:
          '${google_container_cluster.cluster.control_plane_endpoints_config[0].dns_endpoint_config[0].endpoint}',
      },
      cluster_ca_certificate: { value: '' },
    });
    expect(outputs('control plane inside the network only')).toMatchObject({
      cluster_endpoint: { value: '${google_container_cluster.cluster.endpoint}' },
      cluster_ca_certificate: {
        value: '${google_container_cluster.cluster.master_auth[0].cluster_ca_certificate}',
      },
    });
    expect(outputs('existing cluster')).toMatchObject({
      cluster_name: { value: 'apps' },
      cluster_location: { value: 'us-central1-a' },
      cluster_endpoint: { value: '10.0.0.2' },
      cluster_ca_certificate: { value: 'LS0tLS1CRUdJTg==' },
    });
  });

  it('is not made where one is brought along, nor anything that only it needs', () => {
    const stack = shape('existing cluster');
    expect(stack.addresses.filter((name) => name.startsWith('google_container_'))).toEqual([]);
    expect(stack.find('google_service_account.accounts_nodes')).toBeUndefined();
    expect(stack.resource('google_service_account_iam_member.pod_identity_api')).toMatchObject({
      member: 'serviceAccount:acme-data-plane.svc.id.goog[braintrust/braintrust-api]',
    });
  });

  it('makes its own nodes in Autopilot, with our account and key', () => {
    const stack = shape('autopilot');
    expect(stack.addresses.filter((name) => name.startsWith('google_container_'))).toEqual([address]);
    expect(stack.resource(address)).toMatchObject({
      enable_autopilot: true,
      cluster_autoscaling: {
        auto_provisioning_defaults: {
          service_account: '${google_service_account.accounts_nodes.email}',
          boot_disk_kms_key: '${google_kms_crypto_key.encryption.id}',
        },
      },
    });
  });
});

describe('the pools', () => {
  it('are one for the services and one for each role of Brainstore that has nodes', () => {
    expect(Object.keys(pools(staging))).toEqual(['cluster_readers', 'cluster_services']);
    expect(Object.keys(pools(production))).toEqual([
      'cluster_fast_readers',
      'cluster_readers',
      'cluster_services',
      'cluster_writers',
    ]);
  });

  it.each([
    ['readers', 'readers', 4],
    ['fast_readers', 'fast-readers', 4],
    ['writers', 'writers', 2],
  ])('of Brainstore take nothing else, on their local disks: %s', (id, label, most) => {
    const pool = pools(production)[`cluster_${id}`];
    expect(nodes(pool)).toMatchObject({
      labels: { 'braintrust.dev/pool': label },
      taint: [{ key: 'braintrust.dev/brainstore', value: 'true', effect: 'NO_SCHEDULE' }],
      ephemeral_storage_local_ssd_config: { local_ssd_count: 4 },
      machine_type: 'c4a-standard-16-lssd',
      disk_type: 'hyperdisk-balanced',
      service_account: '${google_service_account.accounts_nodes.email}',
      workload_metadata_config: { mode: 'GKE_METADATA' },
    });
    expect(pool).toMatchObject({
      initial_node_count: 0,
      autoscaling: { total_min_node_count: 0, total_max_node_count: most },
      upgrade_settings: { max_surge: 1, max_unavailable: 0 },
    });
  });

  it('of the services take what comes, and have nodes from the start', () => {
    const pool = pools(production).cluster_services;
    expect(nodes(pool)).toMatchObject({ labels: { 'braintrust.dev/pool': 'services' } });
    expect(nodes(pool)).not.toHaveProperty('taint');
    expect(pool).toMatchObject({
      initial_node_count: 1,
      autoscaling: { total_min_node_count: 3, total_max_node_count: 9 },
    });
  });

  it.each([
    [1, 1, [], 0],
    [1, 3, [], 1],
    [6, 9, [], 2],
    [1, 1, ['us-central1-a'], 1],
    [4, 8, ['us-central1-a', 'us-central1-b'], 2],
  ])(
    'of the services start with nodes that they may have: %i to %i in %j',
    (minNodes, maxNodes, zones, perZone) => {
      const services = { ...staging.cluster.services, minNodes, maxNodes };
      const pool = pools({ ...staging, cluster: { ...staging.cluster, services, zones } }).cluster_services;
      expect(pool?.initial_node_count).toBe(perZone);
    },
  );

  it('start signed code only, but for ARM machines', () => {
    const secure = (name: string) =>
      (nodes(pools(shapes[name] ?? staging).cluster_writers).shielded_instance_config as Block)
        .enable_secure_boot;
    expect(secure('x86 nodes')).toBe(true);
    expect(secure('production')).toBe(false);
  });
});
