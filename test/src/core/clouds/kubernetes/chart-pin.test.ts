import { describe, expect, test } from 'vitest';
import { chartPin, chartVersionOf } from '../../../../../src/core/clouds/kubernetes/chart-pin.ts';
import type { Config } from '../../../../../src/core/config/schema.ts';
import { findRelease, type Release } from '../../../../../src/core/releases/catalogue.ts';
import { memoryEnv } from '../../../../helpers/memory-env.ts';

const release: Release = { ...findRelease('2.9.0'), chart: '6.11.1' };
const { chart: _, ...chartless } = release;
const config = (chartVersion?: string) => ({ workload: { chartVersion } }) as Config;

describe('the version of the chart', () => {
  test.each([
    ['is what the configuration says', config('6.10.0'), { chart: '6.11.0' }, '6.10.0'],
    ['else what is pinned, though a newer one is known', config(), { chart: '6.11.0' }, '6.11.0'],
    ['else what is known', config(), {}, '6.11.1'],
  ])('%s', (_title, written, pins, expected) => {
    expect(chartVersionOf(written, release, pins)).toBe(expected);
  });

  test('is an error of the configuration where none is known', () => {
    expect(() => chartVersionOf(config(), chartless)).toThrow('no version of the Helm chart is known');
  });
});

test('it is pinned without contacting anybody', async () => {
  const env = memoryEnv();
  expect(await chartPin.lookUp(config(), release, env)).toEqual({ chart: '6.11.1' });
  expect(await chartPin.lookUp(config('6.12.0'), chartless, env)).toEqual({ chart: '6.12.0' });
  expect(env.asked).toEqual([]);
});

test('a release can be taken down whose chart nobody knows any more', () => {
  expect(chartPin.deployed(chartless, [])).toEqual({ chart: '0.0.0' });
});
