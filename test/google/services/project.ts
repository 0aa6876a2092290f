import { type Collection, collectionRoutes, keyOf } from '../collection.ts';
import { ApiError, invalid, notFound } from '../errors.ts';
import { list, part, type Resource, text } from '../json.ts';
import { operationRoutes } from '../operations.ts';
import { policyVerbs } from '../policy.ts';
import type { Call, Route, Service } from '../route.ts';

/**
 * Service agents, by the API that they belong to.
 * https://cloud.google.com/iam/docs/service-agents
 */
const agents: Readonly<Record<string, (number: string) => string>> = {
  'compute.googleapis.com': (number) => `service-${number}@compute-system.iam.gserviceaccount.com`,
  'container.googleapis.com': (number) => `service-${number}@container-engine-robot.iam.gserviceaccount.com`,
  'sqladmin.googleapis.com': (number) => `service-${number}@gcp-sa-cloud-sql.iam.gserviceaccount.com`,
  'redis.googleapis.com': (number) => `service-${number}@cloud-redis.iam.gserviceaccount.com`,
  'secretmanager.googleapis.com': (number) =>
    `service-${number}@gcp-sa-secretmanager.iam.gserviceaccount.com`,
  'storage.googleapis.com': (number) => `service-${number}@gs-project-accounts.iam.gserviceaccount.com`,
};

/**
 * Agents that are made when somebody asks for them.
 * https://cloud.google.com/sql/docs/postgres/configure-cmek#service-account
 * https://cloud.google.com/secret-manager/docs/cmek#create-secret-manager-service-identity
 * https://cloud.google.com/storage/docs/getting-service-agent
 */
const onDemand: ReadonlySet<string> = new Set([
  'sqladmin.googleapis.com',
  'secretmanager.googleapis.com',
  'storage.googleapis.com',
]);

export function agentOf(call: Call, api: string): string {
  const email = agents[api];
  if (email === undefined) throw notFound(`service agent of ${api}`);
  return email(call.cloud.projectNumber);
}

/** https://cloud.google.com/service-usage/docs/reference/rest/v1/services */
export const serviceUsage: Service = {
  name: 'serviceusage',
  api: 'serviceusage.googleapis.com',
  variable: 'GOOGLE_SERVICE_USAGE_CUSTOM_ENDPOINT',
  base: 'v1/',
  routes: [
    {
      method: 'POST',
      pattern: 'projects/{project}/services:batchEnable',
      answer: (call) => {
        const ids = list(call.body.serviceIds).map(text);
        // https://cloud.google.com/service-usage/docs/reference/rest/v1/services/batchEnable: a single request can enable 20.
        if (ids.length > 20) throw invalid('A single request can enable a maximum of 20 services at a time.');
        for (const id of ids) enable(call, id);
        return done(call, { services: ids.map((id) => enabledService(call, id)) });
      },
    },
    {
      method: 'POST',
      pattern: 'projects/{project}/services/{api}:enable',
      answer: (call) => {
        enable(call, named(call));
        return done(call, { service: enabledService(call, named(call)) });
      },
    },
    {
      method: 'POST',
      pattern: 'projects/{project}/services/{api}:disable',
      answer: (call) => {
        call.cloud.enabled.delete(named(call));
        return done(call, {});
      },
    },
    {
      // Only the filter that is ever asked for.
      method: 'GET',
      pattern: 'projects/{project}/services',
      answer: (call) => {
        if (call.query.get('filter') !== 'state:ENABLED')
          throw invalid('this list knows filter=state:ENABLED only');
        return { services: [...call.cloud.enabled].map((api) => enabledService(call, api)) };
      },
    },
    {
      method: 'GET',
      pattern: 'projects/{project}/services/{api}',
      answer: (call) => ({
        ...enabledService(call, named(call)),
        state: call.cloud.enabled.has(named(call)) ? 'ENABLED' : 'DISABLED',
      }),
    },
    ...operationRoutes('operations/{operation}'),
  ],
};

/** https://cloud.google.com/service-usage/docs/reference/rest/v1beta1/services/generateServiceIdentity: version v1beta1 alone has it. */
export const serviceIdentities: Service = {
  name: 'serviceusage',
  api: 'serviceusage.googleapis.com',
  base: 'v1beta1/',
  routes: [
    {
      method: 'POST',
      pattern: 'projects/{project}/services/{api}:generateServiceIdentity',
      answer: (call) => {
        const email = agentOf(call, named(call));
        call.cloud.agents.add(email);
        return done(call, { email, uniqueId: String(call.cloud.next()) });
      },
    },
    ...operationRoutes('operations/{operation}'),
  ],
};

function named(call: Call): string {
  return call.names.api ?? '';
}

/** With the API comes its service agent, where it does not wait to be asked for. */
function enable(call: Call, api: string): void {
  if (!api.endsWith('.googleapis.com')) throw invalid(`Service '${api}' not found`);
  call.cloud.enabled.add(api);
  const agent = agents[api];
  if (agent !== undefined && !onDemand.has(api)) call.cloud.agents.add(agent(call.cloud.projectNumber));
}

function enabledService(call: Call, api: string): Resource {
  const parent = `projects/${call.cloud.projectNumber}`;
  return { name: `${parent}/services/${api}`, parent, config: { name: api }, state: 'ENABLED' };
}

function done(call: Call, response: Resource): Resource {
  const name = `operations/acat.${call.cloud.next()}`;
  const operation = { name, done: true, response };
  call.cloud.operations.set(keyOf(call, name), operation);
  return operation;
}

/** https://cloud.google.com/resource-manager/reference/rest/v1/projects */
export const resourceManager: Service = {
  name: 'cloudresourcemanager',
  api: 'cloudresourcemanager.googleapis.com',
  variable: 'GOOGLE_RESOURCE_MANAGER_CUSTOM_ENDPOINT',
  base: 'v1/',
  routes: [
    {
      method: 'GET',
      pattern: 'projects/{project}',
      answer: ({ cloud, names }) => {
        // The real answer does not tell what is not there from what is not allowed.
        if (names.project !== cloud.project) throw new ApiError(403, 'The caller does not have permission');
        return {
          projectId: cloud.project,
          projectNumber: cloud.projectNumber,
          name: cloud.project,
          lifecycleState: 'ACTIVE',
          createTime: '2025-01-01T00:00:00.000Z',
          parent: { type: 'organization', id: '100000000000' },
        };
      },
    },
    ...policyVerbs('projects/{project}', 'POST'),
  ],
};

/**
 * The provider asks it with every look at a project, and takes it calmly when the API is not enabled, as it is not here.
 * https://cloud.google.com/billing/docs/reference/rest/v1/projects/getBillingInfo
 */
export const billing: Service = {
  name: 'cloudbilling',
  api: 'cloudbilling.googleapis.com',
  variable: 'GOOGLE_CLOUD_BILLING_CUSTOM_ENDPOINT',
  base: 'v1/',
  routes: [
    {
      method: 'GET',
      pattern: 'projects/{project}/billingInfo',
      answer: ({ cloud }) => ({
        name: `projects/${cloud.project}/billingInfo`,
        projectId: cloud.project,
        billingAccountName: 'billingAccounts/000000-000000-000000',
        billingEnabled: true,
      }),
    },
  ],
};

const serviceAccounts: Collection = {
  path: 'projects/{project}/serviceAccounts',
  listed: 'accounts',
  // Only the part before the @ is given.
  id: {
    made: (call) => {
      const id = text(call.body.accountId);
      // https://cloud.google.com/iam/docs/reference/rest/v1/projects.serviceAccounts/create
      if (!/^[a-z]([-a-z0-9]{4,28}[a-z0-9])$/.test(id))
        throw invalid(`Account id '${id}' must match ^[a-z]…`);
      return `${id}@${call.cloud.project}.iam.gserviceaccount.com`;
    },
  },
  wrapped: 'serviceAccount',
  // The provider sends the etag that it read; IAM compares it, but a policy change does not alter it.
  computed: (call, key) => {
    const email = key.slice(key.lastIndexOf('/') + 1);
    return {
      name: `projects/${call.cloud.project}/serviceAccounts/${email}`,
      projectId: call.cloud.project,
      uniqueId: `1${String(call.cloud.next()).padStart(20, '0')}`,
      email,
      etag: 'MDEwMjE5MjA=',
      oauth2ClientId: `1${String(call.cloud.next()).padStart(20, '0')}`,
    };
  },
};

/** https://cloud.google.com/iam/docs/reference/rest/v1/projects.serviceAccounts */
export const iam: Service = {
  name: 'iam',
  api: 'iam.googleapis.com',
  variable: 'GOOGLE_IAM_CUSTOM_ENDPOINT',
  base: 'v1/',
  routes: [
    ...policyVerbs('projects/{project}/serviceAccounts/{email}', 'POST'),
    ...collectionRoutes(serviceAccounts).filter(({ method }) => method !== 'PATCH'),
    {
      // The mask is in the body here, beside the account.
      method: 'PATCH',
      pattern: 'projects/{project}/serviceAccounts/{email}',
      answer: (call) => {
        const old = call.cloud.find(keyOf(call));
        const names = text(call.body.updateMask)
          .split(',')
          .filter((name) => name !== '');
        const sent = part(call.body.serviceAccount);
        for (const name of names)
          old[name] = sent[name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())] ?? '';
        return old;
      },
    },
    ...(['enable', 'disable'] as const).map(
      (verb): Route => ({
        method: 'POST',
        pattern: `projects/{project}/serviceAccounts/{email}:${verb}`,
        answer: (call) => {
          const account = call.cloud.find(keyOf(call, call.path.replace(/:\w+$/, '')));
          if (verb === 'disable') account.disabled = true;
          else delete account.disabled;
          return {};
        },
      }),
    ),
  ],
};
