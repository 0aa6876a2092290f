/** What Resource Manager refuses, whatever the type. */
import { isResource, type Json, type Resource, text } from '../google/json.ts';
import type { Cloud } from './cloud.ts';
import { ApiError, conflict, invalid, notFound } from './errors.ts';
import { resourceGroupOf, typeOf } from './path.ts';
import type { Call, ResourceType } from './resource-type.ts';

/** Nothing is made of a service that is not registered, nor where there is no place for it. */
export function checkPlace({ cloud, place }: Call, row: ResourceType): void {
  const [namespace = ''] = row.type.split('/');
  if (!cloud.registered.has(namespace.toLowerCase()))
    throw conflict(
      'MissingSubscriptionRegistration',
      `The subscription is not registered to use namespace '${namespace}'.`,
    );
  const group = resourceGroupOf(place.id);
  if (group !== '' && group.toLowerCase() !== place.id.toLowerCase() && !cloud.has(group))
    throw notFound(group);
  if (typeOf(place.parent) === undefined || cloud.exists(place.parent)) return;
  if (row.extension) throw notFound(place.parent);
  throw new ApiError(
    404,
    'ParentResourceNotFound',
    `Can not perform requested operation on nested resource. Parent resource '${place.parent}' not found.`,
  );
}

/** Nothing can refer to what is not there. Azure says so in other words for each type. */
export function checkReferences({ cloud, id }: Call, given: Resource): void {
  const ours = `/subscriptions/${cloud.subscription}/`.toLowerCase();
  for (const reference of strings(given)) {
    const lower = reference.toLowerCase();
    const type = lower.startsWith(ours) ? typeOf(reference) : undefined;
    if (type === undefined || lower.startsWith(id.toLowerCase()) || cloud.exists(reference)) continue;
    // Built in, and so nowhere among the resources.
    if (type === 'microsoft.authorization/roledefinitions') continue;
    throw invalid(
      `Resource ${reference} referenced by resource ${id} was not found.`,
      'InvalidResourceReference',
    );
  }
}

/** https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources */
export function checkLocks(cloud: Cloud, id: string): void {
  if (/\/providers\/microsoft\.authorization\/locks\/[^/]+$/i.test(id)) return;
  const lower = id.toLowerCase();
  for (const lock of cloud.ofType('Microsoft.Authorization/locks')) {
    const scope = text(lock.id)
      .toLowerCase()
      .replace(/\/providers\/microsoft\.authorization\/locks\/[^/]+$/, '');
    if (lower === scope || lower.startsWith(`${scope}/`) || scope.startsWith(`${lower}/`))
      throw conflict(
        'ScopeLocked',
        `The scope '${id}' cannot perform delete operation because following scope(s) are locked: '${scope}'. Please remove the lock and try again.`,
      );
  }
}

/** Every text in it, keys included: identities are named by keys. */
export function strings(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(strings);
  return isResource(value) ? Object.entries(value).flatMap(([key, item]) => [key, ...strings(item)]) : [];
}
