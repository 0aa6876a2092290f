import { type Collection, collectionRoutes } from '../collection.ts';
import { invalid, notFound } from '../errors.ts';
import { type Json, list, part, text } from '../json.ts';
import { longRunning, operationRoutes } from '../operations.ts';
import type { Call, Service } from '../route.ts';

const global = 'projects/{project}/locations/{location}';

/** https://cloud.google.com/certificate-manager/docs/reference/certificate-manager/rest/v1/projects.locations.dnsAuthorizations */
const authorizations: Collection = {
  path: `${global}/dnsAuthorizations`,
  id: { query: 'dnsAuthorizationId' },
  operation: longRunning,
  // The record that shows that the domain is ours, known as soon as the authorization is there.
  computed: (call, key, { domain }) => ({
    ...common(call, key),
    type: 'FIXED_RECORD',
    dnsResourceRecord: {
      name: `_acme-challenge.${text(domain)}.`,
      type: 'CNAME',
      data: `${call.cloud.next()}.authorize.certificatemanager.goog.`,
    },
  }),
  checkDelete: (call, key) => refuseUsed(call, key, ({ managed }) => list(part(managed).dnsAuthorizations)),
};

/** https://cloud.google.com/certificate-manager/docs/reference/certificate-manager/rest/v1/projects.locations.certificates */
const certificates: Collection = {
  path: `${global}/certificates`,
  id: { query: 'certificateId' },
  operation: longRunning,
  computed: (call, key) => ({ ...common(call, key), scope: 'DEFAULT' }),
  derived: (_call, _key, { managed }) =>
    managed === undefined
      ? {}
      : // Issued when the record is found in DNS; until then it is in provisioning.
        {
          managed: { ...part(managed), state: 'PROVISIONING' },
          sanDnsnames: [...list(part(managed).domains)],
        },
  check: (call, given) => {
    for (const name of list(part(given.managed).dnsAuthorizations)) mustExist(call, name);
  },
  checkDelete: (call, key) => refuseUsed(call, key, (entry) => list(entry.certificates)),
};

/** https://cloud.google.com/certificate-manager/docs/reference/certificate-manager/rest/v1/projects.locations.certificateMaps */
const maps: Collection = {
  path: `${global}/certificateMaps`,
  id: { query: 'certificateMapId' },
  operation: longRunning,
  computed: common,
  checkDelete: (call, key) => {
    if (call.cloud.children(`${key}/certificateMapEntries`).length > 0)
      throw invalid(
        "can't delete certificate map that is referenced by a certificate map entry or other resources",
      );
  },
};

const entries: Collection = {
  path: `${global}/certificateMaps/{map}/certificateMapEntries`,
  id: { query: 'certificateMapEntryId' },
  operation: longRunning,
  computed: (call, key) => ({ ...common(call, key), state: 'PENDING' }),
  check: (call, given) => {
    for (const name of list(given.certificates)) mustExist(call, name);
  },
};

/** https://cloud.google.com/certificate-manager/docs/reference/certificate-manager/rest */
export const certificateManager: Service = {
  name: 'certificatemanager',
  api: 'certificatemanager.googleapis.com',
  variable: 'GOOGLE_CERTIFICATE_MANAGER_CUSTOM_ENDPOINT',
  base: 'v1/',
  routes: [
    ...[authorizations, certificates, maps, entries].flatMap(collectionRoutes),
    ...operationRoutes(`${global}/operations/{operation}`),
  ],
};

function common(call: Call, key: string) {
  return {
    name: key.slice('certificatemanager/'.length),
    createTime: call.cloud.now(),
    updateTime: call.cloud.now(),
  };
}

function mustExist(call: Call, name: Json): void {
  if (!call.cloud.resources.has(keyFor(call, name))) throw notFound(text(name));
}

function refuseUsed(
  call: Call,
  key: string,
  uses: (resource: Record<string, Json>) => readonly Json[],
): void {
  for (const [user, resource] of call.cloud.resources)
    if (user.startsWith('certificatemanager/') && uses(resource).some((name) => keyFor(call, name) === key))
      throw invalid(`can't delete ${key.slice('certificatemanager/'.length)} that is referenced by ${user}`);
}

function keyFor(call: Call, name: Json): string {
  return `certificatemanager/${text(name).replace(`projects/${call.cloud.projectNumber}/`, `projects/${call.cloud.project}/`)}`;
}
