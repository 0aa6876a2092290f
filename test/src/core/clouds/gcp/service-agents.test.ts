import { expect, test } from 'vitest';
import { serviceAgents } from '../../../../../src/core/clouds/gcp/service-agents.ts';
import type { Config } from '../../../../../src/core/config/schema.ts';
import { localServer } from '../../../../helpers/local-server.ts';
import { memoryEnv } from '../../../../helpers/memory-env.ts';

const config = { account: { project: 'acme-data' } } as Config;
const project = 'projects/acme-data';
const envFor = (url: string) =>
  memoryEnv({
    vars: {
      GOOGLE_OAUTH_ACCESS_TOKEN: 'fake',
      GOOGLE_SERVICE_USAGE_CUSTOM_ENDPOINT: `${url}/v1/`,
      GOOGLE_STORAGE_CUSTOM_ENDPOINT: `${url}/storage/v1/`,
    },
  });
const done = { status: 200, body: { name: 'operations/o', done: true } };

test('the APIs are enabled first, then each agent is asked for, also those that enabling does not make', async () => {
  await using server = await localServer(() => done);

  await serviceAgents.run(config, envFor(server.url));

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

  await serviceAgents.run(config, envFor(server.url));

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

  await expect(serviceAgents.run(config, envFor(server.url))).rejects.toMatchObject({
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

  await expect(serviceAgents.run(config, envFor(server.url))).rejects.toThrow(
    'was not done after five minutes',
  );
});

test('it is done once the database is there', () => {
  const state = (types: readonly string[]) => ({
    serial: 1,
    terraformVersion: '1.11.0',
    resources: types.map((type) => ({ address: `${type}.x`, type, tainted: false, attributes: {} })),
  });

  expect(serviceAgents.isDone(state(['google_project_service']))).toBe(false);
  expect(serviceAgents.isDone(state(['google_project_service', 'google_sql_database_instance']))).toBe(true);
});
