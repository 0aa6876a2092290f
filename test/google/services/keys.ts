import { type Collection, collectionRoutes, keyOf } from '../collection.ts';
import { notFound } from '../errors.ts';
import { part, type Resource } from '../json.ts';
import { policyVerbs } from '../policy.ts';
import type { Call, Service } from '../route.ts';

/** Key rings and keys stay for ever. https://cloud.google.com/kms/docs/resource-hierarchy#lifetime */
const keyRings: Collection = {
  path: 'projects/{project}/locations/{location}/keyRings',
  id: { query: 'keyRingId' },
  keeps: true,
  changes: [],
  computed: (call, key) => ({ name: nameOf(key), createTime: call.cloud.now() }),
};

/** https://cloud.google.com/kms/docs/reference/rest/v1/projects.locations.keyRings.cryptoKeys */
const cryptoKeys: Collection = {
  path: 'projects/{project}/locations/{location}/keyRings/{ring}/cryptoKeys',
  id: { query: 'cryptoKeyId' },
  keeps: true,
  computed: (call, key, given) => ({
    name: nameOf(key),
    purpose: 'ENCRYPT_DECRYPT',
    createTime: call.cloud.now(),
    versionTemplate: { protectionLevel: 'SOFTWARE', algorithm: 'GOOGLE_SYMMETRIC_ENCRYPTION' },
    // 30 days since 2024. https://cloud.google.com/kms/docs/create-key#soft_delete
    destroyScheduledDuration: '2592000s',
    ...(given.purpose === undefined || given.purpose === 'ENCRYPT_DECRYPT'
      ? { primary: version(call, key) }
      : {}),
  }),
  check: (call, _given, old) => {
    const ring = keyOf(call).replace(/\/cryptoKeys.*$/, '');
    if (old === undefined && !call.cloud.resources.has(ring)) throw notFound(nameOf(ring));
  },
  // A new key comes with its first version.
  effect: (call, verb, key, resource) => {
    if (verb !== 'create' || call.query.get('skipInitialVersionCreation') === 'true') return;
    call.cloud.resources.set(`${key}/cryptoKeyVersions/1`, { ...part(resource.primary) });
  },
};

/** https://cloud.google.com/kms/docs/reference/rest/v1/ */
export const keys: Service = {
  name: 'cloudkms',
  api: 'cloudkms.googleapis.com',
  variable: 'GOOGLE_KMS_CUSTOM_ENDPOINT',
  base: 'v1/',
  routes: [
    ...policyVerbs(`${keyRings.path}/{ring}`, 'GET'),
    ...policyVerbs(`${cryptoKeys.path}/{key}`, 'GET'),
    ...collectionRoutes(keyRings),
    ...collectionRoutes(cryptoKeys),
    {
      method: 'GET',
      pattern: `${cryptoKeys.path}/{key}/cryptoKeyVersions`,
      answer: (call) => ({ cryptoKeyVersions: [...call.cloud.children(keyOf(call))] }),
    },
    {
      // Destroyed after the waiting time of its key; until then it can be restored.
      method: 'POST',
      pattern: `${cryptoKeys.path}/{key}/cryptoKeyVersions/{version}:destroy`,
      answer: (call) => {
        const found = call.cloud.find(keyOf(call, call.path.replace(/:destroy$/, '')));
        found.state = 'DESTROY_SCHEDULED';
        found.destroyTime = call.cloud.now();
        return found;
      },
    },
  ],
};

function version(call: Call, key: string): Resource {
  return {
    name: `${nameOf(key)}/cryptoKeyVersions/1`,
    state: 'ENABLED',
    protectionLevel: 'SOFTWARE',
    algorithm: 'GOOGLE_SYMMETRIC_ENCRYPTION',
    createTime: call.cloud.now(),
  };
}

function nameOf(key: string): string {
  return key.slice('cloudkms/'.length);
}
