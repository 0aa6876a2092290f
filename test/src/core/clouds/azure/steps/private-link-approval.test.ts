import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { requestMessage } from '../../../../../../modules/azure/front-door.ts';
import { azureNames } from '../../../../../../modules/azure/naming.ts';
import { privateLinkApproval } from '../../../../../../src/core/clouds/azure/steps/private-link-approval.ts';
import { type ArmRequest, azureArm, stepContext, trustTheTests } from '../../../../../helpers/azure-arm.ts';
import { subscription } from '../../../../../helpers/azure-token.ts';

trustTheTests();

const folder = () => mkdtempSync(join(tmpdir(), 'azure-approval-'));
const names = azureNames(subscription, 'acme');
const service = `/subscriptions/${subscription}/resourceGroups/${names.nodeResourceGroup}/providers/Microsoft.Network/privateLinkServices/acme-api`;
const quiet = () => {};

interface Connection {
  name: string;
  status: string;
  description: string;
}

const connection = (name: string, status: string, description = requestMessage('acme')): Connection => ({
  name,
  status,
  description,
});

/** A service whose connections come after some looks. */
function serviceWith(connections: Connection[], { after = 0, stays = false } = {}) {
  const puts: unknown[] = [];
  let looks = 0;
  return {
    puts,
    answer: ({ method, path, body }: ArmRequest) => {
      const shown = (each: Connection) => ({
        id: `${service}/privateEndpointConnections/${each.name}`,
        name: each.name,
        properties: {
          privateLinkServiceConnectionState: { status: each.status, description: each.description },
        },
      });
      if (method === 'PUT') {
        puts.push(body);
        const found = connections.find(({ name }) => path.endsWith(`/${name}`));
        if (found !== undefined && !stays) found.status = 'Approved';
        return { body: {} };
      }
      if (path !== service) return undefined;
      looks += 1;
      const present = looks > after ? connections : [];
      return { body: { properties: { privateEndpointConnections: present.map(shown) } } };
    },
  };
}

test('waits for the connection of Front Door and approves it, and no other', async () => {
  const other = connection('b', 'Pending', 'somebody else');
  const { answer, puts } = serviceWith([connection('a', 'Pending'), other], { after: 2 });
  await using arm = await azureArm(folder(), answer);

  await privateLinkApproval.run(stepContext({ vars: arm.vars }), quiet);

  expect(arm.asked.filter((each) => each.startsWith('PUT'))).toEqual([
    `PUT ${service}/privateEndpointConnections/a`,
  ]);
  expect(puts).toEqual([
    {
      name: 'a',
      properties: {
        privateLinkServiceConnectionState: {
          status: 'Approved',
          description: 'Front Door of the Braintrust data plane acme',
        },
      },
    },
  ]);
  expect(other.status).toBe('Pending');
});

test('finishes what is half done: of two connections the one that is left', async () => {
  const { answer } = serviceWith([connection('a', 'Approved'), connection('b', 'Pending')]);
  await using arm = await azureArm(folder(), answer);

  await privateLinkApproval.run(stepContext({ vars: arm.vars }), quiet);

  expect(arm.asked.filter((each) => each.startsWith('PUT'))).toEqual([
    `PUT ${service}/privateEndpointConnections/b`,
  ]);
});

test.each([
  ['a connection that never comes', serviceWith([]).answer, /Front Door has not asked/, /portal/],
  ['a service that is not there', () => undefined, /is not there after 20 minutes/, /kubectl get events/],
])('%s is given up in time', async (_, answer, message, hint) => {
  await using arm = await azureArm(folder(), answer);

  await expect(privateLinkApproval.run(stepContext({ vars: arm.vars }), quiet)).rejects.toMatchObject({
    kind: 'access',
    code: 'private-link-connection-missing',
    message: expect.stringMatching(message),
    hint: expect.stringMatching(hint),
  });
});

test.each([
  ['that somebody refused', 'Rejected'],
  ['that stays as it is', 'Pending'],
])('a connection %s is named', async (_, status) => {
  await using arm = await azureArm(folder(), serviceWith([connection('a', status)], { stays: true }).answer);

  await expect(privateLinkApproval.run(stepContext({ vars: arm.vars }), quiet)).rejects.toMatchObject({
    code: 'private-link-not-approved',
    message: expect.stringContaining(`is ${status} instead of Approved`),
    hint: expect.stringContaining(`--id ${service}/privateEndpointConnections/a`),
  });
});

test('is done when every connection of ours is approved; a first plan asks nobody', async () => {
  const types = ['azurerm_cdn_frontdoor_origin'];
  const isDone = async (connections: Connection[], facts: object = { types }) => {
    await using arm = await azureArm(folder(), serviceWith(connections).answer);
    const done = await privateLinkApproval.isDone(stepContext({ vars: arm.vars, ...facts }));
    return { done, asked: arm.asked.length };
  };

  expect(await isDone([], { types: [] })).toEqual({ done: false, asked: 0 });
  expect(await isDone([], { types, changing: ['azurerm_cdn_frontdoor_origin.x'] })).toEqual({
    done: false,
    asked: 0,
  });
  expect((await isDone([])).done).toBe(false);
  expect((await isDone([connection('a', 'Approved'), connection('b', 'Pending')])).done).toBe(false);
  expect((await isDone([connection('a', 'Approved'), connection('b', 'Pending', 'else')])).done).toBe(true);
});
