import { expect, test } from 'vitest';
import { readSecret } from '../../../../../src/core/clouds/gcp/stored-secrets.ts';
import { localServer } from '../../../../helpers/local-server.ts';
import { memoryEnv } from '../../../../helpers/memory-env.ts';

const secret = 'projects/acme-data/secrets/acme-postgres-url';
const envFor = (url: string) =>
  memoryEnv({
    vars: { GOOGLE_OAUTH_ACCESS_TOKEN: 'fake', GOOGLE_SECRET_MANAGER_CUSTOM_ENDPOINT: `${url}/v1/` },
  });

test('the newest value is asked for with the credentials of the provider, and decoded', async () => {
  const data = Buffer.from('postgres://user:pä$$word@10.0.0.3:5432/postgres').toString('base64');
  await using server = await localServer(() => ({ status: 200, body: { payload: { data } } }));

  expect(await readSecret(secret, envFor(server.url))).toBe(
    'postgres://user:pä$$word@10.0.0.3:5432/postgres',
  );
  expect(server.asked).toEqual([`GET /v1/${secret}/versions/latest:access Bearer fake`]);
});

test('a secret without a value is no failure', async () => {
  await using server = await localServer(() => ({ status: 404, body: { error: { message: 'not found' } } }));

  expect(await readSecret(secret, envFor(server.url))).toBeUndefined();
});

test.each([
  ['a missing right', { status: 403, body: { error: { message: 'Permission denied on resource' } } }],
  ['an answer without a value', { status: 200, body: {} }],
])('%s stops with the secret and what to do', async (_, answer) => {
  await using server = await localServer(() => answer);

  await expect(readSecret(secret, envFor(server.url))).rejects.toMatchObject({
    kind: 'access',
    code: 'secret-unreadable',
    message: expect.stringContaining(secret),
    hint: expect.stringContaining('roles/secretmanager.secretAccessor'),
  });
});

test('a host that does not answer is a matter of the network, not of rights', async () => {
  const gone = await localServer(() => ({ status: 200, body: {} }));
  await gone[Symbol.asyncDispose]();

  await expect(readSecret(secret, envFor(gone.url))).rejects.toMatchObject({
    code: 'secret-unreadable',
    message: expect.stringContaining('ECONNREFUSED'),
    hint: expect.stringMatching(/check the network(?!.*roles)/),
  });
});
