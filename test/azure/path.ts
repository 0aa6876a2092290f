/** Ids of Azure Resource Manager. https://learn.microsoft.com/azure/azure-resource-manager/management/resource-providers-and-types */

export interface Place {
  /** What the path names: one resource, all of a type in a place, or something that is done to a resource. */
  readonly kind: 'item' | 'collection' | 'action';
  /** Such as `Microsoft.Network/virtualNetworks/subnets`, in lower case. */
  readonly type: string;
  /** Of the item, or of the item that the action is for; of the place where the collection is. */
  readonly id: string;
  /** Of what holds the item: a resource, a resource group, or the subscription. */
  readonly parent: string;
  /** Last part of an item's id. */
  readonly name: string;
  /** Last part of an action's path. */
  readonly action: string;
  /** An extension of any resource, such as a lock. */
  readonly extension: boolean;
}

const groupType = 'microsoft.resources/resourcegroups';

/** `method` tells `POST …/restart` from a collection. */
export function placeOf(path: string, method: string): Place | undefined {
  const parts = path.split('/').slice(1);
  const at = parts.findLastIndex((part) => part.toLowerCase() === 'providers');
  if (at === -1) return groupPlace(parts);
  const scope = `/${parts.slice(0, at).join('/')}`;
  const [namespace, ...rest] = parts.slice(at + 1);
  if (namespace === undefined || rest.length === 0) return undefined;
  const extension = parts.slice(0, at).some((part) => part.toLowerCase() === 'providers');
  const odd = rest.length % 2 === 1;
  const action = odd && method === 'POST' ? (rest.at(-1) ?? '') : '';
  const named = odd ? rest.slice(0, -1) : rest;
  const typed = odd && method !== 'POST' ? rest : named;
  const type = [namespace, ...typed.filter((_, index) => index % 2 === 0)].join('/').toLowerCase();
  const holder = named.length === 0 ? scope : `${scope}/providers/${namespace}/${named.join('/')}`;
  if (odd && method !== 'POST')
    return { kind: 'collection', type, id: holder, parent: holder, name: '', action, extension };
  const above = named.slice(0, -2);
  return {
    kind: odd ? 'action' : 'item',
    type,
    id: holder,
    parent: above.length === 0 ? scope : `${scope}/providers/${namespace}/${above.join('/')}`,
    name: named.at(-1) ?? '',
    action,
    extension,
  };
}

function groupPlace(parts: readonly string[]): Place | undefined {
  const [first = '', , second = '', name] = parts;
  if (first.toLowerCase() !== 'subscriptions' || second.toLowerCase() !== 'resourcegroups') return undefined;
  if (parts.length > 4) return undefined;
  const subscription = `/${parts.slice(0, 2).join('/')}`;
  const common = { type: groupType, parent: subscription, action: '', extension: false };
  if (name === undefined) return { ...common, kind: 'collection', id: subscription, name: '' };
  return { ...common, kind: 'item', id: `${subscription}/resourceGroups/${name}`, name };
}

/** Type of an id, in lower case; undefined for what is no resource. */
export function typeOf(id: string): string | undefined {
  const place = placeOf(id, 'GET');
  return place?.kind === 'item' ? place.type : undefined;
}

export function resourceGroupOf(id: string): string {
  return /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+/i.exec(id)?.[0] ?? '';
}
