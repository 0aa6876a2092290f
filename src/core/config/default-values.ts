/** What is filled in where a person writes nothing, by cloud and profile; for docs and editors. */
import type { Cloud } from '../clouds/cloud.ts';
import { merge, profileLayers, valueAt } from './resolve.ts';
import { type Profile, profiles } from './schema.ts';
import type { Leaf } from './schema-walk.ts';

export interface DefaultValue {
  readonly cloud: Cloud;
  readonly profile: Profile;
  /** `undefined` when there is no default. */
  readonly value: unknown;
}

export function defaultsOf(leaf: Leaf, clouds: readonly Cloud[]): readonly DefaultValue[] {
  return clouds.flatMap((cloud) =>
    profiles.map((profile) => {
      const { values } = merge(profileLayers(cloud, profile));
      return { cloud, profile, value: valueAt(values, leaf.path) };
    }),
  );
}

/** The value that all of them share, or undefined. */
export function sharedDefault(defaults: readonly DefaultValue[]): unknown {
  const texts = new Set(defaults.map(({ value }) => JSON.stringify(value)));
  return texts.size === 1 ? defaults[0]?.value : undefined;
}
