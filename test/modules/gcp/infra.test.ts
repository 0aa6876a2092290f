import { describe, expect, it } from 'vitest';
import type { Block } from '../../helpers/synth.ts';
import { production, shapes, staging } from './infra-props.ts';
import { infra } from './rendered.ts';

describe('the stack', () => {
  it.each(Object.entries(shapes))('renders the same twice: %s', (_, props) => {
    expect(infra(props).json).toBe(infra(props).json);
  });

  it('uses the providers of its ranges and no other', () => {
    expect(infra(production).tree.terraform?.required_providers).toEqual({
      google: { source: 'hashicorp/google', version: '>= 6.50.0, < 7.0.0' },
      random: { source: 'hashicorp/random', version: '>= 3.7.2, < 4.0.0' },
    });
  });

  it('labels everything as it is written, its own label last', () => {
    const labels = { 'cost-center': 'a_1', 'braintrust-deployment': 'somebody else' };
    const all = { 'cost-center': 'a_1', 'braintrust-deployment': 'braintrust' };
    const stack = infra({ ...production, labels });
    expect(stack.tree.provider?.google).toMatchObject([{ default_labels: all }]);
    // What the provider's defaults do not reach.
    const settings = stack.resource('google_sql_database_instance.database').settings as Block;
    expect(settings.user_labels).toEqual(all);
    expect(stack.resource('google_monitoring_alert_policy.observability_restarts').user_labels).toEqual(all);
  });

  it('has one switch that lifts every protection, which an override file can reach', () => {
    const stack = infra(production);
    expect(stack.tree.locals).toEqual({ deletion_protection: true, force_destroy: false });
    const lifted = '${local.deletion_protection}';
    const database = stack.resource('google_sql_database_instance.database');
    expect(database.deletion_protection).toBe(lifted);
    expect((database.settings as Block).deletion_protection_enabled).toBe(lifted);
    expect(stack.resource('google_container_cluster.cluster').deletion_protection).toBe(lifted);
    expect(infra(staging).resource('google_container_cluster.cluster').deletion_protection).toBe(false);
  });

  it('keeps what holds data from being destroyed', () => {
    const stack = infra(production);
    const kept = stack.addresses.filter(
      (address) => (stack.resource(address).lifecycle as Block | undefined)?.prevent_destroy === true,
    );
    expect(kept).toEqual([
      'google_compute_global_address.ingress_address',
      'google_compute_network.network',
      'google_compute_subnetwork.network_subnetwork',
      'google_kms_crypto_key.encryption',
      'google_redis_instance.cache',
      'google_secret_manager_secret.secrets_function_secret_key',
      'google_sql_database_instance.database',
      'google_storage_bucket.storage_api',
      'google_storage_bucket.storage_brainstore',
    ]);
  });

  it('tells everything that the workload and people ask for', () => {
    expect(Object.keys(infra(production).tree.output ?? {})).toEqual([
      'api_address',
      'api_bucket',
      'api_service_account',
      'api_url',
      'brainstore_bucket',
      'brainstore_service_account',
      'cache_host',
      'cluster_ca_certificate',
      'cluster_endpoint',
      'cluster_location',
      'cluster_name',
      'database_address',
      'database_instance',
      'dns_authorization_record',
      'kms_key',
      'network',
      'release',
      'secret_revision',
      'subnetwork',
    ]);
  });

  it('tells when pods have to read a secret anew: the sum of its versions rises with each', () => {
    const text = JSON.stringify(infra(production).tree.output?.secret_revision);
    const versions = [...text.matchAll(/tonumber\((\S+)\.version\)/g)].map(([, address]) => address);
    expect(versions).toEqual([
      'google_secret_manager_secret_version.database_url_value',
      'google_secret_manager_secret_version.cache_url_value',
      'google_secret_manager_secret_version.secrets_function_secret_key_value',
      'google_secret_manager_secret_version.secrets_license_key_value',
    ]);
  });
});
