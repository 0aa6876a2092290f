/** What is filled in where a person writes nothing, by cloud and profile; for docs and editors. */
import type { Cloud } from '../clouds/cloud.ts';
import { merge, profileLayers, valueAt } from './resolve.ts';
import { cloudTitles, type Profile, profiles } from './schema.ts';
import type { Leaf } from './schema-walk.ts';

export interface DefaultValue {
  readonly cloud: Cloud;
  readonly profile: Profile;
  /** `undefined` when there is no default. */
  readonly value: unknown;
}

/** For each cloud that has the field. */
export function defaultsOf(leaf: Leaf, clouds: readonly Cloud[]): readonly DefaultValue[] {
  const having = clouds.filter(({ id }) => leaf.clouds?.includes(id) ?? true);
  return having.flatMap((cloud) =>
    profiles.map((profile) => {
      const { values } = merge(profileLayers(cloud, profile));
      return { cloud, profile, value: valueAt(values, leaf.path) };
    }),
  );
}

/** Names for a person, such as `AWS and Google Cloud`, also of clouds that cannot be deployed to yet. */
export function cloudNames(ids: readonly string[]): string {
  return ids.map((id) => Object.entries(cloudTitles).find(([key]) => key === id)?.[1] ?? id).join(' and ');
}

/** The value that all of them share, or undefined. */
export function sharedDefault(defaults: readonly DefaultValue[]): unknown {
  const texts = new Set(defaults.map(({ value }) => JSON.stringify(value)));
  return texts.size === 1 ? defaults[0]?.value : undefined;
}
