import type { Cloud } from './cloud.ts';
import type { Json, Resource } from './json.ts';

/** One request, after its path was matched. */
export interface Call {
  readonly cloud: Cloud;
  /** Short name of the service, such as `compute`; the first part of every key. */
  readonly service: string;
  /** Path below the service's base, decoded, without query: `projects/P/global/networks`. */
  readonly path: string;
  /** Values of the pattern's `{…}`. */
  readonly names: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Resource;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `{x}` stands for one part between slashes, `{x=**}` for the rest of the path; a verb such as `:access` ends it. */
  readonly pattern: string;
  answer(call: Call): Json;
}

export interface Service {
  /** Short name, and the first part of the path here: `http://127.0.0.1:PORT/compute/…`. */
  readonly name: string;
  /** Name of the API; requests fail while it is not enabled. */
  readonly api: string;
  /** Variable by which the provider is sent here. Default: - it never calls this version. */
  readonly variable?: string;
  /** Path of the service at its own host, which the variable's value ends with: `compute/v1/`. */
  readonly base: string;
  /** What the provider's older clients put before a path once more. Default: `base`. */
  readonly again?: string;
  readonly routes: readonly Route[];
}

/** The names in the path when it matches. */
export function matchPattern(pattern: string, path: string): Record<string, string> | undefined {
  let compiled = expressions.get(pattern);
  if (compiled === undefined) {
    compiled = new RegExp(
      `^${pattern
        .split(/(\{[^}]+\})/)
        .map(expression)
        .join('')}$`,
    );
    expressions.set(pattern, compiled);
  }
  const found = compiled.exec(path);
  return found === null ? undefined : { ...found.groups };
}

const expressions = new Map<string, RegExp>();

function expression(piece: string): string {
  if (!piece.startsWith('{')) return piece.replace(/[.*+?^$()[\]\\|]/g, '\\$&');
  const [name = '', rest] = piece.slice(1, -1).split('=');
  return rest === '**' ? `(?<${name}>.+)` : `(?<${name}>[^/:]+)`;
}
