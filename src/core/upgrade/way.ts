/** The releases that are passed through, without a word about formats. */
import type { CloudId } from '../config/schema.ts';
import { isSelectable, knownRelease, selectable } from '../releases/catalogue.ts';
import type { Release, ReleaseCatalogue } from '../releases/release.ts';
import { compareVersions, majorOf } from '../releases/version-order.ts';
import { type Milestone, milestones } from './milestones.ts';

/** What stands in the way, for the rule that is about it. */
export type Obstacle =
  | { readonly kind: 'no-way-back'; readonly from: string; readonly to: string }
  | { readonly kind: 'stop-unusable'; readonly stop: string; readonly why: string }
  | { readonly kind: 'beyond-the-stop'; readonly milestone: Milestone }
  | { readonly kind: 'no-landing'; readonly milestone: Milestone }
  | { readonly kind: 'no-release-of-major'; readonly major: number };

export interface Way {
  /** In the order in which they are deployed; the last is the target's. Empty when that is deployed already. */
  readonly releases: readonly string[];
  readonly obstacles: readonly Obstacle[];
}

export function wayBetween(catalogue: ReleaseCatalogue, cloud: CloudId, from: string, to: string): Way {
  const direction = compareVersions(to, from);
  // Of what is not in the catalogue nothing can be said.
  const known = [from, to].every((version) => knownRelease(version, catalogue) !== undefined);
  if (direction === 0 || !known) return { releases: [], obstacles: [] };
  return direction < 0 ? wayBack(catalogue, cloud, from, to) : wayForward(catalogue, cloud, from, to);
}

interface Stretch {
  readonly catalogue: ReleaseCatalogue;
  readonly cloud: CloudId;
  readonly from: string;
  readonly to: string;
  /** Oldest first, where a major is crossed: what may be chosen and is neither the first nor the last. */
  readonly between: readonly Release[];
}

interface Part {
  readonly stops: readonly string[];
  readonly obstacles: readonly Obstacle[];
}

function wayForward(catalogue: ReleaseCatalogue, cloud: CloudId, from: string, to: string): Way {
  const crosses = majorOf(from) !== majorOf(to);
  const possible = crosses ? selectable(catalogue, cloud) : [];
  const between = possible.filter(({ version }) => isBetween(version, from, to));
  const stretch: Stretch = { catalogue, cloud, from, to, between };
  const parts = [stopsOf(stretch), ...milestones.map((milestone) => landingOf(stretch, milestone))];
  const stops = parts.flatMap((part) => part.stops);
  const all = [...parts, skippedMajors(stretch, [...stops, to])];
  return {
    releases: [...new Set([...all.flatMap((part) => part.stops), to])].sort(compareVersions),
    obstacles: all.flatMap((part) => part.obstacles),
  };
}

function isBetween(version: string, from: string, to: string): boolean {
  return compareVersions(version, from) > 0 && compareVersions(version, to) < 0;
}

function stopsOf({ catalogue, cloud, from, to }: Stretch): Part {
  const required = catalogue.releases.filter(
    ({ stop, version }) => stop !== undefined && isBetween(version, from, to),
  );
  const [usable, unusable] = [true, false].map((wanted) =>
    required.filter((release) => isSelectable(release, cloud) === wanted),
  );
  return {
    stops: (usable ?? []).map(({ version }) => version),
    obstacles: (unusable ?? []).map((release) => ({
      kind: 'stop-unusable',
      stop: release.version,
      why: release.unusable ?? `it cannot be deployed to ${cloud}`,
    })),
  };
}

/** Where a major is entered: at the target if that is possible, else as recommended, else as late as is allowed. */
function landingOf({ from, to, between }: Stretch, milestone: Milestone): Part {
  if (majorOf(from) >= milestone.major || majorOf(to) < milestone.major) return { stops: [], obstacles: [] };
  const possible = [...between.map(({ version }) => version), to].filter((version) =>
    isLanding(version, milestone),
  );
  const best = [to, milestone.recommended].find((version) => possible.includes(version)) ?? possible.at(-1);
  return {
    stops: best === undefined ? [] : [best],
    obstacles: [
      ...(compareVersions(from, milestone.from) > 0 ? [{ kind: 'beyond-the-stop' as const, milestone }] : []),
      ...(best === undefined ? [{ kind: 'no-landing' as const, milestone }] : []),
    ],
  };
}

/** One release of each major that nothing stops at yet. */
function skippedMajors({ from, to, between }: Stretch, stops: readonly string[]): Part {
  const first = majorOf(from) + 1;
  const majors = Array.from({ length: Math.max(0, majorOf(to) - first) }, (_, index) => first + index)
    .filter((major) => !stops.some((stop) => majorOf(stop) === major))
    .map((major) => ({ major, newest: between.findLast(({ version }) => majorOf(version) === major) }));
  return {
    stops: majors.flatMap(({ newest }) => newest?.version ?? []),
    obstacles: majors
      .filter(({ newest }) => newest === undefined)
      .map(({ major }) => ({ kind: 'no-release-of-major', major })),
  };
}

export function isLanding(version: string, { first, last }: Milestone): boolean {
  return compareVersions(version, first) >= 0 && compareVersions(version, last) <= 0;
}

/** The shortest chain of releases of which each says that the next can follow it. */
function wayBack(catalogue: ReleaseCatalogue, cloud: CloudId, from: string, to: string): Way {
  const chains: (readonly string[])[] = [[from]];
  const seen = new Set([from]);
  for (const chain of chains) {
    const last = chain.at(-1) ?? from;
    if (last === to) return { releases: chain.slice(1), obstacles: [] };
    const backTo = (knownRelease(last, catalogue)?.reversibleTo ?? []).toSorted(compareVersions);
    for (const version of backTo) {
      const release = knownRelease(version, catalogue);
      const further = compareVersions(version, last) < 0 && compareVersions(version, to) >= 0;
      const near = majorOf(last) - majorOf(version) <= 1;
      if (!release || !further || !near || seen.has(version) || !isSelectable(release, cloud)) continue;
      seen.add(version);
      chains.push([...chain, version]);
    }
  }
  return { releases: [], obstacles: [{ kind: 'no-way-back', from, to }] };
}
