import semver from 'semver';
import { describe, expect, it, test } from 'vitest';
import { clouds } from '../../../../src/core/config/schema.ts';
import {
  builtInCatalogue,
  findRelease,
  isSelectable,
  newestChartedRelease,
  newestRelease,
  selectable,
} from '../../../../src/core/releases/catalogue.ts';
import { neverPinned } from '../../../../src/core/releases/never-pinned.ts';

const { releases } = builtInCatalogue;

describe('the releases', () => {
  it('are in order of version, each there once', () => {
    const versions = releases.map((release) => release.version);
    expect(versions).toEqual(semver.sort([...versions]));
    expect(new Set(versions).size).toBe(versions.length);
  });

  it.each(clouds)('that may be chosen on %s are in order of day, and end with the newest', (cloud) => {
    const dates = selectable(builtInCatalogue, cloud).map(({ date }) => date);
    expect(dates).toEqual([...dates].sort());
    const newest = cloud === 'aws' ? newestRelease : newestChartedRelease;
    expect(selectable(builtInCatalogue, cloud).at(-1)).toEqual(newest);
  });

  it('name their packages', () => {
    expect(findRelease('2.12.0')).toMatchObject({
      version: '2.12.0',
      date: '2026-08-21',
      functionTag: 'v2.12.0',
      brainstoreTag: 'v2.12.0',
      clouds: ['aws'],
    });
  });

  it('name the chart that installs them, as far as one is known', () => {
    expect(findRelease('2.9.0').chart).toBe('6.11.0');
    expect(findRelease('1.1.32').chart).toBe('5.1.0');
    expect(findRelease('2.12.0').chart).toBeUndefined();
    expect(newestChartedRelease.version).toBe('2.9.0');
    const charts = selectable(builtInCatalogue, 'gcp').flatMap(({ chart }) => chart ?? []);
    expect(charts).toHaveLength(selectable(builtInCatalogue, 'gcp').length);
    expect(charts).toEqual(semver.sort([...charts]));
    expect(new Set(charts).size).toBe(charts.length);
  });

  it('stop a run that needs one that is unknown', () => {
    expect(() => findRelease('9.9.9')).toThrow(/does not know the data-plane release 9\.9\.9/);
  });

  it('are never chosen where only a page was seen, or a tag was taken back', () => {
    for (const version of ['1.0.9', '1.1.31', '1.2.7', '2.13.0', '2.13.1', '2.20.0']) {
      const release = findRelease(version);
      expect(release.unusable).not.toBeUndefined();
      for (const cloud of clouds) expect(isSelectable(release, cloud)).toBe(false);
    }
  });

  it.each(releases)('$version has a day, a public source, and either a cloud or a reason', (release) => {
    expect(release.date).toMatch(/^202[5-6]-\d\d-\d\d$/);
    expect(release.source).toMatch(
      /^https:\/\/github\.com\/braintrustdata\/[a-z-]+\/releases\/tag\/v?[\d.]+$/,
    );
    expect(release.clouds.length === 0).toBe(release.unusable !== undefined);
  });

  // Taken back by the vendor, or mis-numbered.
  test.each(neverPinned)('no release that may be chosen is pinned to $tag', ({ tag }) => {
    for (const { clouds: where, chart, functionTag, brainstoreTag } of releases) {
      if (where.length > 0) expect([chart, functionTag, brainstoreTag]).not.toContain(tag);
    }
  });
});
