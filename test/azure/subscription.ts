/** The subscription itself: what may be used in it, and what there is. */
import type { Json, Resource } from '../google/json.ts';
import { text } from '../google/json.ts';
import type { Cloud } from './cloud.ts';
import { Missing, notFound } from './errors.ts';
import type { Request } from './resource-manager.ts';
import type { Answer } from './resource-type.ts';
import { types } from './types.ts';

/** What the paths above all resource types answer. */
export function subscriptionAnswer(cloud: Cloud, { method, path, query }: Request): Answer | undefined {
  const [, subscription = '', rest = ''] = /^\/subscriptions\/([^/]+)\/?(.*)$/i.exec(path) ?? [];
  if (subscription === '') return undefined;
  if (subscription.toLowerCase() !== cloud.subscription.toLowerCase())
    throw notFound(`/subscriptions/${subscription}`);
  if (rest === '' && method === 'GET') return { body: described(cloud) };
  const provider = /^providers(?:\/([^/]+))?(?:\/(register|unregister))?$/i.exec(rest);
  if (provider !== null) return providers(cloud, provider[1], provider[2]);
  const listed = /^(resourceGroups\/[^/]+\/)?resources$/i.exec(rest);
  return listed === null
    ? undefined
    : { body: { value: resources(cloud, listed[1], query.get('$filter')) as Json[] } };
}

function described({ subscription, principal }: Cloud): Resource {
  return {
    id: `/subscriptions/${subscription}`,
    subscriptionId: subscription,
    tenantId: principal.tenant,
    displayName: 'Acme',
    state: 'Enabled',
  };
}

/** https://learn.microsoft.com/rest/api/resources/providers */
function providers(cloud: Cloud, namespace: string | undefined, change: string | undefined): Answer {
  const known = namespaces();
  if (namespace === undefined) return { body: { value: known.map((each) => provider(cloud, each)) } };
  const name = known.find((each) => each.toLowerCase() === namespace.toLowerCase());
  if (name === undefined) throw notFound(`/subscriptions/${cloud.subscription}/providers/${namespace}`);
  if (change === 'register') cloud.registered.add(name.toLowerCase());
  if (change === 'unregister') cloud.registered.delete(name.toLowerCase());
  return { body: provider(cloud, name) };
}

function provider(cloud: Cloud, namespace: string): Resource {
  const registered = cloud.registered.has(namespace.toLowerCase());
  return {
    id: `/subscriptions/${cloud.subscription}/providers/${namespace}`,
    namespace,
    registrationPolicy: 'RegistrationRequired',
    registrationState: registered ? 'Registered' : 'NotRegistered',
    resourceTypes: [],
  };
}

/** Of the types here, and those of the extension that the cluster's disks come with. */
function namespaces(): readonly string[] {
  const own = [...types.values()].map(({ type }) => type.split('/')[0] ?? '');
  return [...new Set([...own, 'Microsoft.ContainerStorage', 'Microsoft.KubernetesConfiguration'])].sort();
}

/** Top-level resources only. https://learn.microsoft.com/rest/api/resources/resources/list */
function resources(cloud: Cloud, group: string | undefined, filter: string | null): readonly Resource[] {
  const wanted =
    filter === null ? undefined : /^resourceType eq '([^']+)'$/i.exec(filter)?.[1]?.toLowerCase();
  if (filter !== null && wanted === undefined) throw new Missing(`filter ${filter}`);
  const within = `/subscriptions/${cloud.subscription}/${group ?? ''}`.toLowerCase();
  return [...cloud.resources.values()]
    .filter(({ id }) => text(id).toLowerCase().startsWith(within))
    .filter(({ id }) => /^(\/[^/]+){4}\/providers\/[^/]+\/[^/]+\/[^/]+$/i.test(text(id)))
    .filter(({ type }) => wanted === undefined || text(type).toLowerCase() === wanted)
    .filter(({ type }) => !text(type).startsWith('Microsoft.Authorization/'))
    .map(({ id = '', name = '', type = '', location = '', tags = {} }) => ({
      id,
      name,
      type,
      location,
      tags,
    }));
}
