import { expect, test } from 'vitest';
import type { StepContext } from '../../../../../src/core/clouds/cloud.ts';
import { serviceAgents } from '../../../../../src/core/clouds/gcp/service-agents.ts';
import type { Config } from '../../../../../src/core/config/schema.ts';
import { localServer } from '../../../../helpers/local-server.ts';
import { memoryEnv } from '../../../../helpers/memory-env.ts';

const config = { account: { project: 'acme-data' } } as Config;
const project = 'projects/acme-data';
const contextFor = (url: string): StepContext => ({
  config,
  env: memoryEnv({
    vars: {
      GOOGLE_OAUTH_ACCESS_TOKEN: 'fake',
      GOOGLE_SERVICE_USAGE_CUSTOM_ENDPOINT: `${url}/v1/`,
      GOOGLE_STORAGE_CUSTOM_ENDPOINT: `${url}/storage/v1/`,
    },
  }),
  state: state([]),
  changing: [],
  signal: new AbortController().signal,
  output: async () => undefined,
});
const state = (types: readonly string[]) => ({
  serial: 1,
  terraformVersion: '1.11.0',
  resources: types.map((type) => ({ address: `${type}.x`, type, tainted: false, attributes: {} })),
});
const quiet = () => {};
const done = { status: 200, body: { name: 'operations/o', done: true } };

test('the APIs are enabled first, then each agent is asked for, also those that enabling does not make', async () => {
  await using server = await localServer(() => done);

  await serviceAgents.run(contextFor(server.url), quiet);

  expect(server.asked).toEqual([
    `POST /v1/${project}/services:batchEnable Bearer fake`,
    ...['sqladmin', 'redis', 'container', 'secretmanager'].map(
      (name) =>
        `POST /v1beta1/${project}/services/${name}.googleapis.com:generateServiceIdentity Bearer fake`,
    ),
    `GET /storage/v1/${project}/serviceAccount Bearer fake`,
  ]);
});

test('an operation that takes its time is waited for', async () => {
  let looks = 0;
  await using server = await localServer((path) => {
    if (path.includes('operations/o')) looks += 1;
    const isPending = path.endsWith(':batchEnable') || (path.includes('operations/o') && looks < 3);
    return { status: 200, body: { name: 'operations/o', ...(isPending ? {} : { done: true }) } };
  });

  await serviceAgents.run(contextFor(server.url), quiet);

  expect(looks).toBe(3);
  expect(server.asked.at(-1)).toContain('/serviceAccount');
});

test.each([
  ['a refusal', { status: 403, body: { error: { message: 'denied' } } }, 'denied'],
  [
    'an operation that fails',
    { status: 200, body: { name: 'operations/o', done: true, error: { message: 'billing is off' } } },
    'billing is off',
  ],
])('%s names the service and the command that does the same', async (_, answer, reason) => {
  await using server = await localServer((path) => (path.includes('sqladmin') ? answer : done));

  await expect(serviceAgents.run(contextFor(server.url), quiet)).rejects.toMatchObject({
    kind: 'access',
    code: 'service-agents-not-made',
    message: expect.stringMatching(new RegExp(`sqladmin.googleapis.com.*${reason}`)),
    // Whoever shows it adds what to run again.
    hint: expect.stringMatching(
      /gcloud beta services identity create --service=sqladmin\.googleapis\.com --project=acme-data$/,
    ),
  });
});

test('an operation that never ends is given up', async () => {
  await using server = await localServer(() => ({ status: 200, body: { name: 'operations/o' } }));

  await expect(serviceAgents.run(contextFor(server.url), quiet)).rejects.toThrow(
    'was not done after five minutes',
  );
});

test('it is done once the database is there', async () => {
  const isDone = (...types: readonly string[]) =>
    serviceAgents.isDone({ ...contextFor('http://127.0.0.1:1'), state: state(types) });

  expect(await isDone('google_project_service')).toBe(false);
  expect(await isDone('google_project_service', 'google_sql_database_instance')).toBe(true);
});
