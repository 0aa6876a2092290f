import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { azureNames } from '../../../../../../modules/azure/naming.ts';
import { databaseRestart } from '../../../../../../src/core/clouds/azure/steps/database-restart.ts';
import { type ArmRequest, azureArm, stepContext, trustTheTests } from '../../../../../helpers/azure-arm.ts';
import { subscription } from '../../../../../helpers/azure-token.ts';

trustTheTests();

const folder = () => mkdtempSync(join(tmpdir(), 'azure-restart-'));
const names = azureNames(subscription, 'acme');
const server = `/subscriptions/${subscription}/resourceGroups/acme-bt/providers/Microsoft.DBforPostgreSQL/flexibleServers/${names.database}`;
const quiet = () => {};

/** A server whose parameters wait until it was restarted, or for ever. */
function serverWith(waiting: readonly string[], helps = true) {
  let left = waiting;
  return ({ method, path, url }: ArmRequest) => {
    if (method === 'POST' && path === `${server}/restart`) {
      if (helps) left = [];
      return { status: 202, headers: { location: `${url}/operations/restart?api-version=1` } };
    }
    if (path === '/operations/restart') return { body: {} };
    const parameters = ['shared_preload_libraries', 'statement_timeout'].map((name) => ({
      name,
      properties: { isConfigPendingRestart: left.includes(name) },
    }));
    return path === `${server}/configurations` ? { body: { value: parameters } } : undefined;
  };
}

test('restarts once for all parameters that wait', async () => {
  const told: string[] = [];
  await using arm = await azureArm(folder(), serverWith(['shared_preload_libraries']));

  await databaseRestart.run(stepContext({ vars: arm.vars }), (text) => told.push(text));

  expect(arm.asked).toEqual([
    `GET ${server}/configurations`,
    `POST ${server}/restart`,
    'GET /operations/restart',
    `GET ${server}/configurations`,
  ]);
  expect(told).toContain('restart for shared_preload_libraries');
});

test('restarts nothing where nothing waits', async () => {
  await using arm = await azureArm(folder(), serverWith([]));

  await databaseRestart.run(stepContext({ vars: arm.vars }), quiet);

  expect(arm.asked).toEqual([`GET ${server}/configurations`]);
});

test('says so when a restart did not help', async () => {
  await using arm = await azureArm(folder(), serverWith(['shared_preload_libraries'], false));

  await expect(databaseRestart.run(stepContext({ vars: arm.vars }), quiet)).rejects.toMatchObject({
    kind: 'access',
    code: 'database-restart-in-vain',
    message: expect.stringContaining('shared_preload_libraries still waits'),
    hint: expect.stringContaining('az postgres flexible-server restart'),
  });
});

test('is done when nothing waits; before there is a server, and while parameters change, nobody is asked', async () => {
  await using arm = await azureArm(folder(), serverWith(['statement_timeout']));
  await using idle = await azureArm(folder(), serverWith([]));
  const types = ['azurerm_postgresql_flexible_server'];
  const parameter = 'azurerm_postgresql_flexible_server_configuration.database_parameter_extensions';

  expect(await databaseRestart.isDone(stepContext({ vars: arm.vars }))).toBe(false);
  expect(await databaseRestart.isDone(stepContext({ vars: arm.vars, types, changing: [parameter] }))).toBe(
    false,
  );
  expect(arm.asked).toEqual([]);
  expect(await databaseRestart.isDone(stepContext({ vars: arm.vars, types }))).toBe(false);
  expect(
    await databaseRestart.isDone(
      stepContext({ vars: idle.vars, types, changing: ['azurerm_postgresql_flexible_server_database.x'] }),
    ),
  ).toBe(true);
});
