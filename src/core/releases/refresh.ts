/** A refreshed catalogue joined with the built-in one, which it may add to but never contradict. */
import { knownRelease } from './catalogue.ts';
import type { Release, ReleaseCatalogue } from './release.ts';
import { compareVersions } from './version-order.ts';

export type Joined =
  | { readonly ok: true; readonly releases: readonly Release[] }
  | { readonly ok: false; readonly version: string; readonly why: string };

export function join(builtIn: ReleaseCatalogue, refreshed: readonly Release[]): Joined {
  for (const release of refreshed) {
    const known = knownRelease(release.version, builtIn);
    const why = known && contradiction(known, release);
    if (why !== undefined) return { ok: false, version: release.version, why };
  }
  const newer = new Set(refreshed.map(({ version }) => version));
  const releases = [...builtIn.releases.filter(({ version }) => !newer.has(version)), ...refreshed];
  return { ok: true, releases: releases.sort((one, other) => compareVersions(one.version, other.version)) };
}

/** Allowed is to mark it unusable, to say more about it, and to add a chart, a cloud or a stop where there was none. */
function contradiction(known: Release, refreshed: Release): string | undefined {
  const fixed = ['date', 'functionTag', 'brainstoreTag', 'source'] as const;
  const changed = fixed.find((key) => known[key] !== refreshed[key]);
  if (changed !== undefined) return differs(changed, known[changed], refreshed[changed]);
  if (known.chart !== undefined && known.chart !== refreshed.chart)
    return differs('chart', known.chart, refreshed.chart);
  const lost = known.clouds.find((cloud) => !refreshed.clouds.includes(cloud));
  if (lost !== undefined) return `clouds no longer has ${lost}; to forbid a release, give it unusable`;
  if (known.unusable !== undefined && refreshed.unusable === undefined)
    return `it is unusable (${known.unusable}), and stays so`;
  if (known.stop !== undefined && refreshed.stop === undefined) return 'it is a stop, and stays one';
  if ((refreshed.reversibleTo ?? []).some((version) => !known.reversibleTo?.includes(version)))
    return 'reversibleTo would allow a way back that is not known';
  for (const key of Object.keys(known.defaults) as (keyof Release['defaults'])[]) {
    if (known.defaults[key] !== refreshed.defaults[key])
      return differs(`defaults.${key}`, known.defaults[key], refreshed.defaults[key]);
  }
  return undefined;
}

function differs(key: string, known: unknown, refreshed: unknown): string {
  return `${key} is ${String(known)} and cannot become ${String(refreshed ?? 'nothing')}`;
}
