import { createHash } from 'node:crypto';
import { notFound } from './errors.ts';
import type { Resource } from './json.ts';

/** One project and everything in it. */
export class Cloud {
  readonly project: string;
  readonly projectNumber: string;
  /** By service and full name, such as `compute/projects/P/global/networks/N`. */
  readonly resources = new Map<string, Resource>();
  /** IAM policies, by the same names. */
  readonly policies = new Map<string, Resource>();
  /** Long-running operations, by service and name. All of them are done. */
  readonly operations = new Map<string, Resource>();
  /** What secret versions hold, in base64, by their keys: no answer shows it but that to `:access`. */
  readonly payloads = new Map<string, string>();
  /** APIs that are enabled. */
  readonly enabled = new Set<string>(initiallyEnabled);
  /** Service agents that exist, by e-mail. */
  readonly agents = new Set<string>();
  /** Names of deleted Cloud SQL instances, which stay taken for a week. */
  readonly spentSqlNames = new Set<string>();
  /** Host of the control plane of every cluster. Default: - a name that leads nowhere. */
  readonly controlPlane: string | undefined;
  private counter = 0;

  constructor(project: string, projectNumber: string, controlPlane?: string) {
    this.project = project;
    this.projectNumber = projectNumber;
    this.controlPlane = controlPlane;
  }

  /** A number that nothing else here has; repeatable. */
  next(): number {
    this.counter += 1;
    return this.counter;
  }

  /** Times differ by one second each, so that an order can be seen. */
  now(): string {
    return new Date(Date.UTC(2026, 0, 1) + this.next() * 1000).toISOString();
  }

  find(key: string): Resource {
    const resource = this.resources.get(key);
    if (resource === undefined) throw notFound(key.slice(key.indexOf('/') + 1));
    return resource;
  }

  /** Direct children of a collection, in the order in which they were made. */
  children(collection: string): readonly Resource[] {
    const prefix = `${collection}/`;
    return [...this.resources]
      .filter(([key]) => key.startsWith(prefix) && !key.slice(prefix.length).includes('/'))
      .map(([, resource]) => resource);
  }

  /** With everything below it. */
  remove(key: string): void {
    for (const names of [this.resources, this.policies, this.payloads])
      for (const name of names.keys()) if (name === key || name.startsWith(`${key}/`)) names.delete(name);
  }
}

/**
 * What a new project has, as far as we use it; Resource Manager is not among it.
 * https://cloud.google.com/service-usage/docs/enabled-service
 */
const initiallyEnabled = [
  'serviceusage.googleapis.com',
  'storage.googleapis.com',
  'logging.googleapis.com',
  'monitoring.googleapis.com',
];

/** Changes whenever the resource does: what `etag` and `fingerprint` are for. */
export function digest(resource: Resource): string {
  return createHash('sha256').update(JSON.stringify(resource)).digest('base64').slice(0, 12);
}
