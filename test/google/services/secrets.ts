import { type Collection, collectionRoutes, keyOf } from '../collection.ts';
import { ApiError, invalid } from '../errors.ts';
import { list, part, type Resource, text } from '../json.ts';
import { policyVerbs } from '../policy.ts';
import { requireKeyGrant } from '../private-services.ts';
import type { Call, Route, Service } from '../route.ts';
import { agentOf } from './project.ts';

/** https://cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets: names carry the project NUMBER. */
const secrets: Collection = {
  path: 'projects/{project}/secrets',
  id: { query: 'secretId' },
  guard: 'etag',
  computed: (call, key) => ({ name: byNumber(call, key), createTime: call.cloud.now() }),
  check: (call, given, old) => {
    if (old !== undefined) return;
    if (part(given.replication) === given.replication && Object.keys(part(given.replication)).length === 0)
      throw invalid('Secret.replication is required.');
    const replicas = list(part(part(given.replication).userManaged).replicas).map(part);
    for (const holder of [part(part(given.replication).automatic), ...replicas])
      requireKeyGrant(
        call,
        part(holder.customerManagedEncryption).kmsKeyName,
        agentOf(call, 'secretmanager.googleapis.com'),
      );
  },
};

const version = `${secrets.path}/{secret}/versions/{version}`;

/** https://cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets.versions */
export const secretManager: Service = {
  name: 'secretmanager',
  api: 'secretmanager.googleapis.com',
  variable: 'GOOGLE_SECRET_MANAGER_CUSTOM_ENDPOINT',
  base: 'v1/',
  routes: [
    ...policyVerbs(`${secrets.path}/{secret}`, 'GET'),
    ...collectionRoutes(secrets),
    {
      method: 'POST',
      pattern: `${secrets.path}/{secret}:addVersion`,
      answer: (call) => {
        const secret = keyOf(call, call.path.replace(/:addVersion$/, ''));
        call.cloud.find(secret);
        const data = text(part(call.body.payload).data);
        // https://cloud.google.com/secret-manager/quotas: 64 KiB
        if (data === '' || Buffer.from(data, 'base64').length > 65_536) throw invalid('invalid payload');
        const key = `${secret}/versions/${call.cloud.children(`${secret}/versions`).length + 1}`;
        const made: Resource = {
          name: byNumber(call, key),
          createTime: call.cloud.now(),
          state: 'ENABLED',
          replicationStatus: { automatic: {} },
          etag: `"${call.cloud.next()}"`,
          clientSpecifiedPayloadChecksum: true,
        };
        call.cloud.resources.set(key, made);
        call.cloud.payloads.set(key, data);
        return made;
      },
    },
    { method: 'GET', pattern: version, answer: (call) => call.cloud.find(versionKey(call)) },
    {
      method: 'GET',
      pattern: `${secrets.path}/{secret}/versions`,
      answer: (call) => ({ versions: [...call.cloud.children(keyOf(call))] }),
    },
    {
      method: 'GET',
      pattern: `${version}:access`,
      answer: (call) => {
        const key = versionKey(call);
        const found = call.cloud.find(key);
        if (found.state !== 'ENABLED')
          throw new ApiError(400, `Secret Version [${text(found.name)}] is in ${text(found.state)} state.`);
        return { name: found.name ?? '', payload: { data: call.cloud.payloads.get(key) ?? '' } };
      },
    },
    ...(['enable', 'disable', 'destroy'] as const).map(
      (verb): Route => ({
        method: 'POST',
        pattern: `${version}:${verb}`,
        answer: (call) => {
          const key = versionKey(call);
          const found = call.cloud.find(key);
          if (found.state === 'DESTROYED') throw new ApiError(400, 'Secret Version is in DESTROYED state.');
          found.state = verb === 'enable' ? 'ENABLED' : verb === 'disable' ? 'DISABLED' : 'DESTROYED';
          if (verb === 'destroy') {
            found.destroyTime = call.cloud.now();
            call.cloud.payloads.delete(key);
          }
          return found;
        },
      }),
    ),
  ],
};

/** `latest` is the newest version, whatever its state. */
function versionKey(call: Call): string {
  const key = keyOf(call, call.path.replace(/:\w+$/, ''));
  if (!key.endsWith('/versions/latest')) return key;
  const versions = key.slice(0, key.lastIndexOf('/'));
  return `${versions}/${call.cloud.children(versions).length}`;
}

function byNumber(call: Call, key: string): string {
  return key
    .slice('secretmanager/'.length)
    .replace(`projects/${call.cloud.project}/`, `projects/${call.cloud.projectNumber}/`);
}
