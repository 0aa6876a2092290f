import semver from 'semver';
import { describe, expect, it } from 'vitest';
import {
  findRelease,
  newestChartedRelease,
  newestRelease,
  releases,
} from '../../../../src/core/releases/catalogue.ts';

describe('the releases', () => {
  it('are in order of version and of day, and end with the newest', () => {
    const versions = releases.map((release) => release.version);
    expect(versions).toEqual(semver.sort([...versions]));
    const dates = releases.map((release) => release.date);
    expect(dates).toEqual([...dates].sort());
    expect(releases.at(-1)).toEqual(newestRelease);
  });

  it('name their packages', () => {
    expect(findRelease('2.12.0')).toEqual({
      version: '2.12.0',
      date: '2026-08-21',
      functionTag: 'v2.12.0',
      brainstoreTag: 'v2.12.0',
    });
  });

  it('name the chart that installs them, as far as one is known', () => {
    expect(findRelease('2.9.0').chart).toBe('6.11.0');
    expect(findRelease('1.1.32').chart).toBe('5.1.0');
    expect(findRelease('2.12.0').chart).toBeUndefined();
    expect(newestChartedRelease.version).toBe('2.9.0');
    const charts = releases.flatMap(({ chart }) => chart ?? []);
    expect(charts).toEqual(semver.sort([...charts]));
    expect(new Set(charts).size).toBe(charts.length);
    // Taken back by the vendor, or mis-numbered.
    expect(charts).not.toContain('3.0.1');
    expect(charts).not.toContain('2.5.0');
  });

  it('stop a run that needs one that is unknown', () => {
    expect(() => findRelease('9.9.9')).toThrow(/does not know the data-plane release 9\.9\.9/);
  });
});
