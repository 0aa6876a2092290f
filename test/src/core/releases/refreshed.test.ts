import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { builtInCatalogue, findRelease, newestSelectable } from '../../../../src/core/releases/catalogue.ts';
import { catalogueOf, readCatalogue, sha256Of } from '../../../../src/core/releases/file.ts';
import type { Release } from '../../../../src/core/releases/release.ts';
import { memoryEnv } from '../../../helpers/memory-env.ts';

const newer: Release = { ...findRelease('2.9.0'), version: '2.30.0', date: '2026-12-01', chart: '6.40.0' };
const textOf = (...releases: readonly object[]) => JSON.stringify({ formatVersion: 1, releases });
const read = (...releases: readonly object[]) => catalogueOf(Buffer.from(textOf(...releases)), 'a file');
const why = (...releases: readonly object[]) => {
  const result = read(...releases);
  return result.ok ? undefined : `${result.at}: ${result.why}`;
};
const builtIn = (version: string, changes: Partial<Release>) => ({ ...findRelease(version), ...changes });

describe('a refreshed catalogue', () => {
  test('adds releases, in their place', () => {
    const result = read(newer);
    if (!result.ok) throw new Error(result.why);
    const { releases, sha256 } = result.catalogue;
    expect(releases).toHaveLength(builtInCatalogue.releases.length + 1);
    expect(newestSelectable(result.catalogue, 'gcp')).toEqual(newer);
    expect(result.added).toEqual(['2.30.0']);
    expect(sha256).toBe(sha256Of(Buffer.from(textOf(newer))));
  });

  test.each<readonly [string, object]>([
    ['a known release as it is', builtIn('2.9.0', {})],
    [
      'a chart and clouds for one that had none',
      builtIn('2.12.0', { chart: '6.15.0', clouds: ['aws', 'gcp', 'azure'] }),
    ],
    ['that one must not be chosen', builtIn('2.12.0', { unusable: 'loses rows' })],
    ['other words about one', builtIn('2.12.0', { notes: ['Read this.'] })],
    ['another reason not to choose one', builtIn('2.20.0', { unusable: 'loses rows' })],
    ['that one is a stop', builtIn('2.12.0', { stop: 'converts what is stored' })],
  ])('may say %s', (_title, release) => {
    expect(why(release)).toBeUndefined();
  });

  test.each<readonly [string, object, string]>([
    [
      'another image for a known release',
      builtIn('2.9.0', { brainstoreTag: 'v9' }),
      '2.9.0: brainstoreTag is v2.9.0 and cannot become v9',
    ],
    [
      'other packages',
      builtIn('2.9.0', { functionTag: 'v9' }),
      '2.9.0: functionTag is v2.9.0 and cannot become v9',
    ],
    ['another chart', builtIn('2.9.0', { chart: '7.0.0' }), '2.9.0: chart is 6.11.0 and cannot become 7.0.0'],
    [
      'a cloud less',
      builtIn('2.9.0', { clouds: ['aws', 'azure'] }),
      '2.9.0: clouds no longer has gcp; to forbid a release, give it unusable',
    ],
    [
      'that an unusable one can be chosen',
      { ...builtIn('2.20.0', { clouds: ['aws'] }), unusable: undefined },
      '2.20.0: it is unusable (known from its release page alone: neither its packages nor its chart were held against the stacks of this program), and stays so',
    ],
    [
      'that a stop is none',
      { ...builtIn('1.1.32', {}), stop: undefined },
      '1.1.32: it is a stop, and stays one',
    ],
    [
      'a way back from a known one',
      builtIn('2.12.0', { reversibleTo: ['2.11.0'] }),
      '2.12.0: reversibleTo would allow a way back that is not known',
    ],
    [
      'other defaults',
      builtIn('2.12.0', { defaults: { ...findRelease('2.12.0').defaults, noPostgres: 'none' } }),
      '2.12.0: defaults.noPostgres is all and cannot become none',
    ],
  ])('may not say %s', (_title, release, expected) => {
    expect(why(release)).toBe(expected);
  });

  test.each<readonly [string, object, RegExp]>([
    ['a tag that is a path', { ...newer, functionTag: '../v1' }, /^releases\.0\.functionTag: /],
    [
      'a tag that terraform would read',
      { ...newer, brainstoreTag: '${path.module}' },
      /^releases\.0\.brainstoreTag: /,
    ],
    ['words that steer a terminal', { ...newer, notes: ['\u001b[2J'] }, /^releases\.0\.notes\.0: /],
    ['words on two lines', { ...newer, unusable: 'a\nb' }, /^releases\.0\.unusable: /],
    ['an address that is none', { ...newer, source: 'javascript:alert(1)' }, /^releases\.0\.source: /],
    ['a version of two numbers', { ...newer, version: '2.30' }, /^releases\.0\.version: /],
    ['a day that is none', { ...newer, date: '2026-13-01' }, /^releases\.0\.date: /],
    ['a cloud that is none', { ...newer, clouds: ['moon'] }, /^releases\.0\.clouds\.0: /],
    ['a cloud that needs a chart, and none', { ...newer, chart: undefined }, /^releases\.0\.chart: /],
    ['a key that is none', { ...newer, postInstall: 'rm' }, /^releases\.0: /],
  ])('with %s is refused', (_title, release, expected) => {
    expect(why(release)).toMatch(expected);
  });

  test.each<readonly [string, string, RegExp]>([
    ['of another format', '{"formatVersion":2,"releases":[]}', /^formatVersion: it is 1 in a catalogue for/],
    ['of a day that never was', textOf({ ...newer, date: '2026-02-30' }), /^releases\.0\.date: a day of/],
    ['without releases', '{"formatVersion":1,"releases":[]}', /^releases/],
    ['that names one twice', textOf(newer, newer), /2\.30\.0 is there twice/],
    ['that is no JSON', 'releases:', /it is not JSON/],
    ['that is larger than an answer is read', `${' '.repeat(65_537)}${textOf(newer)}`, /larger than 64 KiB/],
  ])('%s is refused', (_title, text, expected) => {
    const result = catalogueOf(Buffer.from(text), 'a file');
    expect(result.ok ? '' : `${result.at}: ${result.why}`).toMatch(expected);
  });

  test('of any bytes is refused in words, never with a crash', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.json().map((text) => Buffer.from(text)),
        ),
        (bytes) => {
          const result = catalogueOf(bytes, 'a file');
          expect(result.ok ? '' : result.why).not.toBe('');
        },
      ),
    );
  });
});

describe('the catalogue beside a configuration', () => {
  const beside = (files: Record<string, string>) => readCatalogue(memoryEnv({ files }).fs, '/project');

  test('is the built-in one where there is no file', async () => {
    expect(await beside({ '/project/x': '' })).toEqual({ catalogue: builtInCatalogue, findings: [] });
  });

  test('is the refreshed one where there is', async () => {
    const { catalogue, findings } = await beside({ '/project/bt-dataplane.releases.json': textOf(newer) });
    expect(findings).toEqual([]);
    expect(catalogue).toMatchObject({ source: 'bt-dataplane.releases.json' });
    expect(newestSelectable(catalogue, 'aws')?.version).toBe('2.30.0');
  });

  test('that is wrong is an error of the configuration, with what to do', async () => {
    const { catalogue, findings } = await beside({ '/project/bt-dataplane.releases.json': '{}' });
    expect(catalogue).toBe(builtInCatalogue);
    expect(findings).toMatchObject([
      {
        rule: 'release/catalogue',
        severity: 'error',
        place: { file: '/project/bt-dataplane.releases.json' },
        fix: { text: expect.stringContaining('bt-dataplane releases update') },
      },
    ]);
  });
});
