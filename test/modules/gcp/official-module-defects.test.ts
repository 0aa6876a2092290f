/**
 * Known defects of https://github.com/braintrustdata/terraform-google-braintrust-data-plane (v1.5.2), one test each: what
 * went wrong there must not go wrong here.
 */
import { describe, expect, it } from 'vitest';
import { gcpNames } from '../../../modules/gcp/naming.ts';
import { type Block, texts } from '../../helpers/synth.ts';
import { production, shapes, staging } from './infra-props.ts';
import { infra } from './rendered.ts';

const shape = (name: string) => infra(shapes[name] ?? staging);
const all = Object.entries(shapes);
const blocks = (props: typeof staging, type: string) =>
  Object.values(infra(props).tree.resource?.[type] ?? {}) as Block[];
const cluster = 'google_container_cluster.cluster';
const database = 'google_sql_database_instance.database';

describe('defects of the official Google module', () => {
  it('the first apply fails: database and cache do not wait for the peering with Google services', () => {
    const peering = 'google_service_networking_connection.network_private_services';
    for (const name of [
      'staging',
      'production',
      'existing network with ranges and without private services',
    ]) {
      const stack = shape(name);
      expect(stack.resource(database).depends_on, name).toContain(peering);
      expect(stack.resource('google_redis_instance.cache').depends_on, name).toContain(peering);
    }
  });

  it('twenty services have to be enabled by hand before', () => {
    expect(blocks(staging, 'google_project_service').length).toBeGreaterThan(10);
  });

  it('HMAC keys cannot be switched off: without them the plan breaks', () => {
    for (const [name, props] of all) expect(blocks(props, 'google_storage_hmac_key'), name).toEqual([]);
  });

  it('names of 63 characters pass, though an account takes 30', () => {
    const { apiAccount, brainstoreAccount, nodeAccount } = gcpNames('acme-prod', 'a23456789012345678');
    for (const account of [apiAccount, brainstoreAccount, nodeAccount]) {
      expect(account.length).toBeLessThanOrEqual(30);
    }
  });

  it('the day of the maintenance window is checked and never used', () => {
    expect(infra(production).resource(cluster).maintenance_policy).toMatchObject({
      recurring_window: { recurrence: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH' },
    });
    expect((infra(production).resource(database).settings as Block).maintenance_window).toMatchObject({
      day: 1,
      hour: 8,
    });
    expect(infra(production).resource('google_redis_instance.cache').maintenance_policy).toMatchObject({
      weekly_maintenance_window: [{ day: 'MONDAY' }],
    });
  });

  it('the control plane is public for everybody unless somebody thinks of it', () => {
    for (const [name, props] of all.filter(
      ([
        ,
        {
          cluster: { existing },
        },
      ]) => existing === undefined,
    )) {
      const made = infra(props).resource(cluster);
      expect(made.master_authorized_networks_config, name).toMatchObject({
        gcp_public_cidrs_access_enabled: false,
      });
      const isPublic = props.cluster.access === 'public';
      expect(made.private_cluster_config, name).toMatchObject({ enable_private_endpoint: !isPublic });
    }
  });

  it('a private cluster cannot be reached from anywhere but the network, without a word', () => {
    expect(infra(production).resource(cluster).control_plane_endpoints_config).toMatchObject({
      dns_endpoint_config: { allow_external_traffic: true },
    });
  });

  it('the names that the next steps need are not told', () => {
    const told = Object.keys(infra(production).tree.output ?? {});
    for (const output of ['cluster_name', 'cluster_location', 'cluster_endpoint', 'network', 'kms_key']) {
      expect(told).toContain(output);
    }
  });

  it('the password of the database and the AUTH text of the cache are outputs, and not even marked as sensitive', () => {
    for (const text of texts(infra(production).tree.output))
      expect(text).not.toMatch(/password|auth_string|random/);
  });

  it('passwords are in the state', () => {
    const stack = infra(production);
    expect(stack.tree.resource).not.toHaveProperty('random_password');
    for (const user of blocks(production, 'google_sql_user')) expect(user).not.toHaveProperty('password');
    for (const version of blocks(production, 'google_secret_manager_secret_version')) {
      expect(version).not.toHaveProperty('secret_data');
    }
  });

  it('service agents are let in by guess, and what is encrypted does not wait for it', () => {
    const stack = infra(production);
    const grants = blocks(production, 'google_kms_crypto_key_iam_member');
    expect(grants).toHaveLength(6);
    const encrypted = [database, 'google_redis_instance.cache', 'google_storage_bucket.storage_api', cluster];
    for (const address of encrypted) {
      expect(stack.resource(address).depends_on, address).toContain('terraform_data.encryption_granted');
    }
  });

  it('the edition is left to Google, which takes another one for PostgreSQL 15 and refuses the tier', () => {
    for (const [name, props] of all) {
      const settings = infra(props).resource(database).settings as Block;
      expect(settings.edition, name).toBe(props.database.edition);
    }
  });

  it('the data cache is on for machines that have none', () => {
    for (const [name, props] of all) {
      const settings = infra(props).resource(database).settings as Block;
      if (!props.database.tier.startsWith('db-perf-optimized-')) {
        expect(settings, name).not.toHaveProperty('data_cache_config');
      }
    }
  });

  it('the volume of the database grows without an end', () => {
    expect((infra(production).resource(database).settings as Block).disk_autoresize_limit).toBe(4000);
  });

  it('the login by account cannot be used: flag and roles are missing, and it does not wait for the account', () => {
    const stack = infra(production);
    const flags = (stack.resource(database).settings as Block).database_flags;
    expect(flags).toContainEqual({ name: 'cloudsql.iam_authentication', value: 'on' });
    expect(stack.resource('google_sql_user.database_api_user').name).toContain(
      'google_service_account.accounts_api.',
    );
    const roles = blocks(production, 'google_project_iam_member').map(({ role }) => role);
    expect(roles).toEqual(expect.arrayContaining(['roles/cloudsql.client', 'roles/cloudsql.instanceUser']));
  });

  it('members of accounts that were added by hand vanish with the next apply', () => {
    for (const [name, props] of all) {
      const types = Object.keys(infra(props).tree.resource ?? {});
      expect(
        types.filter((type) => /_iam_(binding|policy)$/.test(type)),
        name,
      ).toEqual([]);
    }
  });

  it('pods are bound to identities of a pool that the project does not have before its first cluster', () => {
    expect(
      infra(staging).resource('google_service_account_iam_member.pod_identity_api').depends_on,
    ).toContain(cluster);
  });

  it('the key may be destroyed, and with it all backups', () => {
    expect(infra(staging).resource('google_kms_crypto_key.encryption').lifecycle).toEqual({
      prevent_destroy: true,
    });
  });

  it('Brainstore has no nodes of its own: any pod may land on them', () => {
    for (const id of ['readers', 'fast_readers', 'writers']) {
      const { node_config: nodes } = infra(production).resource(`google_container_node_pool.cluster_${id}`);
      expect(nodes, id).toHaveProperty('taint');
      expect(nodes, id).toHaveProperty('ephemeral_storage_local_ssd_config');
    }
  });

  it("Brainstore's response cache piles up without an end", () => {
    const rules = infra(staging).resource('google_storage_bucket.storage_api').lifecycle_rule as Block[];
    const prefixes = rules.flatMap(({ condition }) => (condition as Block).matches_prefix ?? []);
    expect(prefixes).toContain('brainstore-cache/');
  });

  it('there is neither certificate nor address for the API', () => {
    const types = Object.keys(infra(production).tree.resource ?? {});
    expect(types).toEqual(
      expect.arrayContaining(['google_certificate_manager_certificate', 'google_compute_global_address']),
    );
  });

  it('nothing watches it', () => {
    expect(blocks(production, 'google_monitoring_alert_policy').length).toBeGreaterThan(0);
  });
});
