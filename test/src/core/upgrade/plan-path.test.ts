import { describe, expect, test } from 'vitest';
import { builtInCatalogue } from '../../../../src/core/releases/catalogue.ts';
import type { Deployed, Target } from '../../../../src/core/upgrade/path.ts';
import { allowedStep, planPath } from '../../../../src/core/upgrade/plan-path.ts';

type Values = readonly [release: string, walFooterVersion: string, noPostgres: string];

const deployed = ([release, walFooterVersion, noPostgres]: Values): Deployed => ({
  cloud: 'aws',
  release,
  walFooterVersion,
  noPostgres,
});
const target = ([release, walFooterVersion, noPostgres]: Values): Target => ({
  release,
  walFooterVersion,
  noPostgres,
});
const plan = (from: Values, to: Values) => planPath(builtInCatalogue, deployed(from), target(to));
const hops = (from: Values, to: Values) => {
  const path = plan(from, to);
  return path.ok ? path.hops : [];
};
const rules = (from: Values, to: Values) => {
  const path = plan(from, to);
  return path.ok ? [] : path.refusals.map(({ rule }) => rule);
};

describe('a path', () => {
  test.each<readonly [string, Values, Values, readonly string[]]>([
    ['nothing to do', ['2.9.0', 'v3', 'all'], ['2.9.0', 'v3', 'all'], []],
    ['within 2.x in one go', ['2.1.1', 'v3', 'all'], ['2.12.0', 'v3', 'all'], ['release-2.12.0']],
    [
      'from 1.x to the newest',
      ['1.1.32', 'none', 'none'],
      ['2.12.0', 'v3', 'all'],
      ['wal-footer-v1', 'release-2.1.1', 'release-2.12.0', 'no-postgres'],
    ],
    [
      'from an older 1.x, by the last one',
      ['1.1.28', 'none', 'none'],
      ['2.0.0', 'v3', 'none'],
      ['release-1.1.32', 'wal-footer-v1', 'release-2.0.0'],
    ],
    [
      'with a log that stays at v1',
      ['1.1.32', 'v1', 'none'],
      ['2.4.0', 'v1', 'none'],
      ['release-2.1.1', 'release-2.4.0'],
    ],
    [
      'with a log that is to be v2, which comes after the images',
      ['1.1.32', 'v1', 'none'],
      ['2.0.0', 'v2', 'none'],
      ['release-2.0.0', 'wal-footer-v2'],
    ],
    [
      'a newer log after the images, within 2.x',
      ['2.0.0', 'v1', 'none'],
      ['2.9.0', 'v3', 'none'],
      ['release-2.9.0', 'wal-footer-v3'],
    ],
    [
      'some kinds without PostgreSQL, then all',
      ['2.9.0', 'v3', 'include:logs'],
      ['2.9.0', 'v3', 'all'],
      ['no-postgres'],
    ],
  ])('%s', (_title, from, to, ids) => {
    expect(plan(from, to).ok).toBe(true);
    expect(hops(from, to).map(({ id }) => id)).toEqual(ids);
  });

  test('tells of each apply what it waits for, changes, and cannot take back', () => {
    const [footer, entry, newest, postgres] = hops(['1.1.32', 'none', 'none'], ['2.12.0', 'v3', 'all']);
    expect(footer).toMatchObject({
      sets: [{ path: 'brainstore.walFooterVersion', value: 'v1' }],
      gates: [{ kind: 'all-nodes' }],
      oneWay: ['wal-footer-version'],
      rollback: { kind: 'roll-forward' },
    });
    expect(entry).toMatchObject({
      title: 'release 1.1.32 → 2.1.1, with the log at v3',
      sets: [
        { path: 'release', value: '2.1.1' },
        { path: 'brainstore.walFooterVersion', value: 'v3' },
      ],
      gates: [{ kind: 'all-nodes' }, { id: 'ran-with-wal-v1', kind: 'ran', hours: 24 }],
      oneWay: ['wal-footer-version'],
      snapshot: true,
      rollback: { kind: 'restore', recipe: expect.stringContaining('aws rds restore-db-instance') },
      source: 'https://www.braintrust.dev/docs/admin/self-hosting/upgrade/v2.md',
    });
    expect(entry?.notes.join(' ')).toMatch(/without PostgreSQL changed from none to all; yours stays/);
    expect(newest).toMatchObject({ gates: [], oneWay: [], snapshot: false });
    expect(postgres).toMatchObject({ oneWay: ['no-postgres'], snapshot: true });
  });

  test('keeps what the configuration keeps: no-PG is never turned on by itself', () => {
    const path = hops(['1.1.32', 'none', 'none'], ['2.12.0', 'v3', 'none']);
    expect(path.map(({ noPostgres }) => noPostgres)).toEqual(['none', 'none', 'none']);
  });
});

describe('a refusal', () => {
  test.each<readonly [string, Values, Values, readonly string[]]>([
    ['an older release', ['2.9.0', 'v3', 'all'], ['2.8.0', 'v3', 'all'], ['upgrade/no-downgrade']],
    [
      'one that must not be chosen',
      ['2.9.0', 'v3', 'all'],
      ['2.20.0', 'v3', 'all'],
      ['upgrade/release-usable'],
    ],
    [
      'no-PG before 2.0',
      ['1.1.32', 'v1', 'none'],
      ['1.1.32', 'v1', 'all'],
      ['upgrade/no-postgres-since-2', 'upgrade/no-postgres-after-wal-v3'],
    ],
    [
      'a log that 1.x cannot read',
      ['1.1.32', 'v1', 'none'],
      ['1.1.32', 'v3', 'none'],
      ['upgrade/wal-footer-readable'],
    ],
    ['an older log', ['2.9.0', 'v3', 'none'], ['2.9.0', 'v1', 'none'], ['upgrade/wal-footer-not-lowered']],
    [
      '2.x without a log footer',
      ['1.1.32', 'none', 'none'],
      ['2.1.1', 'none', 'none'],
      ['upgrade/wal-v1-before-2'],
    ],
    [
      'no-PG taken back, in part',
      ['2.9.0', 'v3', 'all'],
      ['2.9.0', 'v3', 'exclude:logs'],
      ['upgrade/no-postgres-not-taken-back'],
    ],
    [
      'no-PG before the log is v3',
      ['2.9.0', 'v1', 'none'],
      ['2.9.0', 'v1', 'all'],
      ['upgrade/no-postgres-after-wal-v3'],
    ],
    [
      'a release beyond the last stop',
      ['1.2.7', 'v1', 'none'],
      ['2.1.1', 'v3', 'none'],
      ['upgrade/required-stop'],
    ],
    [
      'a log of a format that only a newer program knows',
      ['2.9.0', 'v4', 'none'],
      ['2.12.0', 'v3', 'none'],
      ['upgrade/wal-footer-not-lowered'],
    ],
    [
      'the same, as it is',
      ['2.9.0', 'v4', 'none'],
      ['2.12.0', 'v4', 'none'],
      ['upgrade/wal-footer-not-lowered'],
    ],
    [
      'what the catalogue does not have',
      ['2.9.0', 'v3', 'none'],
      ['9.9.9', 'v3', 'none'],
      ['upgrade/release-known'],
    ],
  ])('%s', (_title, from, to, expected) => {
    expect(rules(from, to)).toEqual(expected);
  });

  test('always has words, a public source, and something to do', () => {
    const path = plan(['2.9.0', 'v3', 'all'], ['2.8.0', 'v1', 'none']);
    expect(path.ok ? [] : path.refusals.map(({ instead, source }) => [instead, source])).toEqual(
      Array(3).fill([expect.any(String), expect.stringMatching(/^https:/)]),
    );
  });

  test('where the stacks do not tell the format of the log, only at a major that it matters to', () => {
    const unknown = { ...deployed(['1.1.32', '', '']), walFooterVersion: undefined, noPostgres: undefined };
    const to = (values: Values) => planPath(builtInCatalogue, unknown, target(values));
    expect(to(['2.1.1', 'v3', 'none'])).toMatchObject({ refusals: [{ rule: 'upgrade/formats-known' }] });
    expect(to(['1.1.32', 'v1', 'none'])).toEqual({ ok: true, hops: [] });
  });

  test('by cloud: a release without a known chart, unless the configuration names one', () => {
    const on = (chartNamed: boolean) =>
      planPath(
        builtInCatalogue,
        { ...deployed(['2.9.0', 'v3', 'all']), cloud: 'gcp' },
        { ...target(['2.12.0', 'v3', 'all']), chartNamed },
      );
    expect(on(false)).toMatchObject({ refusals: [{ rule: 'upgrade/release-usable' }] });
    expect(on(true).ok).toBe(true);
  });
});

describe('a single apply', () => {
  const step = (from: Values, to: Values) =>
    allowedStep(builtInCatalogue, deployed(from), target(to)).refusals.map(({ rule }) => rule);

  test('may be one hop, or none', () => {
    expect(step(['2.1.1', 'v3', 'all'], ['2.12.0', 'v3', 'all'])).toEqual([]);
    expect(step(['1.1.32', 'v1', 'none'], ['2.1.1', 'v3', 'none'])).toEqual([]);
    expect(step(['2.1.1', 'v3', 'all'], ['2.1.1', 'v3', 'all'])).toEqual([]);
  });

  test('may not be two', () => {
    expect(step(['2.1.1', 'v1', 'none'], ['2.12.0', 'v3', 'none'])).toEqual(['upgrade/one-hop']);
    expect(step(['1.1.32', 'none', 'none'], ['2.1.1', 'v3', 'none'])).toEqual(['upgrade/one-hop']);
  });
});
