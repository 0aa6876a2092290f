import { describe, expect, it } from 'vitest';
import { production, staging } from './infra-props.ts';
import { infra } from './rendered.ts';

const address = 'google_redis_instance.cache';

describe('the cache', () => {
  it.each([
    [staging, 'BASIC', 0, 1],
    [production, 'STANDARD_HA', 1, 5],
  ])('has the tier that its replicas ask for (%#)', (props, tier, replicas, memory) => {
    expect(infra(props).resource(address)).toMatchObject({
      tier,
      replica_count: replicas,
      memory_size_gb: memory,
      redis_version: 'REDIS_7_2',
      connect_mode: 'PRIVATE_SERVICE_ACCESS',
      auth_enabled: true,
      lifecycle: { prevent_destroy: true },
    });
  });

  it('keeps what does not expire when memory is short', () => {
    expect(infra(staging).resource(address).redis_configs).toEqual({ 'maxmemory-policy': 'volatile-lru' });
  });

  it('stores its URL write-only, anew whenever a part of it changes', () => {
    const version = infra(staging).resource('google_secret_manager_secret_version.cache_url_value');
    expect(version).toMatchObject({
      secret_data_wo:
        'redis://:${google_redis_instance.cache.auth_string}@${google_redis_instance.cache.host}:${google_redis_instance.cache.port}',
      lifecycle: {
        replace_triggered_by: [`${address}.host`, `${address}.port`, `${address}.auth_string`],
      },
    });
    expect(version).not.toHaveProperty('secret_data');
  });
});
