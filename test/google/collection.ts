/**
 * What all management APIs have in common: named resources in collections, with insert, get, list, change and delete.
 * A row says in what a collection differs; the rest is the same code for all.
 */
import { digest } from './cloud.ts';
import { ApiError, invalid } from './errors.ts';
import { at, type Json, masked, merged, type Resource, text } from './json.ts';
import type { Call, Route } from './route.ts';

export type Verb = 'create' | 'update' | 'delete';

export interface Collection {
  /** Path below the service's base, such as `projects/{project}/global/networks`. */
  readonly path: string;
  /** Where the new resource's id is: a query parameter (`?secretId=`), a field of the body, or made by the service. */
  readonly id:
    | { readonly query: string }
    | { readonly body: string }
    | { readonly made: (call: Call) => string };
  /** Field of the body that holds the resource, where the body is more than that. */
  readonly wrapped?: string;
  /** Field of a list's answer. Default: the last part of `path`. */
  readonly listed?: string;
  /** Without it, create and update answer with the resource itself, and delete with `{}`. */
  readonly operation?: (call: Call, verb: Verb, key: string, resource: Resource) => Resource;
  /** How a change arrives; several are possible. `PUT` replaces what the service did not compute itself. Default `PATCH`. */
  readonly changes?: readonly ('PATCH' | 'PUT')[];
  /** What a `PUT` leaves, where that is neither all new nor a merge. */
  replaced?(old: Resource, given: Resource): Resource;
  /** Nothing here can ever be deleted, as key rings. Default: it can. */
  readonly keeps?: true;
  /** Field that must be sent back as it was read, when it is sent at all. */
  readonly guard?: string;
  /** Fields that a request carries and no answer ever shows. */
  readonly writeOnly?: readonly string[];
  /** What the service adds once, when the resource is made. */
  computed?(call: Call, key: string, given: Resource): Resource;
  /** What the service works out again with every change, also defaults of fields that are absent. */
  derived?(call: Call, key: string, resource: Resource): Resource;
  /** Throws when the service would refuse to make or change it. */
  check?(call: Call, given: Resource, old: Resource | undefined): void;
  /** Throws when the service would refuse to delete it. */
  checkDelete?(call: Call, key: string, resource: Resource): void;
  /** Further effects, such as a default child. */
  effect?(call: Call, verb: Verb, key: string, resource: Resource): void;
}

export function collectionRoutes(row: Collection): readonly Route[] {
  const item = `${row.path}/{id}`;
  return [
    { method: 'POST', pattern: row.path, answer: (call) => create(row, call) },
    {
      method: 'GET',
      pattern: row.path,
      answer: (call) => ({
        [row.listed ?? lastPart(row.path)]: call.cloud
          .children(keyOf(call))
          .map((resource) => shown(row, resource)),
      }),
    },
    { method: 'GET', pattern: item, answer: (call) => shown(row, call.cloud.find(keyOf(call))) },
    ...(row.changes ?? ['PATCH']).map(
      (method): Route => ({ method, pattern: item, answer: (call) => change(row, call, method) }),
    ),
    ...(row.keeps
      ? []
      : [{ method: 'DELETE', pattern: item, answer: (call) => remove(row, call) } satisfies Route]),
  ];
}

/** Key of what a call's path names. */
export function keyOf(call: Call, path = call.path): string {
  return `${call.service}/${path}`;
}

/** A change that a verb or path of its own makes, with everything else that a change brings. */
export function store(row: Collection, call: Call, key: string, resource: Resource): Json {
  const stored = finished(row, call, key, resource);
  call.cloud.resources.set(key, stored);
  return row.operation?.(call, 'update', key, stored) ?? shown(row, stored);
}

function create(row: Collection, call: Call): Json {
  const given = row.wrapped === undefined ? call.body : ((call.body[row.wrapped] ?? {}) as Resource);
  const id = newId(row, call, given);
  const key = `${keyOf(call)}/${id}`;
  if (call.cloud.resources.has(key))
    throw new ApiError(409, `The resource '${key.slice(call.service.length + 1)}' already exists`);
  row.check?.(call, given, undefined);
  const stored = finished(row, call, key, merged({ ...row.computed?.(call, key, given) }, given) as Resource);
  call.cloud.resources.set(key, stored);
  row.effect?.(call, 'create', key, stored);
  return row.operation?.(call, 'create', key, stored) ?? shown(row, stored);
}

function newId(row: Collection, call: Call, given: Resource): string {
  if ('made' in row.id) return row.id.made(call);
  const id =
    'query' in row.id ? call.query.get(row.id.query) : text(call.body[row.id.body] ?? given[row.id.body]);
  if (id === null || id === '')
    throw invalid(`Required ${'query' in row.id ? row.id.query : row.id.body} is not set`);
  return id;
}

function change(row: Collection, call: Call, method: 'PATCH' | 'PUT'): Json {
  const key = keyOf(call);
  const old = call.cloud.find(key);
  const sent = row.guard === undefined ? undefined : at(call.body, row.guard);
  if (row.guard !== undefined && sent !== undefined && sent !== at(old, row.guard))
    throw new ApiError(412, `Invalid ${row.guard}: '${text(sent)}' is not that of the current resource`);
  row.check?.(call, call.body, old);
  return answerOf(row, call, key, changed(row, call, key, method, old));
}

function changed(row: Collection, call: Call, key: string, method: 'PATCH' | 'PUT', old: Resource): Resource {
  const mask = call.query.get('updateMask');
  if (mask !== null && mask !== '')
    return masked(
      old,
      call.body,
      mask.split(',').map((path) => path.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())),
    );
  if (method === 'PATCH') return merged(old, call.body) as Resource;
  if (row.replaced !== undefined) return row.replaced(old, call.body);
  return merged({ ...row.computed?.(call, key, old), ...kept(old) }, call.body) as Resource;
}

/** A `PUT` cannot change who a resource is. */
function kept(old: Resource): Resource {
  const names = ['id', 'kind', 'name', 'selfLink', 'creationTimestamp', 'createTime', 'region', 'zone'];
  return Object.fromEntries(names.flatMap((name) => (old[name] === undefined ? [] : [[name, old[name]]])));
}

function answerOf(row: Collection, call: Call, key: string, resource: Resource): Json {
  const stored = finished(row, call, key, resource);
  call.cloud.resources.set(key, stored);
  row.effect?.(call, 'update', key, stored);
  return row.operation?.(call, 'update', key, stored) ?? shown(row, stored);
}

function remove(row: Collection, call: Call): Json {
  const key = keyOf(call);
  const resource = call.cloud.find(key);
  row.checkDelete?.(call, key, resource);
  call.cloud.remove(key);
  row.effect?.(call, 'delete', key, resource);
  return row.operation?.(call, 'delete', key, resource) ?? {};
}

function finished(row: Collection, call: Call, key: string, resource: Resource): Resource {
  const derived = row.derived?.(call, key, resource) ?? {};
  const whole = { ...resource, ...derived };
  if (row.guard === undefined) return whole;
  const { [row.guard]: _, ...rest } = whole;
  return { ...rest, [row.guard]: digest(rest) };
}

function shown(row: Collection, resource: Resource): Resource {
  const hidden = new Set(row.writeOnly ?? []);
  return Object.fromEntries(Object.entries(resource).filter(([name]) => !hidden.has(name)));
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
