import { ManagedRedis } from '@cdktf/provider-azurerm/lib/managed-redis/index.js';
import { addressOf } from '../core/addresses.ts';
import { Construct, DataResource } from '../core/cdktf.ts';
import type { AzurePlace, IAzureEndpoints, IAzureKey, IAzureVault } from './contracts.ts';
import { azureNames } from './naming.ts';
import { PrivateEndpoint } from './private-endpoint.ts';
import type { AzureCacheProps } from './props.ts';
import { StoredSecret } from './stored-secret.ts';

export interface CacheProps extends AzurePlace, AzureCacheProps {
  readonly vault: IAzureVault;
  readonly key: IAzureKey;
  readonly endpoints: IAzureEndpoints;
}

/** The one port of Managed Redis. https://learn.microsoft.com/azure/redis/architecture */
const port = 10000;

/** Clients of the data plane know nothing of shards, so Azure's own default, the cluster API of Redis, is not for them. */
const clusteringPolicy = { none: 'NoCluster', enterprise: 'EnterpriseCluster' } as const;

/** The Redis cache. Azure Cache for Redis, which came before it, ends at version 6 and takes no new ones. */
export class Cache extends Construct {
  /** ARM id. */
  readonly id: string;
  readonly host: string;
  /** `rediss://:key@host:10000`. */
  readonly connectionString: StoredSecret;

  constructor(scope: Construct, id: string, props: CacheProps) {
    super(scope, id);
    const redis = this.makeCache(props);
    this.id = redis.id;
    this.host = redis.hostname;
    new PrivateEndpoint(this, 'endpoint', { ...props, service: 'redis', targetId: redis.id });
    // Azure makes the key and the provider keeps it in the state, as it does with every attribute that it reads; the URL with
    // it stays out of there. The key is base64, and `/`, `+` and `=` would end the password.
    const key = `${addressOf(redis)}.default_database[0].primary_access_key`;
    const url = `rediss://:\${urlencode(${key})}@${redis.hostname}:${port}`;
    this.connectionString = new StoredSecret(this, 'connection_string', {
      vault: props.vault,
      deployment: props.name,
      name: azureNames(props.subscription, props.name).secrets.redisConnectionString,
      value: url,
      // Another number, from 1, for another key or host: 28 bits of a hash, which tell nothing of the key.
      rotation: `\${1 + nonsensitive(parseint(substr(sha256("${url}"), 0, 7), 16))}`,
      after: [redis],
    });
  }

  private makeCache(props: CacheProps): ManagedRedis {
    const { key } = props;
    // The provider would delete the database in place and say that nothing is replaced.
    // https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/internal/services/managedredis/managed_redis_resource.go
    const policy = new DataResource(this, 'clustering', {});
    policy.addOverride('input', clusteringPolicy[props.clustering]);
    return new ManagedRedis(this, 'Resource', {
      name: azureNames(props.subscription, props.name).cache,
      location: props.region,
      resourceGroupName: props.resourceGroup,
      skuName: props.sku,
      highAvailabilityEnabled: props.highAvailability,
      publicNetworkAccess: 'Disabled',
      defaultDatabase: {
        // The services sign in with a key.
        accessKeysAuthenticationEnabled: true,
        clientProtocol: 'Encrypted',
        clusteringPolicy: clusteringPolicy[props.clustering],
        // Only keys that expire may be dropped when memory is short; the rest is state of the services.
        evictionPolicy: 'VolatileLRU',
        // Nothing on disk: a snapshot would come back by itself hours old, transaction ids with it; the services cope with an
        // empty cache.
      },
      identity: { type: 'UserAssigned', identityIds: [key.identityId] },
      // With its version: the provider takes no other. After a rotation the next apply moves it to the new one.
      customerManagedKey: { keyVaultKeyId: key.currentId, userAssignedIdentityId: key.identityId },
      tags: { ...props.tags },
      lifecycle: { preventDestroy: true, replaceTriggeredBy: [addressOf(policy)] },
      dependsOn: [key.granted],
    });
  }
}
