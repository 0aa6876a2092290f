import { expect, test } from 'vitest';
import { serviceAgents } from '../../../../../src/core/clouds/gcp/service-agents.ts';
import type { Config } from '../../../../../src/core/config/schema.ts';
import { localServer } from '../../../../helpers/local-server.ts';
import { memoryEnv } from '../../../../helpers/memory-env.ts';

const config = { account: { project: 'acme-data' } } as Config;
const envFor = (url: string) =>
  memoryEnv({
    vars: { GOOGLE_OAUTH_ACCESS_TOKEN: 'fake', GOOGLE_SERVICE_USAGE_CUSTOM_ENDPOINT: `${url}/v1/` },
  });

test('the agent of Cloud SQL, which enabling the API does not make, is asked for among those that use the key', async () => {
  await using server = await localServer(() => ({ status: 200, body: { done: true } }));

  await serviceAgents.run(config, envFor(server.url));

  expect(server.asked).toContain(
    'POST /v1beta1/projects/acme-data/services/sqladmin.googleapis.com:generateServiceIdentity Bearer fake',
  );
  expect(new Set(server.asked).size).toBe(server.asked.length);
});

test('a refusal names the service and the command that does the same', async () => {
  await using server = await localServer(() => ({ status: 403, body: { error: { message: 'denied' } } }));

  await expect(serviceAgents.run(config, envFor(server.url))).rejects.toMatchObject({
    kind: 'access',
    code: 'service-agents-not-made',
    message: expect.stringContaining('sqladmin.googleapis.com'),
    hint: expect.stringContaining('gcloud beta services identity create --service=sqladmin.googleapis.com'),
  });
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
