import { createHash } from 'node:crypto';
import { type Json, part, type Resource, text } from '../google/json.ts';
import { notFound } from './errors.ts';
import type { Principal } from './login.ts';
import type { Verb } from './resource-type.ts';

/** Host and certificate of a cluster's API, such as those of a stand-in. */
export interface ControlPlane {
  /** Such as `127.0.0.1:40123`. */
  readonly host: string;
  /** PEM, base64. */
  readonly certificate: string;
}

/** What a vault's own host keeps: every version of a secret or key, oldest first. */
export interface VaultItem {
  readonly kind: 'secrets' | 'keys';
  readonly vault: string;
  readonly name: string;
  readonly versions: Resource[];
  /** Seconds; set while the item is deleted and can be recovered. */
  deleted?: number;
  rotationPolicy?: Resource;
}

/** One subscription and everything in it. */
export class Cloud {
  readonly subscription: string;
  /** Who signs in. */
  readonly principal: Principal;
  /** By id in lower case, as ids are the same in any case. */
  readonly resources = new Map<string, Resource>();
  /** Namespaces that are registered, in lower case. */
  readonly registered = new Set<string>(alwaysRegistered);
  /** Vaults that were deleted and block their names, by name in lower case. */
  readonly deletedVaults = new Map<string, Resource>();
  /** By `vault/kind/name` in lower case. */
  readonly vaultItems = new Map<string, VaultItem>();
  /** Fields that no answer shows, by id and field. */
  readonly hidden = new Map<string, Json>();
  /** Where Resource Manager answers; the server says so. */
  url = '';
  /** Of every cluster. Default: - a name that leads nowhere. */
  readonly controlPlane: ControlPlane | undefined;
  /** Ids of what was made, in order; an id comes twice when something was made anew. */
  readonly made: string[] = [];
  /** Told of every resource that is made, changed or deleted: what a cluster does of its own accord hangs on it. */
  watcher: ((verb: Verb, resource: Resource) => void) | undefined;
  private counter = 0;

  constructor(subscription: string, principal: Principal, controlPlane?: ControlPlane) {
    this.subscription = subscription;
    this.principal = principal;
    this.controlPlane = controlPlane;
  }

  /** A number that nothing else here has; repeatable. */
  next(): number {
    this.counter += 1;
    return this.counter;
  }

  /** Times differ by one second each, so that an order can be seen. */
  now(): string {
    return new Date(Date.UTC(2026, 0, 1) + this.next() * 1000).toISOString().replace(/\.000Z$/, 'Z');
  }

  find(id: string): Resource {
    const resource = this.resources.get(id.toLowerCase());
    if (resource === undefined) throw notFound(id);
    return resource;
  }

  has(id: string): boolean {
    return this.resources.has(id.toLowerCase());
  }

  /** Also a vault's keys and secrets, which have ids although they are no resources of their own. */
  exists(id: string): boolean {
    const [, vault, kind, name] = /\/vaults\/([^/]+)\/(keys|secrets)\/([^/]+)$/i.exec(id) ?? [];
    if (vault === undefined) return this.has(id);
    const item = this.vaultItems.get(`${vault}/${kind}/${name}`.toLowerCase());
    return item !== undefined && item.deleted === undefined;
  }

  put(id: string, resource: Resource): void {
    const verb = this.has(id) ? 'update' : 'create';
    this.resources.set(id.toLowerCase(), resource);
    if (verb === 'create') this.made.push(id);
    this.watcher?.(verb, resource);
  }

  /** Direct children of one type, such as `subnets` of a network, in the order in which they were made. */
  children(id: string, collection: string): readonly Resource[] {
    const prefix = `${id}/${collection}/`.toLowerCase();
    return [...this.resources]
      .filter(([key]) => key.startsWith(prefix) && !key.slice(prefix.length).includes('/'))
      .map(([, resource]) => resource);
  }

  /** Everything below an id, the id itself included. */
  below(id: string): readonly Resource[] {
    const lower = id.toLowerCase();
    return [...this.resources]
      .filter(([key]) => key === lower || key.startsWith(`${lower}/`))
      .map(([, resource]) => resource);
  }

  ofType(type: string): readonly Resource[] {
    const lower = type.toLowerCase();
    return [...this.resources.values()].filter((each) => text(each.type).toLowerCase() === lower);
  }

  /** With everything below it. */
  remove(id: string): void {
    for (const resource of this.below(id)) {
      this.resources.delete(text(resource.id).toLowerCase());
      this.watcher?.('delete', resource);
    }
  }
}

/**
 * What nobody has to register.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/resource-providers-and-types#register-resource-provider
 */
const alwaysRegistered = [
  'microsoft.authorization',
  'microsoft.resources',
  'microsoft.features',
  'microsoft.support',
  'microsoft.portal',
  'microsoft.consumption',
  'microsoft.commerce',
  'microsoft.costmanagement',
  'microsoft.billing',
];

/** A GUID that follows from a text. */
export function guid(seed: string): string {
  const hex = createHash('sha256').update(seed.toLowerCase()).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** Changes whenever the resource does: what `etag` is for. */
export function digest(resource: Resource): string {
  return createHash('sha256').update(JSON.stringify(resource)).digest('hex').slice(0, 16);
}

export function properties(resource: Resource): Resource {
  return part(resource.properties);
}
