/**
 * The accounts as which Google's own services use a key. Some are made when an API is enabled, those of Cloud SQL and Cloud
 * Storage only when somebody asks for them, and a right cannot be given to an account that does not exist. The provider has
 * the resource for it (`google_project_service_identity`) in its beta alone, so this asks by itself.
 * https://cloud.google.com/sql/docs/postgres/configure-cmek#service-account
 */
import type { Env } from '../../../env.ts';
import type { StageStep, StepContext } from '../cloud.ts';
import { needed } from '../settings.ts';
import { serviceAgentsNotMade } from './errors.ts';
import { baseUrl, googleRequest } from './google-client.ts';

/** Their agents encrypt with the key of the data plane, beside that of Cloud Storage. */
const services = [
  'sqladmin.googleapis.com',
  'redis.googleapis.com',
  'container.googleapis.com',
  'secretmanager.googleapis.com',
] as const;
const storage = 'storage.googleapis.com';

export const serviceAgents: StageStep = {
  id: 'service-agents',
  stack: 'infra',
  when: 'before',
  text: `enables ${[...services, storage].map((name) => name.split('.')[0]).join(', ')} and has Google make their service agents, which encrypt with the key`,
  isDone: async ({ state }) => state.resources.some(({ type }) => type === 'google_sql_database_instance'),
  run: makeServiceAgents,
};

async function makeServiceAgents(
  { config, env }: StepContext,
  progress: (text: string) => void,
): Promise<void> {
  const project = needed(config.account.project, 'account.project');
  const usage = baseUrl(
    env.vars,
    'GOOGLE_SERVICE_USAGE_CUSTOM_ENDPOINT',
    'https://serviceusage.googleapis.com',
  );
  const post = async (url: string, data: object) =>
    settle(env, usage, await googleRequest(env, { method: 'POST', url, data }));
  progress('enabling APIs');
  await naming(storage, project, () =>
    post(`${usage}/v1/projects/${project}/services:batchEnable`, { serviceIds: [...services, storage] }),
  );
  for (const service of services) {
    // Only this version of the API has the method.
    progress(`service agent of ${service}`);
    const url = `${usage}/v1beta1/projects/${project}/services/${service}:generateServiceIdentity`;
    await naming(service, project, () => post(url, {}));
  }
  progress(`service agent of ${storage}`);
  await naming(storage, project, () => askForStorageAgent(env, project));
}

/** Looking it up makes it: https://cloud.google.com/storage/docs/json_api/v1/projects/serviceAccount/get */
function askForStorageAgent(env: Env, project: string): Promise<unknown> {
  const host = baseUrl(env.vars, 'GOOGLE_STORAGE_CUSTOM_ENDPOINT', 'https://storage.googleapis.com/storage');
  return googleRequest(env, { method: 'GET', url: `${host}/v1/projects/${project}/serviceAccount` });
}

interface Operation {
  readonly name?: string;
  readonly done?: boolean;
  readonly error?: { readonly message?: string };
}

/** Enabling takes a minute or two. */
const pollMilliseconds = 3_000;
const mostPolls = 100;

/** Waits for a long-running operation; rejects with its error. https://google.aip.dev/151 */
async function settle(env: Env, usage: string, answer: unknown): Promise<void> {
  let operation = (answer ?? {}) as Operation;
  for (let poll = 0; operation.done === false || (operation.done === undefined && operation.name); poll++) {
    if (poll === mostPolls) throw new Error(`${operation.name} was not done after five minutes`);
    await env.clock.sleep(pollMilliseconds);
    operation = (await googleRequest(env, {
      method: 'GET',
      url: `${usage}/v1/${operation.name}`,
    })) as Operation;
  }
  if (operation.error) throw new Error(operation.error.message ?? 'the operation failed');
}

async function naming(service: string, project: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw serviceAgentsNotMade(service, project, error);
  }
}
