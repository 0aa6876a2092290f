import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SnapshotContext } from '../../../../../src/core/clouds/cloud.ts';
import { gcp } from '../../../../../src/core/clouds/gcp/cloud.ts';
import { backupOfDatabase } from '../../../../../src/core/clouds/gcp/snapshot.ts';
import type { Config } from '../../../../../src/core/config/schema.ts';
import { list, part } from '../../../../google/json.ts';
import { type GoogleStore, startGoogleStore } from '../../../../helpers/google-store.ts';
import { type LocalAnswer, localServer } from '../../../../helpers/local-server.ts';
import { memoryEnv } from '../../../../helpers/memory-env.ts';

const instance = 'acme-0a1b2c3d';
const name = 'acme-20260601-before-2-12-0';
const backups = `/sql/v1beta4/projects/acme-project/instances/${instance}/backupRuns`;

function contextFor(
  vars: Readonly<Record<string, string>>,
  database: string | null = instance,
): SnapshotContext {
  const resource = {
    address: 'google_sql_database_instance.database',
    type: 'google_sql_database_instance',
    tainted: false,
    attributes: { name: database },
  };
  return {
    config: { account: { project: 'acme-project' } } as unknown as Config,
    env: memoryEnv({ vars }),
    signal: new AbortController().signal,
    state: async () => ({ serial: 1, terraformVersion: '', resources: database === null ? [] : [resource] }),
    output: async () => undefined,
    name,
  };
}

const quiet = () => {};

interface Run {
  readonly id: string;
  readonly status: string;
  readonly description?: string;
  readonly error?: { readonly message: string };
}

/** What each list shows, one after the other and then the last one; `begun` is what a POST is answered with. */
async function cloudSql(lists: readonly (readonly Run[])[], begun: LocalAnswer = { status: 200, body: {} }) {
  const left = [...lists];
  const server = await localServer((_, method) => {
    if (method === 'POST') return begun;
    const items = (left.length > 1 ? left.shift() : left[0]) ?? [];
    return { status: 200, body: { items: items.map((run) => ({ description: name, ...run })) } };
  });
  const vars = {
    GOOGLE_OAUTH_ACCESS_TOKEN: 'fake',
    GOOGLE_SQL_CUSTOM_ENDPOINT: `${server.url}/sql/v1beta4/`,
  };
  return {
    context: contextFor(vars),
    asked: () => server.asked.map((line) => line.replace(/ Bearer fake$/, '').replace(backups, '…')),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

let store: GoogleStore | undefined;
beforeEach(() => {
  store = undefined;
});
afterEach(() => store?.stop());

test('the stand-in of Google takes a backup, and the second time it is the same', async () => {
  store = await startGoogleStore();
  const project = 'projects/acme-project';
  await store.ask('POST', `serviceusage/v1/${project}/services/sqladmin.googleapis.com:enable`, {});
  await store.ask('POST', `sqladmin/sql/v1beta4/${project}/instances`, {
    name: instance,
    region: 'us-central1',
    databaseVersion: 'POSTGRES_17',
    settings: { tier: 'db-custom-2-8192', edition: 'ENTERPRISE' },
  });
  const context = contextFor(store.variables);
  const first = await gcp.snapshot?.(context, quiet);
  expect(first?.restore).toContain(
    `gcloud sql backups restore ${first?.id} --project=acme-project --restore-instance=${instance}`,
  );
  expect(first?.taken).toBeInstanceOf(Date);
  expect(await gcp.snapshot?.(context, quiet)).toEqual(first);
  const kept = list((await store.ask('GET', `sqladmin${backups}`)).items).map(part);
  expect(kept).toEqual([
    expect.objectContaining({ id: first?.id, description: name, type: 'ON_DEMAND', status: 'SUCCESSFUL' }),
  ]);
  expect(store.complaints).toEqual([]);
});

test('a backup is waited for, and nobody else’s is taken for it', async () => {
  const others = [{ id: '1', status: 'SUCCESSFUL', description: 'another' }];
  await using sql = await cloudSql([
    others,
    [...others, { id: '2', status: 'ENQUEUED' }],
    [...others, { id: '2', status: 'RUNNING' }],
    [...others, { id: '2', status: 'SUCCESSFUL' }],
  ]);
  const told: string[] = [];
  expect((await backupOfDatabase(sql.context, (text) => told.push(text))).id).toBe('2');
  expect(sql.asked()).toEqual(['GET …', 'POST …', 'GET …', 'GET …', 'GET …']);
  expect(told).toEqual([`backup ${name} (begun)`, `backup ${name} (enqueued)`, `backup ${name} (running)`]);
});

test('one that is at work already is waited for', async () => {
  await using sql = await cloudSql([[{ id: '2', status: 'RUNNING' }], [{ id: '2', status: 'SUCCESSFUL' }]]);
  expect((await backupOfDatabase(sql.context, quiet)).id).toBe('2');
  expect(sql.asked()).toEqual(['GET …', 'GET …']);
});

test('one that failed earlier is made anew, and one that fails now is an error', async () => {
  const old = { id: '1', status: 'FAILED' };
  await using sql = await cloudSql([[old], [old, { id: '2', status: 'SUCCESSFUL' }]]);
  expect((await backupOfDatabase(sql.context, quiet)).id).toBe('2');

  await using broken = await cloudSql([
    [old],
    [old, { id: '2', status: 'FAILED', error: { message: 'no room' } }],
  ]);
  await expect(backupOfDatabase(broken.context, quiet)).rejects.toMatchObject({
    kind: 'access',
    code: 'backup-failed',
    message: expect.stringContaining('no room'),
  });
});

test('an instance that is busy is asked again until the time is over', async () => {
  await using sql = await cloudSql([[]], {
    status: 409,
    body: { error: { message: 'operationInProgress' } },
  });
  const { env } = sql.context;
  // Ten minutes pass in each pause of ten seconds.
  const clock = { ...env.clock, sleep: (milliseconds: number) => env.clock.sleep(milliseconds * 60) };
  await expect(backupOfDatabase({ ...sql.context, env: { ...env, clock } }, quiet)).rejects.toMatchObject({
    code: 'backup-slow',
    message: expect.stringContaining('the instance is busy with something else'),
  });
  // Three hours.
  expect(sql.asked().filter((line) => line.startsWith('POST'))).toHaveLength(19);
});

test('a right that is missing is named', async () => {
  await using sql = await cloudSql([[]], { status: 403, body: { error: { message: 'not authorized' } } });
  await expect(backupOfDatabase(sql.context, quiet)).rejects.toMatchObject({
    kind: 'access',
    code: 'backup-refused',
    hint: expect.stringContaining('cloudsql.backupRuns.create'),
  });
});

test('all pages of the list are read', async () => {
  const server = await localServer((path) => ({
    status: 200,
    body: path.includes('pageToken=next')
      ? { items: [{ id: '9', description: name, status: 'SUCCESSFUL' }] }
      : { items: [], nextPageToken: 'next' },
  }));
  await using _ = server;
  const vars = {
    GOOGLE_OAUTH_ACCESS_TOKEN: 'fake',
    GOOGLE_SQL_CUSTOM_ENDPOINT: `${server.url}/sql/v1beta4/`,
  };
  expect((await backupOfDatabase(contextFor(vars), quiet)).id).toBe('9');
});

test('a database that is not there is said to be missing', async () => {
  await expect(backupOfDatabase(contextFor({}, null), quiet)).rejects.toMatchObject({
    code: 'database-missing',
  });
});

test('a run that is stopped ends the wait', async () => {
  await using sql = await cloudSql([[{ id: '2', status: 'RUNNING' }]]);
  const stop = new AbortController();
  const stopped = backupOfDatabase({ ...sql.context, signal: stop.signal }, () =>
    stop.abort(new Error('stopped')),
  );
  await expect(stopped).rejects.toThrow('stopped');
});
