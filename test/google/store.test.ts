/** Where the stand-in says no, as Google does: an apply that gets through has its dependencies in order. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type GoogleStore, startGoogleStore } from '../helpers/google-store.ts';
import { type Resource, text } from './json.ts';

const project = 'projects/acme-project';
const location = `${project}/locations/us-central1`;
const network = `${project}/global/networks/acme`;
const key = `${location}/keyRings/ring/cryptoKeys/key`;

let store: GoogleStore;
beforeEach(async () => {
  store = await startGoogleStore();
});
afterEach(() => store.stop());

async function ask(method: string, path: string, body?: Resource): Promise<Resource & { status: number }> {
  const response = await fetch(`${store.url}/${path}`, {
    method,
    headers: { authorization: 'Bearer x' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { ...((await response.json()) as Resource), status: response.status };
}

/** What must succeed. */
async function made(method: string, path: string, body?: Resource): Promise<Resource> {
  const answer = await ask(method, path, body);
  expect(answer.status, JSON.stringify(answer)).toBe(200);
  return answer;
}

async function enable(...apis: readonly string[]): Promise<void> {
  for (const api of apis)
    await made('POST', `serviceusage/v1/${project}/services/${api}.googleapis.com:enable`, {});
}

async function makeNetwork(): Promise<void> {
  await enable('compute', 'servicenetworking');
  await made('POST', `compute/compute/v1/${project}/global/networks`, { name: 'acme' });
}

async function makeConnection(): Promise<void> {
  const range = { name: 'range', purpose: 'VPC_PEERING', addressType: 'INTERNAL', prefixLength: 20, network };
  await made('POST', `compute/compute/v1/${project}/global/addresses`, range);
  await made('POST', 'servicenetworking/v1/services/servicenetworking.googleapis.com/connections', {
    network: 'projects/123456789012/global/networks/acme',
    reservedPeeringRanges: ['range'],
  });
}

async function makeKey(): Promise<void> {
  await enable('cloudkms');
  await made('POST', `cloudkms/v1/${location}/keyRings?keyRingId=ring`, {});
  await made('POST', `cloudkms/v1/${location}/keyRings/ring/cryptoKeys?cryptoKeyId=key`, {});
}

function grant(agent: string): Resource {
  const role = 'roles/cloudkms.cryptoKeyEncrypterDecrypter';
  return {
    policy: {
      bindings: [{ role, members: [`serviceAccount:service-123456789012@${agent}.iam.gserviceaccount.com`] }],
    },
  };
}

const cache = {
  memorySizeGb: 5,
  tier: 'STANDARD_HA',
  authorizedNetwork: network,
  connectMode: 'PRIVATE_SERVICE_ACCESS',
};

it('answers nothing of an API that is not enabled', async () => {
  const answer = await ask('GET', `redis/v1/${location}/instances`);
  expect(answer).toMatchObject({ status: 403, error: { details: [{ reason: 'SERVICE_DISABLED' }] } });
  await enable('redis');
  expect((await ask('GET', `redis/v1/${location}/instances`)).status).toBe(200);
});

it('puts no cache and no database into a network without the private connection', async () => {
  await makeNetwork();
  await enable('redis', 'sqladmin');
  const place = `redis/v1/${location}/instances?instanceId=acme`;
  const database = {
    name: 'acme',
    region: 'us-central1',
    databaseVersion: 'POSTGRES_17',
    settings: {
      tier: 'db-perf-optimized-N-8',
      ipConfiguration: { ipv4Enabled: false, privateNetwork: network },
    },
  };
  const instances = `sqladmin/sql/v1beta4/${project}/instances`;
  expect((await ask('POST', place, cache)).status).toBe(400);
  expect((await ask('POST', instances, database)).status).toBe(400);
  await makeConnection();
  await made('POST', place, cache);
  await made('POST', instances, database);
  expect(await ask('GET', `${instances}/acme`)).toMatchObject({
    ipAddresses: [{ type: 'PRIVATE' }],
    settings: { edition: 'ENTERPRISE_PLUS' },
  });
});

it('encrypts with a key only for an agent that was granted it', async () => {
  await makeNetwork();
  await makeConnection();
  await makeKey();
  await enable('redis');
  const place = `redis/v1/${location}/instances?instanceId=acme`;
  const encrypted = { ...cache, customerManagedKey: key };
  expect((await ask('POST', place, encrypted)).status).toBe(400);
  await made('POST', `cloudkms/v1/${key}:setIamPolicy`, grant('cloud-redis'));
  await made('POST', place, encrypted);
});

it('grants nothing to an agent that nobody has asked for', async () => {
  await makeKey();
  await enable('sqladmin');
  const path = `cloudkms/v1/${key}:setIamPolicy`;
  expect(await ask('POST', path, grant('gcp-sa-cloud-sql'))).toMatchObject({
    status: 400,
    error: { message: expect.stringContaining('does not exist') },
  });
  await made(
    'POST',
    `serviceusage/v1beta1/${project}/services/sqladmin.googleapis.com:generateServiceIdentity`,
  );
  await made('POST', path, grant('gcp-sa-cloud-sql'));
});

it('refuses a policy that was read before another change', async () => {
  await enable('cloudresourcemanager');
  const policy = await made('POST', `cloudresourcemanager/v1/${project}:getIamPolicy`, {});
  const change = {
    policy: { ...policy, bindings: [{ role: 'roles/viewer', members: ['user:a@example.com'] }] },
  };
  const path = `cloudresourcemanager/v1/${project}:setIamPolicy`;
  await made('POST', path, change);
  expect((await ask('POST', path, change)).status).toBe(409);
});

it('keeps a network that something is in', async () => {
  await makeNetwork();
  const subnetworks = `compute/compute/v1/${project}/regions/us-central1/subnetworks`;
  await made('POST', subnetworks, { name: 'nodes', network, ipCidrRange: '10.0.0.0/20' });
  const path = `compute/compute/v1/${network}`;
  expect((await ask('DELETE', path)).status).toBe(400);
  await made('DELETE', `${subnetworks}/nodes`);
  await made('DELETE', path);
});

it('shows what a secret holds only to who accesses it', async () => {
  await enable('secretmanager');
  const secrets = `secretmanager/v1/${project}/secrets`;
  await made('POST', `${secrets}?secretId=s`, { replication: { automatic: {} } });
  const data = Buffer.from('canary-4711').toString('base64');
  await made('POST', `${secrets}/s:addVersion`, { payload: { data } });
  const shown = [await ask('GET', `${secrets}/s`), await ask('GET', `${secrets}/s/versions/1`)];
  expect(JSON.stringify(shown)).not.toContain(data);
  expect(await ask('GET', `${secrets}/s/versions/latest:access`)).toMatchObject({ payload: { data } });
  await made('POST', `${secrets}/s/versions/1:destroy`);
  expect((await ask('GET', `${secrets}/s/versions/1:access`)).status).toBe(400);
});

it('keeps a protected database, and the name of a deleted one', async () => {
  await enable('sqladmin');
  const instances = `sqladmin/sql/v1beta4/${project}/instances`;
  const database = (deletionProtectionEnabled: boolean) => ({
    name: 'acme',
    region: 'us-central1',
    databaseVersion: 'POSTGRES_17',
    settings: { tier: 'db-custom-2-8192', edition: 'ENTERPRISE', deletionProtectionEnabled },
  });
  await made('POST', instances, database(true));
  expect((await ask('DELETE', `${instances}/acme`)).status).toBe(400);
  await made('PUT', `${instances}/acme`, { settings: database(false).settings });
  await made('DELETE', `${instances}/acme`);
  expect((await ask('POST', instances, database(false))).status).toBe(409);
});

it.each([
  ['db-perf-optimized-N-8', 'ENTERPRISE'],
  ['db-custom-2-8192', undefined],
])('has no tier %s in edition %s of PostgreSQL 17', async (tier, edition) => {
  await enable('sqladmin');
  const answer = await ask('POST', `sqladmin/sql/v1beta4/${project}/instances`, {
    name: 'acme',
    region: 'us-central1',
    databaseVersion: 'POSTGRES_17',
    settings: { tier, ...(edition === undefined ? {} : { edition }) },
  });
  expect(answer).toMatchObject({ status: 400, error: { message: expect.stringContaining('Invalid Tier') } });
});

it('removes a field that the mask names and the body leaves out', async () => {
  await makeKey();
  await made('PATCH', `cloudkms/v1/${key}?updateMask=rotationPeriod`, { rotationPeriod: '100s' });
  await made('PATCH', `cloudkms/v1/${key}?updateMask=rotationPeriod`, {});
  expect(await made('GET', `cloudkms/v1/${key}`)).not.toHaveProperty('rotationPeriod');
});

it('says what it lacks', async () => {
  await enable('compute');
  expect((await ask('GET', `compute/compute/v1/${project}/global/nothing`)).status).toBe(404);
  expect(store.complaints).toEqual([expect.stringContaining('/global/nothing')]);
});

it('complains of nothing when something is merely not there', async () => {
  await enable('compute');
  expect((await ask('GET', `compute/compute/v1/${network}`)).status).toBe(404);
  expect(store.complaints).toEqual([]);
});

it('knows the project by its number as well', async () => {
  await enable('cloudresourcemanager');
  const byId = await made('GET', `cloudresourcemanager/v1/${project}`);
  const byNumber = await made('GET', `cloudresourcemanager/v1/projects/${text(byId.projectNumber)}`);
  expect(byNumber).toEqual(byId);
});
