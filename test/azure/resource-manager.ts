/**
 * What all types have in common: PUT, PATCH, GET and DELETE of an id, lists, and the order in which things can be made and
 * deleted. https://learn.microsoft.com/azure/azure-resource-manager/management/overview
 */
import { at, filled, type Json, list, merged, part, type Resource, text } from '../google/json.ts';
import { checkLocks, checkPlace, checkReferences } from './checks.ts';
import { type Cloud, digest, guid, properties } from './cloud.ts';
import { invalid, Missing, notFound } from './errors.ts';
import { operationAnswer, operationHeaders } from './operation.ts';
import { type Place, placeOf } from './path.ts';
import type { Answer, Call, ResourceType } from './resource-type.ts';
import { definitions } from './roles.ts';
import { subscriptionAnswer } from './subscription.ts';
import { types } from './types.ts';

export interface Request {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Resource;
}

export function answered(cloud: Cloud, request: Request): Answer {
  const { method, path, query, body } = request;
  if (!query.has('api-version'))
    throw invalid(
      'The api-version query parameter (?api-version=) is required for all requests.',
      'MissingApiVersionParameter',
    );
  const own = operationAnswer(path) ?? subscriptionAnswer(cloud, request);
  if (own !== undefined) return own;
  const place = placeOf(path, method);
  const row = place === undefined ? undefined : types.get(place.type);
  if (place === undefined || row === undefined) throw new Missing(`${method} ${path}`);
  const call: Call = { cloud, place, query, body, id: spelled(cloud, place, row) };
  if (place.kind === 'collection' && place.type === 'microsoft.authorization/roledefinitions')
    return { body: { value: definitions(place.id, query.get('$filter') ?? '') as Json[] } };
  if (place.kind === 'collection') return { body: { value: listed(call, row) as Json[] } };
  if (place.kind === 'action') return acted(call, row);
  switch (method) {
    case 'GET':
      return { body: shown(call, row, present(call, row)) };
    case 'HEAD':
      return { status: cloud.has(place.id) ? 204 : 404 };
    case 'PUT':
      return put(call, row);
    case 'PATCH':
      return patch(call, row);
    case 'DELETE':
      return remove(call, row);
    default:
      throw new Missing(`${method} ${path}`);
  }
}

function put(call: Call, row: ResourceType): Answer {
  const { cloud, place } = call;
  const old = cloud.resources.get(place.id.toLowerCase()) ?? row.implied?.(call);
  if (old === undefined) checkPlace(call, row);
  const given = keeping(row, call.body, old);
  const stored = settled(call, row, given, old);
  const verb = cloud.has(place.id) ? 'update' : 'create';
  cloud.put(place.id, stored);
  row.effect?.(call, verb, stored);
  const status = old === undefined ? (row.statuses?.create ?? 201) : (row.statuses?.update ?? 200);
  return { status, body: shown(call, row, cloud.find(place.id)), headers: operationHeaders(call) };
}

function patch(call: Call, row: ResourceType): Answer {
  const old = present(call, row);
  const stored = settled(call, row, part(merged(old, call.body)), old);
  call.cloud.put(call.place.id, stored);
  row.effect?.(call, 'update', stored);
  const status = row.statuses?.update ?? 200;
  return { status, body: shown(call, row, call.cloud.find(call.place.id)), headers: operationHeaders(call) };
}

function remove(call: Call, row: ResourceType): Answer {
  const { cloud, place } = call;
  const resource = cloud.resources.get(place.id.toLowerCase());
  if (resource === undefined) return { status: 204 };
  checkLocks(cloud, place.id);
  row.checkDelete?.(call, resource);
  cloud.remove(place.id);
  row.effect?.(call, 'delete', resource);
  return { status: row.statuses?.delete ?? 200 };
}

function acted(call: Call, row: ResourceType): Answer {
  const action = row.actions?.[call.place.action.toLowerCase()];
  if (action === undefined) throw new Missing(`action ${call.place.action} of ${row.type}`);
  return action(call, present(call, row));
}

function listed(call: Call, row: ResourceType): readonly Resource[] {
  const { cloud, place } = call;
  const prefix = `${place.parent}/`.toLowerCase();
  const made = cloud.ofType(row.type).filter((each) => text(each.id).toLowerCase().startsWith(prefix));
  const names = new Set(made.map(({ name }) => name));
  const others = (row.always ?? []).filter((name) => !names.has(name));
  const implied = others.map((name) => {
    const id = `${place.parent}/${row.type.split('/').at(-1)}/${name}`;
    const item: Call = { ...call, id, place: { ...place, kind: 'item', id, name } };
    return present(item, row);
  });
  return [...made, ...implied].map((each) => shown({ ...call, id: text(each.id) }, row, each));
}

function present(call: Call, row: ResourceType): Resource {
  const found = call.cloud.resources.get(call.place.id.toLowerCase());
  if (found !== undefined) return found;
  if (row.implied === undefined || (!row.extension && !call.cloud.has(call.place.parent)))
    throw notFound(call.place.id);
  const implied = row.implied(call);
  if (implied === undefined) throw notFound(call.place.id);
  return settled(call, row, implied, implied);
}

/** What is kept of a request: with defaults below it, and over it what is the service's alone. */
function settled(call: Call, row: ResourceType, given: Resource, old: Resource | undefined): Resource {
  checkReferences(call, given);
  row.check?.(call, given, old);
  const { location, ...whole } = filled(row.defaults?.(call, given) ?? {}, given);
  const resource: Resource = {
    ...whole,
    ...(location === undefined ? {} : { location: text(location).toLowerCase().replaceAll(' ', '') }),
    id: call.id,
    name: call.place.name,
    type: row.type,
    ...identified(call, part(whole.identity)),
  };
  const computed = filled(resource, row.computed?.(call, resource, old) ?? {});
  for (const path of row.hidden ?? []) {
    const value = at(computed, path);
    if (value !== undefined) call.cloud.hidden.set(`${call.id.toLowerCase()} ${path}`, value);
  }
  const open = (row.hidden ?? []).reduce(without, computed);
  const state: Resource = row.stateless
    ? {}
    : { properties: { ...properties(open), provisioningState: 'Succeeded' } };
  const finished: Resource = { ...open, ...state };
  return { ...finished, etag: `W/"${digest(finished)}"` };
}

function shown(call: Call, row: ResourceType, resource: Resource): Resource {
  return filled(resource, row.shown?.(call, resource) ?? {});
}

function keeping(row: ResourceType, body: Resource, old: Resource | undefined): Resource {
  return (row.keeps ?? []).reduce<Resource>((given, path) => {
    const was = at(old, path);
    if (at(given, path) !== undefined || was === undefined) return given;
    const nested = path.split('.').reduceRight<Json>((inner, key) => ({ [key]: inner }), was);
    return part(merged(given, nested));
  }, body);
}

/** The service says who an identity is. https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/overview */
function identified({ cloud, id }: Call, identity: Resource): Resource {
  if (identity.type === undefined) return {};
  const own = /SystemAssigned/i.test(text(identity.type))
    ? { principalId: guid(`${id} principal`), tenantId: cloud.principal.tenant }
    : {};
  const users = Object.keys(part(identity.userAssignedIdentities)).map((each) => {
    const { principalId = '', clientId = '' } = properties(cloud.find(each));
    return [each, { principalId, clientId }] as const;
  });
  return {
    identity: {
      ...identity,
      ...own,
      ...(users.length === 0 ? {} : { userAssignedIdentities: Object.fromEntries(users) }),
    },
  };
}

/** Ids are answered in Azure's spelling, whatever the request's was. */
function spelled(cloud: Cloud, place: Place, row: ResourceType): string {
  const known = cloud.resources.get(place.id.toLowerCase());
  if (known !== undefined) return text(known.id);
  if (place.kind === 'collection' || row.type === 'Microsoft.Resources/resourceGroups') return place.id;
  const parent = text(cloud.resources.get(place.parent.toLowerCase())?.id) || place.parent;
  const [namespace = '', ...parts] = row.type.split('/');
  const nested = parts.length > 1 && !row.extension;
  return nested
    ? `${parent}/${parts.at(-1)}/${place.name}`
    : `${parent}/providers/${namespace}/${parts.at(-1)}/${place.name}`;
}

function without(resource: Resource, path: string): Resource {
  const [key = '', ...rest] = path.split('.');
  if (!(key in resource)) return resource;
  const { [key]: value = null, ...others } = resource;
  return rest.length === 0 ? others : { ...others, [key]: without(part(value), rest.join('.')) };
}

/** Elements of a list, as resources. */
export function each(value: Json | undefined): readonly Resource[] {
  return list(value).map(part);
}
