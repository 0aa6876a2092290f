import { type Collection, collectionRoutes, keyOf } from '../collection.ts';
import { invalid } from '../errors.ts';
import { type Resource, text } from '../json.ts';
import { longRunning, operationRoutes } from '../operations.ts';
import { requireConnection, requireKeyGrant } from '../private-services.ts';
import type { Call, Service } from '../route.ts';
import { mustExist } from './compute.ts';
import { agentOf } from './project.ts';

/** https://cloud.google.com/memorystore/docs/redis/reference/rest/v1/projects.locations.instances */
const instances: Collection = {
  path: 'projects/{project}/locations/{location}/instances',
  id: { query: 'instanceId' },
  operation: longRunning,
  computed: (call, key) => {
    const { location = '' } = call.names;
    const last = (call.cloud.next() % 200) + 2;
    return {
      name: key.slice('redis/'.length),
      host: `10.100.1.${last}`,
      createTime: call.cloud.now(),
      state: 'READY',
      locationId: `${location}-a`,
      currentLocationId: `${location}-a`,
      persistenceIamIdentity: `serviceAccount:${agentOf(call, 'redis.googleapis.com')}`,
    };
  },
  derived: (call, _key, given) => {
    const standard = given.tier === 'STANDARD_HA';
    const encrypted = given.transitEncryptionMode === 'SERVER_AUTHENTICATION';
    return {
      tier: given.tier ?? 'BASIC',
      // TLS has a port of its own, and certificates of Google's private authority.
      port: encrypted ? 6378 : 6379,
      ...(encrypted ? { serverCaCerts: given.serverCaCerts ?? [authority(call)] } : {}),
      transitEncryptionMode: given.transitEncryptionMode ?? 'DISABLED',
      authEnabled: given.authEnabled ?? false,
      connectMode: given.connectMode ?? 'DIRECT_PEERING',
      redisVersion: given.redisVersion ?? 'REDIS_7_0',
      readReplicasMode: given.readReplicasMode ?? 'READ_REPLICAS_DISABLED',
      ...(standard
        ? { replicaCount: given.replicaCount ?? 1, alternativeLocationId: `${text(call.names.location)}-c` }
        : {}),
      persistenceConfig: given.persistenceConfig ?? { persistenceMode: 'DISABLED' },
      // Asked for by the name of an allocated range, told as the piece of it that was taken.
      reservedIpRange: /^\d/.test(text(given.reservedIpRange))
        ? (given.reservedIpRange ?? '')
        : '10.100.1.0/29',
    };
  },
  check: (call, given, old) => {
    if (old !== undefined) return;
    mustExist(call, given.authorizedNetwork);
    if (given.connectMode === 'PRIVATE_SERVICE_ACCESS') requireConnection(call, given.authorizedNetwork);
    requireKeyGrant(call, given.customerManagedKey, agentOf(call, 'redis.googleapis.com'));
    const size = Number(given.memorySizeGb);
    if (!(size >= 1 && size <= 300)) throw invalid('memorySizeGb must be between 1 and 300');
  },
};

/** https://cloud.google.com/memorystore/docs/redis/reference/rest/v1/ */
export const cache: Service = {
  name: 'redis',
  api: 'redis.googleapis.com',
  variable: 'GOOGLE_REDIS_CUSTOM_ENDPOINT',
  base: 'v1/',
  routes: [
    {
      // The password is read apart, with a right of its own.
      method: 'GET',
      pattern: `${instances.path}/{id}/authString`,
      answer: (call) => {
        const found = call.cloud.find(keyOf(call, call.path.replace(/\/authString$/, '')));
        return found.authEnabled === true ? { authString: `auth-${text(found.createTime)}` } : {};
      },
    },
    {
      method: 'POST',
      pattern: `${instances.path}/{id}:upgrade`,
      answer: (call) => {
        const key = keyOf(call, call.path.replace(/:upgrade$/, ''));
        const found = call.cloud.find(key);
        found.redisVersion = call.body.redisVersion ?? '';
        return longRunning(call, 'update', key, found);
      },
    },
    ...collectionRoutes(instances),
    ...operationRoutes('projects/{project}/locations/{location}/operations/{operation}'),
  ],
};

function authority(call: Call): Resource {
  return {
    cert: '-----BEGIN CERTIFICATE-----\nbm90IGEgcmVhbCBvbmU=\n-----END CERTIFICATE-----',
    serialNumber: String(call.cloud.next()),
    createTime: call.cloud.now(),
    expireTime: '2036-01-01T00:00:00Z',
    sha1Fingerprint: '0000000000000000000000000000000000000000',
  };
}
