import { at, text } from '../../google/json.ts';
import { guid, properties } from '../cloud.ts';
import { usableKey } from '../customer-key.ts';
import { conflict, invalid } from '../errors.ts';
import type { ResourceType } from '../resource-type.ts';

/** https://learn.microsoft.com/rest/api/redis/redisenterprisecache */
export const cache: readonly ResourceType[] = [
  {
    type: 'Microsoft.Cache/redisEnterprise',
    defaults: () => ({ properties: { minimumTlsVersion: '1.2', highAvailability: 'Enabled' } }),
    computed: ({ place }, resource) => ({
      properties: {
        hostName: `${place.name}.${text(resource.location)}.redis.azure.net`,
        resourceState: 'Running',
        redisVersion: '7.4',
        redundancyMode: properties(resource).highAvailability === 'Disabled' ? 'NR' : 'LR',
      },
    }),
    check: ({ cloud }, given) => {
      const key = at(given, 'properties.encryption.customerManagedKeyEncryption');
      if (key === undefined) return;
      const user = text(at(key, 'keyEncryptionKeyIdentity.userAssignedIdentityResourceId'));
      usableKey(cloud, text(at(key, 'keyEncryptionKeyUrl')), user);
    },
    checkDelete: ({ cloud, id }) => {
      if (cloud.children(id, 'databases').length > 0)
        throw conflict('CannotDeleteResource', `Delete the database of ${id} first.`);
    },
  },
  {
    type: 'Microsoft.Cache/redisEnterprise/databases',
    defaults: () => ({
      properties: {
        clientProtocol: 'Encrypted',
        port: 10_000,
        clusteringPolicy: 'OSSCluster',
        evictionPolicy: 'VolatileLRU',
        accessKeysAuthentication: 'Disabled',
        modules: [],
        persistence: { aofEnabled: false, rdbEnabled: false },
        deferUpgrade: 'NotDeferred',
      },
    }),
    computed: () => ({ properties: { resourceState: 'Running', redisVersion: '7.4' } }),
    // https://learn.microsoft.com/azure/redis/architecture#cluster-policies
    check: ({ place }, given, old) => {
      if (place.name !== 'default') throw invalid('The database must be called default.');
      const was = at(old, 'properties.clusteringPolicy');
      if (was !== undefined && was !== at(given, 'properties.clusteringPolicy'))
        throw invalid('The clustering policy cannot be changed.');
    },
    actions: {
      listkeys: ({ id }, resource) => {
        if (properties(resource).accessKeysAuthentication !== 'Enabled')
          throw invalid('Access keys are disabled for this database.', 'AccessKeysDisabled');
        return { body: { primaryKey: accessKey(id, 'primary'), secondaryKey: accessKey(id, 'secondary') } };
      },
    },
  },
];

/** With the characters that a URL has to escape. */
export function accessKey(id: string, which: string): string {
  return `${guid(`${id} ${which}`).replaceAll('-', '')}+/AzCa=`;
}
