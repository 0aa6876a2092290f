import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { azure } from '../../../../../src/core/clouds/azure/cloud.ts';
import { backupOfDatabase } from '../../../../../src/core/clouds/azure/snapshot.ts';
import type { SnapshotContext } from '../../../../../src/core/clouds/cloud.ts';
import { type ArmAnswer, azureArm, stepContext, trustTheTests } from '../../../../helpers/azure-arm.ts';
import { startAzureStore } from '../../../../helpers/azure-store.ts';
import { subscription } from '../../../../helpers/azure-token.ts';

trustTheTests();

const group = `/subscriptions/${subscription}/resourceGroups/acme-bt`;
const server = `${group}/providers/Microsoft.DBforPostgreSQL/flexibleServers/acme-0a1b2c`;
const name = 'acme-20260601-before-2-12-0';
const backup = `${server}/backups/${name}`;
const quiet = () => {};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'azure-backup-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function contextFor(vars: Readonly<Record<string, string>>, id: string | null = server): SnapshotContext {
  const resource = {
    address: 'azurerm_postgresql_flexible_server.database',
    type: 'azurerm_postgresql_flexible_server',
    tainted: false,
    attributes: { id },
  };
  const { config, env, signal, output } = stepContext({ vars });
  const state = { serial: 1, terraformVersion: '', resources: id === null ? [] : [resource] };
  return { config, env, signal, output, state: async () => state, name };
}

test('the stand-in of Azure takes a backup, and the second time it is the same', async () => {
  const store = await startAzureStore({ folder });
  try {
    store.ask('POST', `/subscriptions/${subscription}/providers/Microsoft.DBforPostgreSQL/register`);
    store.ask('PUT', group, { location: 'eastus2' });
    store.ask('PUT', server, {
      location: 'eastus2',
      properties: { version: '17', storage: { storageSizeGB: 128 } },
      sku: { name: 'Standard_D2ds_v5', tier: 'GeneralPurpose' },
    });
    const context = contextFor(store.variables);
    const first = await azure.snapshot?.(context, quiet);
    expect(first?.id).toBe(backup);
    expect(first?.taken).toBeInstanceOf(Date);
    expect(first?.restore).toContain(
      `az postgres flexible-server restore --subscription ${subscription} --resource-group acme-bt --name acme-0a1b2c-restore --source-server acme-0a1b2c --restore-time `,
    );
    expect(await azure.snapshot?.(context, quiet)).toEqual(first);
    expect(store.complaints).toEqual([]);
  } finally {
    await store.stop();
  }
});

/** A backup that is there from the n-th look on; `begun` answers the PUTs one after the other. */
async function postgres(looks: number, ...begun: readonly ArmAnswer[]) {
  let seen = 0;
  const left = [...begun];
  return azureArm(folder, ({ method, path }) => {
    if (path !== backup) return undefined;
    if (method === 'PUT') return (left.length > 1 ? left.shift() : left[0]) ?? { status: 200 };
    seen += 1;
    if (seen < looks) return undefined;
    return { body: { properties: { completedTime: '2026-06-01T12:00:00Z' } } };
  });
}

test('a server that is busy is asked again', async () => {
  const busy = { status: 409, body: { error: { code: 'ServerIsBusy', message: 'Server is busy.' } } };
  await using arm = await postgres(4, busy, busy, { status: 200, body: {} });
  const told: string[] = [];
  const taken = await backupOfDatabase(contextFor(arm.vars), (text) => told.push(text));
  expect(taken.taken).toEqual(new Date('2026-06-01T12:00:00Z'));
  expect(arm.asked.filter((line) => line.startsWith('PUT'))).toHaveLength(3);
  expect(told).toContain(`backup ${name} (the server is busy with something else)`);
});

test('a right that is missing is named', async () => {
  const code = 'AuthorizationFailed';
  const message =
    "The client 'x' does not have authorization to perform action 'Microsoft.DBforPostgreSQL/flexibleServers/backups/write'.";
  await using arm = await postgres(9, { status: 403, body: { error: { code, message } } });
  await expect(backupOfDatabase(contextFor(arm.vars), quiet)).rejects.toMatchObject({
    kind: 'access',
    code: 'azure-authorization-failed',
    message: expect.stringContaining('flexibleServers/backups/write'),
  });
});

test('a backup that does not come to its end is given up', async () => {
  await using arm = await postgres(Number.POSITIVE_INFINITY, { status: 200, body: {} });
  const context = contextFor(arm.vars);
  const { clock } = context.env;
  // Ten minutes pass in each pause of ten seconds.
  const quick = { ...clock, sleep: (milliseconds: number) => clock.sleep(milliseconds * 60) };
  await expect(
    backupOfDatabase({ ...context, env: { ...context.env, clock: quick } }, quiet),
  ).rejects.toMatchObject({ kind: 'access', code: 'backup-slow' });
});

test('a database that is not there is said to be missing', async () => {
  await expect(backupOfDatabase(contextFor({}, null), quiet)).rejects.toMatchObject({
    code: 'database-missing',
  });
});
