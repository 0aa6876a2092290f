import { RedisInstance } from '@cdktf/provider-google/lib/redis-instance/index.js';
import { addressOf } from '../core/addresses.ts';
import { Construct } from '../core/cdktf.ts';
import type { IGcpKey, IGcpNetwork } from './contracts.ts';
import { gcpNames } from './naming.ts';
import type { GcpCacheProps } from './props.ts';
import { StoredSecret } from './stored-secret.ts';

export interface CacheProps extends GcpCacheProps {
  /** Name of the deployment. A change replaces the cache. */
  readonly name: string;
  readonly project: string;
  readonly region: string;
  readonly network: IGcpNetwork;
  /** A change replaces the cache. */
  readonly key: IGcpKey;
}

/** The Redis cache. */
export class Cache extends Construct {
  readonly host: string;
  /** `projects/P/locations/L/instances/I`. */
  readonly id: string;
  readonly url: StoredSecret;

  constructor(scope: Construct, id: string, props: CacheProps) {
    super(scope, id);
    const redis = this.makeInstance(props);
    this.host = redis.host;
    this.id = redis.id;
    const address = addressOf(redis);
    this.url = new StoredSecret(this, 'url', {
      name: gcpNames(props.project, props.name).secrets.redisUrl,
      region: props.region,
      key: props.key,
    });
    this.url.write({
      // Google makes the AUTH text, and the provider keeps it in the state; the URL with it stays out of there.
      value: `redis://:${redis.authString}@${redis.host}:${redis.port}`,
      rotation: 1,
      writeAgainOn: ['host', 'port', 'auth_string'].map((attribute) => `${address}.${attribute}`),
    });
  }

  private makeInstance(props: CacheProps): RedisInstance {
    const replicated = props.replicas === 1;
    return new RedisInstance(this, 'Resource', {
      name: `${props.name}-redis`,
      displayName: `Redis of the Braintrust data plane ${props.name}`,
      region: props.region,
      redisVersion: `REDIS_${props.version.replaceAll('.', '_')}`,
      tier: replicated ? 'STANDARD_HA' : 'BASIC',
      replicaCount: props.replicas,
      memorySizeGb: props.memoryGb,
      authorizedNetwork: props.network.id,
      connectMode: 'PRIVATE_SERVICE_ACCESS',
      authEnabled: true,
      // TLS would be with an authority of the instance's own, and nothing shows that the services' clients can be told to
      // trust it; the way there does not leave Google's network, and AUTH is on.
      transitEncryptionMode: 'DISABLED',
      customerManagedKey: props.key.id,
      // Only keys that expire may be dropped when memory is short; the rest is state of the services.
      redisConfigs: { 'maxmemory-policy': 'volatile-lru' },
      // A snapshot would come back by itself hours old, transaction ids with it; the services cope with an empty cache.
      persistenceConfig: { persistenceMode: 'DISABLED' },
      // UTC, an hour from then on.
      maintenancePolicy: {
        weeklyMaintenanceWindow: [
          { day: 'MONDAY', startTime: { hours: 8, minutes: 0, seconds: 0, nanos: 0 } },
        ],
      },
      lifecycle: { preventDestroy: true },
      // The network alone is not enough: without the peering Memorystore refuses it.
      dependsOn: [props.key.granted, ...props.network.privateServices],
    });
  }
}
