import { type Collection, collectionRoutes, keyOf } from '../collection.ts';
import { ApiError, invalid, notFound } from '../errors.ts';
import { list, merged, part, type Resource, text } from '../json.ts';
import { readPolicy, writePolicy } from '../policy.ts';
import { requireKeyGrant } from '../private-services.ts';
import type { Call, Route, Service } from '../route.ts';
import { agentOf } from './project.ts';

/** https://cloud.google.com/storage/docs/json_api/v1/buckets */
const buckets: Collection = {
  path: 'b',
  listed: 'items',
  id: { body: 'name' },
  changes: ['PATCH', 'PUT'],
  computed: (call, key, given) => {
    const name = text(given.name);
    return {
      kind: 'storage#bucket',
      id: name,
      selfLink: `https://www.googleapis.com/storage/v1/${key.slice('storage/'.length)}`,
      projectNumber: call.cloud.projectNumber,
      generation: String(call.cloud.next()),
      timeCreated: call.cloud.now(),
      location: 'US',
      storageClass: 'STANDARD',
      // A week for whoever says nothing: https://cloud.google.com/storage/docs/soft-delete#default
      softDeletePolicy: { retentionDurationSeconds: '604800' },
    };
  },
  derived: (call, key, bucket) => {
    const old = call.cloud.resources.get(key);
    const soft = part(bucket.softDeletePolicy);
    const access = part(bucket.iamConfiguration);
    const uniform = part(access.uniformBucketLevelAccess).enabled === true;
    const location = text(bucket.location).toUpperCase();
    return {
      location,
      locationType: /^(US|EU|ASIA)$/.test(location) ? 'multi-region' : 'region',
      metageneration: String(Number(text(old?.metageneration) || '0') + 1),
      updated: call.cloud.now(),
      etag: `CA${call.cloud.next()}=`,
      softDeletePolicy:
        soft.retentionDurationSeconds === undefined || text(soft.retentionDurationSeconds) === '0'
          ? { retentionDurationSeconds: '0' }
          : {
              effectiveTime: '2026-01-01T00:00:00.000Z',
              ...soft,
              retentionDurationSeconds: text(soft.retentionDurationSeconds),
            },
      iamConfiguration: {
        publicAccessPrevention: access.publicAccessPrevention ?? 'inherited',
        bucketPolicyOnly: { enabled: uniform },
        uniformBucketLevelAccess: uniform
          ? { enabled: true, lockedTime: '2026-04-01T00:00:00.000Z' }
          : { enabled: false },
      },
    };
  },
  check: (call, given, old) => {
    const name = text(given.name);
    // https://cloud.google.com/storage/docs/buckets#naming
    if (old === undefined && (!/^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$/.test(name) || name.includes('google')))
      throw invalid(`Invalid bucket name: '${name}'`);
    const whole = merged(old ?? {}, given) as Resource;
    requireKeyGrant(call, part(whole.encryption).defaultKmsKeyName, agentOf(call, 'storage.googleapis.com'));
  },
  checkDelete: (call, key) => {
    if (call.cloud.children(`${key}/o`).length > 0)
      throw new ApiError(409, 'The bucket you tried to delete is not empty.');
  },
};

/** https://cloud.google.com/storage/docs/json_api/v1 */
export const storage: Service = {
  name: 'storage',
  api: 'storage.googleapis.com',
  variable: 'GOOGLE_STORAGE_CUSTOM_ENDPOINT',
  base: 'storage/v1/',
  routes: [
    ...collectionRoutes(buckets),
    {
      // Reading the agent makes it.
      method: 'GET',
      pattern: 'projects/{project}/serviceAccount',
      answer: (call) => {
        const email = agentOf(call, 'storage.googleapis.com');
        call.cloud.agents.add(email);
        return { kind: 'storage#serviceAccount', email_address: email };
      },
    },
    {
      // IAM is a resource below the bucket here, written with PUT.
      method: 'GET',
      pattern: 'b/{bucket}/iam',
      answer: (call) => shown(call, readPolicy(call, bucketKey(call))),
    },
    {
      method: 'PUT',
      pattern: 'b/{bucket}/iam',
      answer: (call) => {
        const { kind: _kind, resourceId: _id, ...policy } = call.body;
        return shown(call, writePolicy(call, bucketKey(call), policy));
      },
    },
    {
      method: 'GET',
      pattern: 'b/{bucket}/o',
      answer: (call) => {
        call.cloud.find(bucketKey(call));
        return { kind: 'storage#objects', items: [...call.cloud.children(keyOf(call))] };
      },
    },
    {
      method: 'DELETE',
      pattern: 'b/{bucket}/o/{object}',
      answer: (call) => {
        if (!call.cloud.resources.has(keyOf(call))) throw notFound(call.path);
        call.cloud.remove(keyOf(call));
        return {};
      },
    },
    // The provider asks with a slash at the end.
    ...['b/{bucket}/anywhereCaches', 'b/{bucket}/anywhereCaches/'].map(
      (pattern): Route => ({ method: 'GET', pattern, answer: () => ({ kind: 'storage#anywhereCaches' }) }),
    ),
  ],
};

function bucketKey(call: Call): string {
  return keyOf(call, `b/${call.names.bucket}`);
}

/** Every bucket begins with the rights that owners and readers of its project have. https://cloud.google.com/storage/docs/access-control/iam-roles */
function shown(call: Call, policy: Resource): Resource {
  const project = call.cloud.project;
  const initial = [
    {
      role: 'roles/storage.legacyBucketOwner',
      members: [`projectEditor:${project}`, `projectOwner:${project}`],
    },
    { role: 'roles/storage.legacyBucketReader', members: [`projectViewer:${project}`] },
  ];
  return {
    kind: 'storage#policy',
    resourceId: `projects/_/buckets/${call.names.bucket}`,
    ...policy,
    bindings: policy.bindings === undefined ? initial : [...list(policy.bindings)],
  };
}
