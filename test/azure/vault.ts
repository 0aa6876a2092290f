/**
 * A vault's own host: secrets and keys with their versions. Rights come from role assignments, as on Azure.
 * https://learn.microsoft.com/rest/api/keyvault
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { type Json, part, type Resource, text } from '../google/json.ts';
import { type Cloud, properties, type VaultItem } from './cloud.ts';
import { ApiError, conflict, invalid, Missing } from './errors.ts';
import type { Request } from './resource-manager.ts';
import type { Answer } from './resource-type.ts';
import { mayAs } from './roles.ts';

interface Call {
  readonly cloud: Cloud;
  readonly vault: Resource;
  readonly kind: VaultItem['kind'];
  readonly name: string;
  readonly version: string;
  readonly body: Resource;
}

const officers = {
  secrets: ['Key Vault Administrator', 'Key Vault Secrets Officer'],
  keys: ['Key Vault Administrator', 'Key Vault Crypto Officer'],
} as const;

const readers = {
  secrets: [...officers.secrets, 'Key Vault Secrets User'],
  keys: [...officers.keys, 'Key Vault Crypto User', 'Key Vault Crypto Service Encryption User'],
} as const;

/** `vaultName` is the first part of the host. `signedIn` is false for a request without a token. */
export function vaultAnswer(cloud: Cloud, vaultName: string, signedIn: boolean, request: Request): Answer {
  const vault = cloud
    .ofType('Microsoft.KeyVault/vaults')
    .find(({ name }) => text(name).toLowerCase() === vaultName.toLowerCase());
  // The name of a vault that is not there resolves to nothing.
  if (vault === undefined) throw new ApiError(400, 'NoSuchHost', `there is no vault ${vaultName}`);
  if (!signedIn) return challenge(cloud);
  const { method, path, body } = request;
  const [first = '', second = '', third = '', fourth = ''] = path.split('/').slice(1);
  if (first === 'certificates') throw contacts(cloud, vault);
  const deleted = /^deleted(keys|secrets)$/.exec(first)?.[1];
  const kind = (deleted ?? first) as Call['kind'];
  if (kind !== 'keys' && kind !== 'secrets') throw new Missing(`${method} ${path} at a vault`);
  const call: Call = { cloud, vault, kind, name: second, version: third, body };
  checkRights(call, method, second);
  if (second === '') return { body: { value: all(call, deleted !== undefined).map((item) => listed(item)) } };
  if (deleted !== undefined) return recovered(call, method, third, path);
  if (third === 'rotationpolicy') return rotation(call, method);
  if (fourth !== '') throw new Missing(`${method} ${path} at a vault`);
  if (method === 'PUT' && kind === 'secrets') return added(call);
  if (method === 'POST' && kind === 'keys' && third === 'create') return added({ ...call, version: '' });
  if (method === 'GET') return { body: bundle(found(call), call.version) };
  if (method === 'PATCH') return changed(call);
  if (method === 'DELETE') return removed(call);
  throw new Missing(`${method} ${path} at a vault`);
}

/** https://learn.microsoft.com/azure/key-vault/general/authentication-requests-and-responses */
function challenge({ principal }: Cloud): Answer {
  const authority = `https://login.microsoftonline.com/${principal.tenant}`;
  return {
    status: 401,
    headers: {
      'www-authenticate': `Bearer authorization="${authority}", resource="https://vault.azure.net"`,
    },
    body: { error: { code: 'Unauthorized', message: 'AKV10000: Request is missing a Bearer or PoP token.' } },
  };
}

function checkRights({ cloud, vault, kind, name }: Call, method: string, item: string): void {
  const wanted = method === 'GET' ? readers[kind] : officers[kind];
  const scope = item === '' ? text(vault.id) : `${text(vault.id)}/${kind}/${name}`;
  if (mayAs(cloud, cloud.principal.objectId, scope, wanted)) return;
  throw new ApiError(
    403,
    'Forbidden',
    `Caller is not authorized to perform action on resource. Caller: oid=${cloud.principal.objectId}; Vault: ${text(vault.name)}. InnerError: ForbiddenByRbac`,
  );
}

/** The provider asks whom to tell of certificates, and takes it that whoever may not know has none. */
function contacts(cloud: Cloud, vault: Resource): ApiError {
  if (mayAs(cloud, cloud.principal.objectId, text(vault.id), ['Key Vault Administrator']))
    return new ApiError(404, 'ContactsNotFound', 'Contacts not found.');
  return new ApiError(403, 'Forbidden', 'Caller is not authorized to perform action on resource.');
}

function added(call: Call): Answer {
  const { cloud, vault, kind, name, body } = call;
  const known = cloud.vaultItems.get(key(call));
  if (known?.deleted !== undefined)
    throw conflict(
      'Conflict',
      `${kind === 'keys' ? 'Key' : 'Secret'} ${name} is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the ${kind.slice(0, -1)} can only be recovered or purged.`,
    );
  const item = known ?? { kind, vault: text(vault.name), name, versions: [] };
  const id = `https://${text(vault.name)}.vault.azure.net/${kind}/${name}/${randomBytes(16).toString('hex')}`;
  const { attributes, tags = {} } = body;
  const common = { attributes: timed(part(attributes)), tags };
  item.versions.push(
    kind === 'secrets'
      ? { ...common, id, value: body.value ?? '', contentType: body.contentType ?? null }
      : { ...common, key: { ...newKey(body), kid: id } },
  );
  cloud.vaultItems.set(key(call), item);
  return { body: bundle(item, '') };
}

function timed(given: Resource): Resource {
  const now = Math.floor(Date.now() / 1000);
  return {
    enabled: true,
    ...given,
    created: now,
    updated: now,
    recoveryLevel: 'CustomizedRecoverable',
    recoverableDays: 7,
  };
}

function newKey(body: Resource): Resource {
  if (body.kty !== 'RSA') throw invalid(`this store makes no keys of type ${text(body.kty)}`);
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: Number(body.key_size ?? 2048) });
  const { n = '', e = '' } = publicKey.export({ format: 'jwk' }) as Record<string, string>;
  return { kty: 'RSA', key_ops: body.key_ops ?? [], n, e };
}

function changed(call: Call): Answer {
  const item = found(call);
  const at = indexOf(item, call.version);
  const old = item.versions[at] ?? {};
  const { attributes, tags, key_ops: operations, contentType } = call.body;
  item.versions[at] = {
    ...old,
    attributes: { ...part(old.attributes), ...part(attributes) },
    ...(tags === undefined ? {} : { tags }),
    ...(contentType === undefined ? {} : { contentType }),
    ...(operations === undefined ? {} : { key: { ...part(old.key), key_ops: operations } }),
  };
  return { body: bundle(item, call.version) };
}

function removed(call: Call): Answer {
  const item = found(call);
  item.deleted = Math.floor(Date.now() / 1000);
  return { body: deletedBundle(item) };
}

function recovered(call: Call, method: string, verb: string, path: string): Answer {
  const item = call.cloud.vaultItems.get(key(call));
  if (item?.deleted === undefined) throw missing(call);
  if (method === 'GET') return { body: deletedBundle(item) };
  if (method === 'POST' && verb === 'recover') {
    delete item.deleted;
    return { body: bundle(item, '') };
  }
  if (method === 'DELETE' && properties(call.vault).enablePurgeProtection === true)
    throw new ApiError(
      403,
      'Forbidden',
      'Operation "purge" is not allowed because purge protection is enabled.',
    );
  throw new Missing(`${method} ${path} at a vault`);
}

/** https://learn.microsoft.com/rest/api/keyvault/keys/update-key-rotation-policy */
function rotation(call: Call, method: string): Answer {
  const item = found({ ...call, version: '' });
  if (method === 'PUT') item.rotationPolicy = call.body;
  const policy = item.rotationPolicy ?? {
    lifetimeActions: [{ trigger: { timeBeforeExpiry: 'P30D' }, action: { type: 'Notify' } }],
    attributes: {},
  };
  const id = `https://${item.vault}.vault.azure.net/keys/${item.name}/rotationpolicy`;
  return { body: { ...policy, id } };
}

function found(call: Call): VaultItem {
  const item = call.cloud.vaultItems.get(key(call));
  if (item === undefined || item.deleted !== undefined || indexOf(item, call.version) === -1)
    throw missing(call);
  return item;
}

function indexOf({ versions }: VaultItem, version: string): number {
  return version === ''
    ? versions.length - 1
    : versions.findIndex((each) => idOf(each).endsWith(`/${version}`));
}

function idOf(version: Resource): string {
  return text(version.id ?? part(version.key).kid);
}

function missing({ kind, name }: Call): ApiError {
  const code = kind === 'keys' ? 'KeyNotFound' : 'SecretNotFound';
  return new ApiError(
    404,
    code,
    `A ${kind.slice(0, -1)} with (name/id) ${name} was not found in this key vault.`,
  );
}

function bundle(item: VaultItem, version: string): Json {
  return item.versions[indexOf(item, version)] ?? {};
}

function deletedBundle(item: VaultItem): Json {
  const { value: _, ...latest } = part(bundle(item, ''));
  const at = item.deleted ?? 0;
  return {
    ...latest,
    recoveryId: `https://${item.vault}.vault.azure.net/deleted${item.kind}/${item.name}`,
    deletedDate: at,
    scheduledPurgeDate: at + 7 * 86_400,
  };
}

function all({ cloud, vault, kind }: Call, deleted: boolean): readonly VaultItem[] {
  return [...cloud.vaultItems.values()].filter(
    (item) =>
      item.kind === kind && item.vault === text(vault.name) && (item.deleted !== undefined) === deleted,
  );
}

function listed(item: VaultItem): Json {
  const { attributes = {}, tags = {} } = part(bundle(item, ''));
  return { id: `https://${item.vault}.vault.azure.net/${item.kind}/${item.name}`, attributes, tags };
}

function key({ vault, kind, name }: Pick<Call, 'vault' | 'kind' | 'name'>): string {
  return `${text(vault.name)}/${kind}/${name}`.toLowerCase();
}

/** The item that a URL such as `https://V.vault.azure.net/keys/K` is for. */
export function itemAt(cloud: Cloud, url: string): VaultItem | undefined {
  const [, vault = '', kind = '', name = ''] =
    /^https:\/\/([^.]+)\.vault\.azure\.net\/([^/]+)\/([^/]+)/.exec(url) ?? [];
  const item = cloud.vaultItems.get(`${vault}/${kind}/${name}`.toLowerCase());
  return item?.deleted === undefined ? item : undefined;
}

/** Id of the newest version. */
export function newest(item: VaultItem): string {
  return idOf(item.versions.at(-1) ?? {});
}
