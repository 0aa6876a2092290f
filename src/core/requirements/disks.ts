/** How many local disks a machine gets, where that is open. */
import type { Profile } from '../config/schema.ts';
import type { Catalogue, LocalDisks, NodeType } from './catalogue.ts';
import { nodeMeasures } from './measures.ts';

/** The machine with these disks. */
export function withDisks(type: NodeType, disks: LocalDisks): NodeType {
  // 1 GiB is 1.073741824 GB.
  const nvmeGb = Math.round(disks.gib * 1.073741824);
  return { ...type, disks, nvmeGb, readIops: disks.readIops, writeIops: disks.writeIops };
}

/** The machine with as many disks as were asked for; undefined when it cannot have that many. */
export function withCount(type: NodeType, count: number): NodeType | undefined {
  if (!type.choices) return type.disks?.count === count ? type : undefined;
  const disks = type.choices.find((choice) => choice.count === count);
  return disks && withDisks(type, disks);
}

/** The machine with the fewest disks that suffice; when none do, with those that fail in the least. */
export function withFewest(type: NodeType, profile: Profile): NodeType {
  const candidates = (type.choices ?? []).map((disks) => withDisks(type, disks));
  const kinds = candidates.map((candidate) =>
    nodeMeasures.map((measure) => measure.judge(candidate, profile).kind),
  );
  const passing = candidates.find((_, index) => kinds[index]?.every((kind) => kind === 'passes'));
  const unknown = candidates.find((_, index) => kinds[index]?.every((kind) => kind !== 'fails'));
  const storing = candidates.find(
    (candidate) =>
      !nodeMeasures.some(
        (measure) => measure.what === 'storage' && measure.judge(candidate, profile).kind === 'fails',
      ),
  );
  return passing ?? unknown ?? storing ?? candidates.at(-1) ?? type;
}

const settled = new WeakMap<Catalogue, Map<Profile, readonly NodeType[]>>();

/** The nodes of a catalogue, each with the fewest disks that suffice for the profile. */
export function nodesFor(catalogue: Catalogue, profile: Profile): readonly NodeType[] {
  const byProfile = settled.get(catalogue) ?? new Map<Profile, readonly NodeType[]>();
  settled.set(catalogue, byProfile);
  const known = byProfile.get(profile);
  if (known) return known;
  const nodes = catalogue.nodes.map((type) => withFewest(type, profile));
  byProfile.set(profile, nodes);
  return nodes;
}
