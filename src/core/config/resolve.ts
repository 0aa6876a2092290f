/** From what a person wrote to a whole configuration, with the origin of each value. */
import * as z from 'zod';
import type { Cloud } from '../clouds/cloud.ts';
import { commonDefaults } from './defaults.ts';
import { type Path, parsePath } from './path.ts';
import { type Config, configSchema, type PartialConfig, type Profile } from './schema.ts';
import { type Leaf, leavesOf } from './schema-walk.ts';

/** Where an effective value comes from: written in the file, frozen in the lock file, or filled in from profile and cloud. */
export type Origin = 'file' | 'lock' | 'profile';

export interface Layer {
  readonly origin: Origin;
  readonly values: object;
}

export interface Resolved {
  readonly config: Config;
  /** By leaf, such as `postgres.storage.sizeGb`; lists, records and unions are leaves. */
  readonly origins: Readonly<Record<string, Origin>>;
}

/** The leaves of the configuration. Each is replaced as a whole: lists and tags are never mixed from two origins. */
export const leaves: readonly Leaf[] = leavesOf(configSchema);

/** What profile and cloud fill in, the weakest first. */
export function profileLayers(cloud: Cloud, profile: Profile): readonly Layer[] {
  return [...commonDefaults(profile), cloud.defaults(profile)].map((values) => ({
    origin: 'profile',
    values,
  }));
}

/** Throws a defect when the layers together are no configuration: each was checked before, so a default is missing. */
export function resolve(
  cloud: Cloud,
  frozen: Readonly<Record<string, unknown>>,
  written: PartialConfig & Pick<Config, 'profile'>,
): Resolved {
  const layers = [
    ...profileLayers(cloud, written.profile),
    { origin: 'lock', values: fromLeaves(frozen) },
    { origin: 'file', values: written },
  ] as const;
  const { values, origins } = merge(layers);
  return { config: configSchema.parse(withEmptyObjects(values)), origins };
}

/** The value of each leaf from the last layer that has one. */
export function merge(layers: readonly Layer[]): {
  readonly values: object;
  readonly origins: Readonly<Record<string, Origin>>;
} {
  const values = {};
  const origins: Record<string, Origin> = {};
  for (const leaf of leaves) {
    const layer = layers.findLast(({ values: candidate }) => valueAt(candidate, leaf.path) !== undefined);
    if (!layer) continue;
    setAt(values, leaf.path, valueAt(layer.values, leaf.path));
    origins[leaf.name] = layer.origin;
  }
  return { values, origins };
}

/** Own keys only, so that nothing comes out of a prototype. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inside, key) =>
      typeof inside === 'object' && inside !== null && Object.hasOwn(inside, key)
        ? (inside as Record<string | number, unknown>)[key]
        : undefined,
    value,
  );
}

export function fromLeaves(values: Readonly<Record<string, unknown>>): object {
  const tree = {};
  for (const [name, value] of Object.entries(values)) setAt(tree, parsePath(name), value);
  return tree;
}

/** Objects of which nothing is set, such as `encryption`, are still there. */
function withEmptyObjects(values: object): object {
  const whole = values;
  for (const [key, field] of Object.entries(configSchema.shape)) {
    // What not every cloud has is not there without a value.
    if ((field as z.ZodType) instanceof z.ZodOptional) continue;
    const hasLeaves = leaves.some((leaf) => leaf.path[0] === key && leaf.path.length > 1);
    if (hasLeaves && valueAt(whole, [key]) === undefined) setAt(whole, [key], {});
  }
  return whole;
}

function setAt(tree: object, path: Path, value: unknown): void {
  const [key, ...rest] = path;
  if (key === undefined) return;
  const inside = tree as Record<string | number, unknown>;
  if (rest.length === 0) {
    inside[key] = value;
    return;
  }
  if (!Object.hasOwn(inside, key)) inside[key] = {};
  setAt(inside[key] as object, rest, value);
}
