/** Where the stand-in says no, as Azure does: an apply that gets through has its dependencies in order. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { Agent } from 'node:http';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Json, Resource } from '../google/json.ts';
import { type AzureStore, startAzureStore } from '../helpers/azure-store.ts';
import { deployer, subscription } from '../helpers/azure-token.ts';
import { ApiError } from './errors.ts';
import { leadsSomewhere } from './types/front-door.ts';
import { vaultAnswer } from './vault.ts';

const scope = `/subscriptions/${subscription}`;
const group = `${scope}/resourceGroups/acme`;
const network = `${group}/providers/Microsoft.Network/virtualNetworks/acme`;
const vault = `${group}/providers/Microsoft.KeyVault/vaults/acme`;
const server = `${group}/providers/Microsoft.DBforPostgreSQL/flexibleServers/acme`;
const identity = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/acme`;

let store: AzureStore;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bt-azure-'));
  store = await startAzureStore({ folder });
});
afterEach(async () => {
  await store.stop();
  rmSync(folder, { recursive: true });
});

/** Status and code of a refusal; `ok` of what succeeds. */
function verdict(ask: () => unknown): string {
  try {
    ask();
    return 'ok';
  } catch (error) {
    if (error instanceof ApiError) return `${error.status} ${error.code}`;
    throw error;
  }
}

function put(id: string, body: Resource = {}): string {
  return verdict(() => store.ask('PUT', id, { location: 'eastus2', ...body }));
}

function remove(id: string): string {
  return verdict(() => store.ask('DELETE', id));
}

function register(...namespaces: readonly string[]): void {
  for (const name of namespaces) store.ask('POST', `${scope}/providers/Microsoft.${name}/register`);
}

function makeVault(properties: Resource = {}): string {
  const body = { enableRbacAuthorization: true, enablePurgeProtection: true, ...properties };
  return put(vault, { properties: { ...body, sku: { family: 'A', name: 'standard' } } });
}

function grant(name: string, role: string, at: string, principalId: string): string {
  const id = `${at}/providers/Microsoft.Authorization/roleAssignments/${name}`;
  const roleDefinitionId = `${scope}/providers/Microsoft.Authorization/roleDefinitions/${role}`;
  return put(id, { properties: { principalId, roleDefinitionId } });
}

const secretsOfficer = 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7';
const cryptoOfficer = '14b46e9e-c2b7-41b4-b07b-48a6ebf60603';
const encryptionUser = 'e147488a-f6f5-4113-8e2d-b22465e65bf6';

function atVault(method: string, path: string, body: Resource = {}): Json {
  const request = { method, path, query: new URLSearchParams(), body };
  return vaultAnswer(store.cloud, 'acme', true, request).body ?? {};
}

it('makes nothing of a service that is not registered', () => {
  expect(put(group)).toBe('ok');
  expect(put(network)).toBe('409 MissingSubscriptionRegistration');
  register('Network');
  expect(put(network)).toBe('ok');
});

it('makes nothing in a group, or below a parent, that is not there', () => {
  register('Network');
  expect(put(network)).toBe('404 ResourceGroupNotFound');
  put(group);
  expect(put(`${network}/subnets/nodes`)).toBe('404 ParentResourceNotFound');
});

it('takes ids in any case, and answers with its own', () => {
  put(group);
  register('Network');
  put(network);
  expect(store.ask('GET', network.toUpperCase().replace('/SUBSCRIPTIONS', '/subscriptions')).id).toBe(
    network,
  );
});

it('keeps what refers to nothing from being made, and what is referred to from being deleted', () => {
  put(group);
  register('Network');
  put(network);
  const gateway = `${group}/providers/Microsoft.Network/natGateways/acme`;
  const subnet = { properties: { addressPrefix: '10.0.0.0/24', natGateway: { id: gateway } } };
  expect(put(`${network}/subnets/nodes`, subnet)).toBe('400 InvalidResourceReference');
  put(gateway);
  expect(put(`${network}/subnets/nodes`, subnet)).toBe('ok');
  expect(remove(gateway)).toBe('409 InUse');
  expect(remove(`${network}/subnets/nodes`)).toBe('ok');
  expect(remove(gateway)).toBe('ok');
});

it('opens a vault only to who has a role, and not to who merely made it', () => {
  put(group);
  register('KeyVault');
  makeVault();
  expect(verdict(() => atVault('PUT', '/secrets/s', { value: 'v' }))).toBe('403 Forbidden');
  grant('one', secretsOfficer, vault, deployer.objectId);
  expect(atVault('PUT', '/secrets/s', { value: 'v' })).toMatchObject({ value: 'v' });
  expect(verdict(() => atVault('POST', '/keys/k/create', { kty: 'RSA' }))).toBe('403 Forbidden');
});

it('keeps every version of a secret, and a deleted one until it is recovered', () => {
  put(group);
  register('KeyVault');
  makeVault();
  grant('one', secretsOfficer, vault, deployer.objectId);
  const { id } = atVault('PUT', '/secrets/s', { value: 'first' }) as Resource;
  atVault('PUT', '/secrets/s', { value: 'second' });
  expect(atVault('GET', '/secrets/s')).toMatchObject({ value: 'second' });
  expect(atVault('GET', new URL(String(id)).pathname)).toMatchObject({ value: 'first' });
  atVault('DELETE', '/secrets/s');
  expect(verdict(() => atVault('GET', '/secrets/s'))).toBe('404 SecretNotFound');
  expect(verdict(() => atVault('PUT', '/secrets/s', { value: 'third' }))).toBe('409 Conflict');
  expect(verdict(() => atVault('DELETE', '/deletedsecrets/s'))).toBe('403 Forbidden');
  atVault('POST', '/deletedsecrets/s/recover');
  expect(atVault('GET', '/secrets/s')).toMatchObject({ value: 'second' });
});

it('blocks the name of a deleted vault for all but who recovers it', () => {
  put(group);
  register('KeyVault');
  makeVault();
  remove(vault);
  expect(makeVault()).toBe('409 ConflictError');
  expect(makeVault({ createMode: 'recover' })).toBe('ok');
  expect(makeVault({ enablePurgeProtection: false })).toBe('400 BadRequest');
});

it('encrypts with a key only for an identity that was granted it', () => {
  put(group);
  register('KeyVault', 'ManagedIdentity', 'Compute');
  makeVault();
  grant('one', cryptoOfficer, vault, deployer.objectId);
  const { key } = atVault('POST', '/keys/k/create', { kty: 'RSA', key_size: 2048 }) as { key: Resource };
  put(identity);
  const set = {
    identity: { type: 'UserAssigned', userAssignedIdentities: { [identity]: {} } },
    properties: { activeKey: { keyUrl: key.kid ?? '' }, rotationToLatestKeyVersionEnabled: true },
  };
  const place = `${group}/providers/Microsoft.Compute/diskEncryptionSets/acme`;
  expect(put(place, set)).toBe('400 KeyVaultAccessForbidden');
  const { principalId } = store.ask('GET', identity).properties as Resource;
  grant('two', encryptionUser, `${vault}/keys/k`, String(principalId));
  expect(put(place, set)).toBe('ok');
});

it('gives nobody the same role twice, and no role that there is not', () => {
  put(group);
  expect(grant('one', secretsOfficer, group, 'p')).toBe('ok');
  expect(grant('two', secretsOfficer, group, 'p')).toBe('409 RoleAssignmentExists');
  expect(grant('three', 'ffffffff-ffff-4fff-8fff-ffffffffffff', group, 'p')).toBe(
    '400 RoleDefinitionDoesNotExist',
  );
});

it('deletes nothing that is locked, nor what is in it', () => {
  put(group);
  register('Network');
  put(network);
  put(`${network}/subnets/nodes`);
  const lock = `${network}/providers/Microsoft.Authorization/locks/keep`;
  put(lock, { properties: { level: 'CanNotDelete' } });
  for (const id of [network, `${network}/subnets/nodes`, group]) expect(remove(id)).toBe('409 ScopeLocked');
  remove(lock);
  expect(remove(network)).toBe('ok');
});

it('says which parameters wait for a restart, until there was one', () => {
  put(group);
  register('DBforPostgreSQL');
  put(server, { properties: { storage: { storageSizeGB: 128 } } });
  const waiting = () =>
    (store.ask('GET', `${server}/configurations`).value as Resource[])
      .filter(({ properties }) => (properties as Resource).isConfigPendingRestart)
      .map(({ name }) => name);
  put(`${server}/configurations/work_mem`, { properties: { value: '8192' } });
  expect(waiting()).toEqual([]);
  put(`${server}/configurations/max_worker_processes`, { properties: { value: '16' } });
  expect(waiting()).toEqual(['max_worker_processes']);
  expect(put(`${server}/configurations/work_mem`, { properties: { value: 'much' } })).toBe(
    '400 InvalidParameterValue',
  );
  store.ask('POST', `${server}/restart`);
  expect(waiting()).toEqual([]);
});

it('makes a volume no smaller', () => {
  put(group);
  register('DBforPostgreSQL');
  put(server, { properties: { storage: { storageSizeGB: 128 } } });
  const smaller = { properties: { storage: { storageSizeGB: 64 } } };
  expect(verdict(() => store.ask('PATCH', server, smaller))).toBe('400 StorageSizeDecreaseNotAllowed');
});

it('shows no password of a server', () => {
  put(group);
  register('DBforPostgreSQL');
  put(server, { properties: { administratorLoginPassword: 'canary-4711' } });
  expect(JSON.stringify(store.ask('GET', server))).not.toContain('canary-4711');
});

it('lets Front Door in only when its connection was approved', () => {
  put(group);
  register('Network', 'Cdn');
  const service = `${group}/providers/Microsoft.Network/privateLinkServices/acme`;
  const profile = `${group}/providers/Microsoft.Cdn/profiles/acme`;
  put(service);
  put(profile, { sku: { name: 'Premium_AzureFrontDoor' } });
  put(`${profile}/afdEndpoints/acme`);
  put(`${profile}/originGroups/api`);
  const link = { privateLink: { id: service }, requestMessage: 'ours' };
  put(`${profile}/originGroups/api/origins/api`, { properties: { sharedPrivateLinkResource: link } });
  const origin = { originGroup: { id: `${profile}/originGroups/api` } };
  put(`${profile}/afdEndpoints/acme/routes/api`, { properties: origin });
  const { hostName } = store.ask('GET', `${profile}/afdEndpoints/acme`).properties as Resource;
  const { privateEndpointConnections } = store.ask('GET', service).properties as Resource;
  const [connection] = privateEndpointConnections as Resource[];
  expect(connection?.properties).toMatchObject({
    privateLinkServiceConnectionState: { status: 'Pending', description: 'ours' },
  });
  expect(leadsSomewhere(store.cloud, String(hostName))).toBe(false);
  const state = { privateLinkServiceConnectionState: { status: 'Approved' } };
  put(`${service}/privateEndpointConnections/${connection?.name}`, { properties: state });
  expect(leadsSomewhere(store.cloud, String(hostName))).toBe(true);
});

it('says what it lacks, and leads nowhere else', async () => {
  const nothing = `${group}/providers/Microsoft.Nothing/things/a?api-version=2024-01-01`;
  expect(await status(`https://${store.host}${nothing}`)).toBe(400);
  // The proxy's own refusal: no connection was made.
  expect(await status('https://api.example.com/', new HttpsProxyAgent(store.proxy))).toBe(403);
  expect(store.complaints).toEqual([
    expect.stringContaining('Microsoft.Nothing/things/a'),
    'CONNECT api.example.com:443',
  ]);
});

it('complains of nothing when something is merely not there', async () => {
  expect(await status(`https://${store.host}${group}?api-version=2024-01-01`)).toBe(404);
  expect(store.complaints).toEqual([]);
});

it('is reached by the real names of vaults', async () => {
  put(group);
  register('KeyVault');
  makeVault();
  grant('one', secretsOfficer, vault, deployer.objectId);
  const agent = new HttpsProxyAgent(store.proxy);
  expect(await status('https://acme.vault.azure.net/secrets/s', agent)).toBe(404);
});

/** Of a GET with some token. */
function status(url: string, agent?: Agent): Promise<number | undefined> {
  const options = {
    ca: readFileSync(store.authority),
    headers: { authorization: 'Bearer x' },
    ...(agent === undefined ? {} : { agent }),
  };
  return new Promise((resolve, reject) => {
    get(url, options, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', reject);
  });
}
