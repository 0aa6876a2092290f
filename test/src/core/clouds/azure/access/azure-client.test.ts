import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { azureClient } from '../../../../../../src/core/clouds/azure/access/azure-client.ts';
import {
  type ArmAnswer,
  type ArmRequest,
  azureArm,
  stepContext,
  trustTheTests,
} from '../../../../../helpers/azure-arm.ts';
import { deployer } from '../../../../../helpers/azure-token.ts';

trustTheTests();

const folder = () => mkdtempSync(join(tmpdir(), 'azure-client-'));
const id = '/subscriptions/s/things/t';
const version = '2024-01-01';

/** The answers one after the other; the last one stays. */
function inTurn(...answers: readonly (ArmAnswer | ((request: ArmRequest) => ArmAnswer))[]) {
  let turn = 0;
  return (request: ArmRequest) => {
    const answer = answers[Math.min(turn++, answers.length - 1)];
    return typeof answer === 'function' ? answer(request) : answer;
  };
}

const refusal = (status: number, code: string, message: string): ArmAnswer => ({
  status,
  body: { error: { code, message } },
});

describe('a request', () => {
  test('goes to the Resource Manager of the metadata, with a token for its audience', async () => {
    let seen: ArmRequest | undefined;
    await using arm = await azureArm(folder(), (request) => {
      seen = request;
      return { body: { name: 't' } };
    });
    const client = await azureClient(stepContext({ vars: arm.vars }));

    expect(await client.find(id, version)).toEqual({ name: 't' });
    expect(seen?.query.get('api-version')).toBe(version);
    expect(seen?.headers.authorization).toMatch(/^Bearer \S+\.\S+\.\S*$/);
    expect(arm.logins.map((login) => Object.fromEntries(login))).toMatchObject([
      {
        client_id: deployer.clientId,
        client_secret: 'not-a-real-secret',
        scope: expect.stringContaining('https://management.core.windows.net/.default'),
      },
    ]);
  });

  test('of what is not there finds nothing', async () => {
    await using arm = await azureArm(folder());
    const client = await azureClient(stepContext({ vars: arm.vars }));

    expect(await client.find(id, version)).toBeUndefined();
  });

  test('of a list follows its pages', async () => {
    await using arm = await azureArm(folder(), ({ query, url }) =>
      query.get('page') === '2'
        ? { body: { value: [3] } }
        : { body: { value: [1, 2], nextLink: `${url}${id}?api-version=${version}&page=2` } },
    );
    const client = await azureClient(stepContext({ vars: arm.vars }));

    expect(await client.list(id, version)).toEqual([1, 2, 3]);
  });

  test('is made again when Azure is asked too often or fails for a moment', async () => {
    const answer = inTurn(
      { ...refusal(429, 'TooManyRequests', ''), headers: { 'retry-after': '7' } },
      refusal(503, 'ServerBusy', ''),
      { body: { name: 't' } },
    );
    await using arm = await azureArm(folder(), answer);
    const context = stepContext({ vars: arm.vars });
    const began = context.env.clock.elapsed();

    expect(await (await azureClient(context)).find(id, version)).toEqual({ name: 't' });
    expect(context.env.clock.elapsed() - began).toBe(12_000);
  });

  test('that Azure may have begun with is not made twice', async () => {
    await using arm = await azureArm(folder(), () => refusal(500, 'InternalServerError', 'oops'));
    const client = await azureClient(stepContext({ vars: arm.vars }));

    await expect(client.post(`${id}/restart`, version)).rejects.toMatchObject({
      code: 'azure-internal-server-error',
    });
    expect(arm.asked).toHaveLength(1);
  });
});

describe('a refusal', () => {
  test.each([
    [refusal(403, 'AuthorizationFailed', 'no right'), 'azure-authorization-failed', /Contributor/],
    [refusal(401, 'InvalidAuthenticationToken', 'expired'), 'azure-invalid-authentication-token', /az login/],
    [{ status: 400, body: 'not what is usual' }, 'azure-400', /activity log/],
  ])('is of kind access with code and message of Azure (%#)', async (answer, code, hint) => {
    await using arm = await azureArm(folder(), () => answer);
    const client = await azureClient(stepContext({ vars: arm.vars }));

    await expect(client.find(id, version)).rejects.toMatchObject({
      kind: 'access',
      code,
      message: expect.stringContaining(`Azure refused GET ${id}: `),
      hint: expect.stringMatching(hint),
    });
  });

  test('of a host that does not answer says to look at the network', async () => {
    const arm = await azureArm(folder());
    const client = await azureClient(stepContext({ vars: arm.vars }));
    await client.find(id, version);
    await arm[Symbol.asyncDispose]();

    await expect(client.find(id, version)).rejects.toMatchObject({
      kind: 'access',
      code: 'azure-unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
      hint: expect.stringContaining('HTTPS_PROXY'),
    });
  });

  test('that leads to another host is not followed with a token', async () => {
    await using arm = await azureArm(folder(), () => ({
      body: { value: [], nextLink: 'https://elsewhere.example/next' },
    }));
    const client = await azureClient(stepContext({ vars: arm.vars }));

    await expect(client.list(id, version)).rejects.toMatchObject({ code: 'azure-led-elsewhere' });
  });
});

describe('what Azure goes on with', () => {
  const operation = `/operations/o`;
  const begun = ({ url }: ArmRequest): ArmAnswer => ({
    status: 202,
    headers: { 'azure-asyncoperation': `${url}${operation}?api-version=1`, 'retry-after': '3' },
  });

  test('is waited for by its operation, as long as Azure says', async () => {
    const answer = inTurn(
      begun,
      { body: { status: 'InProgress' }, headers: { 'retry-after': '20' } },
      { body: { status: 'Succeeded' } },
    );
    await using arm = await azureArm(folder(), answer);
    const context = stepContext({ vars: arm.vars });
    const began = context.env.clock.elapsed();

    await (await azureClient(context)).post(`${id}/restart`, version, {});

    expect(arm.asked).toEqual([`POST ${id}/restart`, `GET ${operation}`, `GET ${operation}`]);
    expect(context.env.clock.elapsed() - began).toBe(23_000);
  });

  test('is waited for by its place, where that is all there is', async () => {
    const pending = ({ url }: ArmRequest): ArmAnswer => ({
      status: 202,
      headers: { location: `${url}${operation}?api-version=1` },
    });
    await using arm = await azureArm(folder(), inTurn(pending, pending, { status: 204 }));
    const client = await azureClient(stepContext({ vars: arm.vars }));

    await client.put(id, version, {});

    expect(arm.asked).toEqual([`PUT ${id}`, `GET ${operation}`, `GET ${operation}`]);
  });

  test('fails with the words of the operation', async () => {
    const failed = { body: { status: 'Failed', error: { code: 'Busy', message: 'another one runs' } } };
    await using arm = await azureArm(folder(), inTurn(begun, failed));
    const client = await azureClient(stepContext({ vars: arm.vars }));

    await expect(client.post(id, version)).rejects.toMatchObject({
      code: 'azure-busy',
      message: `Azure refused POST ${id}: Busy: another one runs`,
    });
  });

  test('is given up when it does not end', async () => {
    await using arm = await azureArm(folder(), inTurn(begun, { body: { status: 'InProgress' } }));
    const client = await azureClient(stepContext({ vars: arm.vars }));

    await expect(client.post(id, version)).rejects.toMatchObject({
      code: 'azure-operation-slow',
      message: expect.stringContaining('30 minutes'),
    });
  });

  test('is no more waited for when the run is stopped', async () => {
    const stop = new AbortController();
    await using arm = await azureArm(
      folder(),
      inTurn(begun, () => {
        stop.abort();
        return { body: { status: 'InProgress' } };
      }),
    );
    const client = await azureClient({ ...stepContext({ vars: arm.vars }), signal: stop.signal });

    await expect(client.post(id, version)).rejects.toThrow();
    expect(arm.asked.length).toBe(2);
  });
});
