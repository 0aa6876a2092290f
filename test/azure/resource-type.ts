import type { Json, Resource } from '../google/json.ts';
import type { Cloud } from './cloud.ts';
import type { Place } from './path.ts';

/** One request for a known type. */
export interface Call {
  readonly cloud: Cloud;
  readonly place: Place;
  readonly query: URLSearchParams;
  readonly body: Resource;
  /** The id with the spelling that Azure answers with. */
  readonly id: string;
}

export type Verb = 'create' | 'update' | 'delete';

/** What a type has beside what all types have. Quirks carry the page that documents them. */
export interface ResourceType {
  /** As Azure spells it: `Microsoft.Network/virtualNetworks/subnets`. */
  readonly type: string;
  /** On any resource, as a lock is. Default: below a resource group or a parent. */
  readonly extension?: true;
  /** Has no `provisioningState`. Default: `Succeeded`. */
  readonly stateless?: true;
  /** Dotted paths of what a request carries and no answer shows. */
  readonly hidden?: readonly string[];
  /** Dotted paths that a PUT without them leaves as they were. */
  readonly keeps?: readonly string[];
  /** Status of a PUT that makes, or changes; of a DELETE. Default: 201, 200, 200. */
  readonly statuses?: { readonly create?: number; readonly update?: number; readonly delete?: number };
  /** What the service fills in where the request is silent. */
  defaults?(call: Call, given: Resource): Resource;
  /** What the service alone decides, worked out again with every change. */
  computed?(call: Call, resource: Resource, old: Resource | undefined): Resource;
  /** What a GET shows beside what is stored, such as children. */
  shown?(call: Call, resource: Resource): Resource;
  /** Is there without having been made: what a GET finds then. */
  implied?(call: Call): Resource | undefined;
  /** Names under which one is always there, for lists. */
  readonly always?: readonly string[];
  /** Throws when the service would refuse to make or change it. */
  check?(call: Call, given: Resource, old: Resource | undefined): void;
  /** Throws when the service would refuse to delete it. */
  checkDelete?(call: Call, resource: Resource): void;
  effect?(call: Call, verb: Verb, resource: Resource): void;
  /** `POST …/name`, by name in lower case. */
  readonly actions?: Readonly<Record<string, (call: Call, resource: Resource) => Answer>>;
}

export interface Answer {
  readonly status?: number;
  readonly body?: Json;
  readonly headers?: Readonly<Record<string, string>>;
}
