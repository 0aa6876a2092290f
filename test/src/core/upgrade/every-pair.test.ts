import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CloudId, clouds } from '../../../../src/core/config/schema.ts';
import { builtInCatalogue, findRelease } from '../../../../src/core/releases/catalogue.ts';
import type { Release, ReleaseCatalogue } from '../../../../src/core/releases/release.ts';
import type { Refusal, UpgradePath } from '../../../../src/core/upgrade/path.ts';
import { allowedStep, planPath } from '../../../../src/core/upgrade/plan-path.ts';
import { upgradeRules } from '../../../../src/core/upgrade/rules/index.ts';
import { type At, footerValues, Oracle, postgresValues } from './path-oracle.ts';

/** As a refresh may bring it: two further majors with stops, releases that one may go back from, one that must not be chosen. */
const later: ReleaseCatalogue = {
  source: 'a refreshed file',
  releases: [
    ...builtInCatalogue.releases.filter(({ version }) =>
      ['1.1.31', '1.1.32', '1.2.7', '2.0.0', '2.1.1', '2.2.1', '2.9.0', '2.12.0', '2.20.0'].includes(version),
    ),
    further('2.22.0', { stop: 'the last of 2.x' }),
    further('3.0.0'),
    further('3.0.1', { reversibleTo: ['3.0.0'] }),
    further('3.1.0', { reversibleTo: ['3.0.0', '3.0.1'] }),
    further('3.2.0', { reversibleTo: ['3.1.0'], clouds: ['aws'] }),
    further('3.3.0', { unusable: 'loses rows' }),
    further('4.0.0', { stop: 'converts what 3.x left' }),
    further('4.1.0', { reversibleTo: ['4.0.0'] }),
  ],
};

function further(version: string, changes: Partial<Release> = {}): Release {
  const { chart = '7.0.0' } = findRelease('2.9.0');
  return { ...findRelease('2.9.0'), version, chart, ...changes };
}

function statesOf({ releases }: ReleaseCatalogue, postgres: readonly string[]): readonly At[] {
  return releases.flatMap(({ version: release }) =>
    footerValues.flatMap((walFooterVersion) =>
      postgres.map((noPostgres) => ({ release, walFooterVersion, noPostgres })),
    ),
  );
}

interface Figures {
  pairs: number;
  paths: number;
  longest: number;
}

/** Everything that must hold of every pair; throws at the first that breaks it. */
function checkEvery(catalogue: ReleaseCatalogue, cloud: CloudId, postgres: readonly string[]): Figures {
  const oracle = new Oracle(catalogue, cloud);
  const states = statesOf(catalogue, postgres);
  const reachable = oracle.reachable(states);
  const figures: Figures = { pairs: 0, paths: 0, longest: 0 };
  for (const deployed of states) {
    for (const target of states) {
      const path = planPath(catalogue, { cloud, ...deployed }, target);
      const possible = oracle.mayBeWanted(target) && reachable(deployed, target);
      if (path.ok !== possible) fail(path, deployed, target, possible ? 'there is a way' : 'there is none');
      const fault = path.ok ? oracle.faultsOfPath(deployed, target, path.hops)[0] : wordless(path.refusals);
      if (fault !== undefined) fail(path, deployed, target, fault);
      count(figures, path);
    }
  }
  return figures;
}

function count(figures: Figures, path: UpgradePath): void {
  figures.pairs += 1;
  if (!path.ok) return;
  figures.paths += 1;
  figures.longest = Math.max(figures.longest, path.hops.length);
}

function wordless(refusals: readonly Refusal[]): string | undefined {
  const silent = refusals.find(({ message, source }) => message === '' || source === '');
  return silent && `${silent.rule} refuses without words`;
}

function fail(path: UpgradePath, deployed: At, target: At, why: string): never {
  const found = path.ok ? path.hops.map(({ id }) => id) : path.refusals.map(({ rule }) => rule);
  throw new Error(`${JSON.stringify([deployed, target])}: ${why}; found ${JSON.stringify(found)}`);
}

describe.each(clouds)('on %s', (cloud) => {
  test('every pair has a path that breaks no rule, or a rule where a search finds no path', () => {
    const { pairs, paths, longest } = checkEvery(builtInCatalogue, cloud, ['none', 'all']);
    expect(pairs).toBe((builtInCatalogue.releases.length * 8) ** 2);
    expect(paths).toBeGreaterThan(1_000);
    // The log at v1, the first 2.x, the target, what is kept without PostgreSQL; from an older 1.x the stop before.
    expect(longest).toBe(5);
  }, 120_000);
});

test.each(['aws', 'gcp'] as const)(
  'so it is on %s with two majors more, stops, ways back, and some kinds without PostgreSQL',
  (cloud) => {
    const { paths, longest } = checkEvery(later, cloud, postgresValues);
    expect(paths).toBeGreaterThan(1_000);
    expect(longest).toBeGreaterThan(6);
  },
  120_000,
);

const at = (catalogue: ReleaseCatalogue) => fc.constantFrom(...statesOf(catalogue, postgresValues));
const anywhere = fc.constantFrom(builtInCatalogue, later).chain((catalogue) =>
  fc.record({
    catalogue: fc.constant(catalogue),
    cloud: fc.constantFrom(...clouds),
    deployed: at(catalogue),
    target: at(catalogue),
  }),
);

test('the same question has the same answer, and the rest of a path is what is planned from there', () => {
  let rests = 0;
  fc.assert(
    fc.property(anywhere, ({ catalogue, cloud, deployed, target }) => {
      const path = planPath(catalogue, { cloud, ...deployed }, target);
      expect(planPath(catalogue, { cloud, ...deployed }, target)).toEqual(path);
      if (!path.ok) return;
      path.hops.forEach(({ release, walFooterVersion, noPostgres }, index) => {
        const now = { cloud, release, walFooterVersion, noPostgres };
        expect(planPath(catalogue, now, target)).toEqual({ ok: true, hops: path.hops.slice(index + 1) });
        rests += 1;
      });
    }),
    { numRuns: 5_000 },
  );
  expect(rests).toBeGreaterThan(200);
}, 120_000);

test('a single apply may lead where a path has no more than one', () => {
  fc.assert(
    fc.property(anywhere, ({ catalogue, cloud, deployed, target }) => {
      const path = planPath(catalogue, { cloud, ...deployed }, target);
      const { refusals } = allowedStep(catalogue, { cloud, ...deployed }, target);
      if (!path.ok) expect(refusals).toEqual(path.refusals);
      else if (path.hops.length <= 1) expect(refusals).toEqual([]);
      else expect(refusals).toMatchObject([{ rule: 'upgrade/one-hop', instead: expect.any(String) }]);
    }),
    { numRuns: 3_000 },
  );
}, 60_000);

test('every rule refuses something, or shapes a path', () => {
  const used = new Set<string>();
  for (const catalogue of [later, builtInCatalogue, { ...later, releases: later.releases.slice(3) }]) {
    const states = statesOf(catalogue, ['none', 'all']);
    for (const [deployed, target] of states.flatMap((one) => states.map((other) => [one, other] as const))) {
      const path = planPath(catalogue, { cloud: 'gcp', ...deployed }, target);
      const rules = path.ok ? path.hops.flatMap((hop) => hop.rules) : path.refusals.map(({ rule }) => rule);
      for (const rule of rules) used.add(rule);
    }
  }
  const rare = ['upgrade/release-known', 'upgrade/formats-known'];
  expect(upgradeRules.map(({ id }) => id).filter((id) => !used.has(id))).toEqual(rare);
}, 120_000);
