/**
 * The rules of upgrades told a second time, as what one apply may do, without a word from the planner: what it finds is held
 * against this, and where it finds nothing, a search over every state shows that there is nothing.
 */
import type { CloudId } from '../../../../src/core/config/schema.ts';
import type { Release, ReleaseCatalogue } from '../../../../src/core/releases/release.ts';
import type { Hop } from '../../../../src/core/upgrade/path.ts';

export interface At {
  readonly release: string;
  readonly walFooterVersion: string;
  readonly noPostgres: string;
}

const numbers = (version: string) => version.split('.').map(Number);
const weigh = remembered((version) => numbers(version).reduce((sum, part) => sum * 100_000 + part, 0));
const major = remembered((version) => numbers(version)[0] ?? 0);
const footer = (version: string) => ({ none: 0, v1: 1, v2: 2, v3: 3 })[version] ?? Number.NaN;

/** By hand, for the values that the tests use. */
const wider: Readonly<Record<string, readonly string[]>> = {
  none: ['all', 'include:logs', 'include:logs,experiments', 'exclude:datasets'],
  'include:logs': ['include:logs,experiments', 'exclude:datasets', 'all'],
  'include:logs,experiments': ['exclude:datasets', 'all'],
  'exclude:datasets': ['all'],
  all: [],
};

export const postgresValues: readonly string[] = Object.keys(wider);
export const footerValues: readonly string[] = ['none', 'v1', 'v2', 'v3'];

export class Oracle {
  readonly #catalogue: ReleaseCatalogue;
  readonly #cloud: CloudId;
  readonly #stops: readonly Release[];

  constructor(catalogue: ReleaseCatalogue, cloud: CloudId) {
    this.#catalogue = catalogue;
    this.#cloud = cloud;
    this.#stops = catalogue.releases.filter(({ stop }) => stop !== undefined);
  }

  #find(version: string): Release | undefined {
    return this.#catalogue.releases.find((release) => release.version === version);
  }

  mayBeChosen(version: string): boolean {
    const release = this.#find(version);
    return release !== undefined && release.unusable === undefined && release.clouds.includes(this.#cloud);
  }

  /** Whether something may be left like that. */
  mayBeWanted({ release, walFooterVersion, noPostgres }: At): boolean {
    return (
      this.mayBeChosen(release) &&
      (footer(walFooterVersion) <= 0 || weigh(release) >= weigh('1.1.32')) &&
      (footer(walFooterVersion) <= 1 || major(release) >= 2) &&
      (noPostgres === 'none' || major(release) >= 2)
    );
  }

  /** Why one apply must not lead from the one to the other; empty when it may. */
  faults(before: At, after: At): readonly string[] {
    const changed = {
      release: before.release !== after.release,
      footer: before.walFooterVersion !== after.walFooterVersion,
      postgres: before.noPostgres !== after.noPostgres,
    };
    const entersSecond = major(before.release) === 1 && major(after.release) === 2;
    const faults: string[] = [];
    const must = (holds: boolean, otherwise: string) => {
      if (!holds) faults.push(otherwise);
    };
    must(changed.release || changed.footer || changed.postgres, 'nothing changes');
    if (changed.release) {
      must(this.mayBeChosen(after.release), 'a release that must not be chosen');
      must(Math.abs(major(after.release) - major(before.release)) <= 1, 'a major is skipped');
      if (weigh(after.release) < weigh(before.release))
        must(
          this.#find(before.release)?.reversibleTo?.includes(after.release) === true,
          'back, although nothing says that one may',
        );
      for (const { version } of this.#stops) {
        const passed = weigh(version) > weigh(before.release) && weigh(version) < weigh(after.release);
        must(!passed, `passes over ${version}`);
      }
    }
    if (entersSecond) {
      must(before.release === '1.1.32', '2.x from another release than 1.1.32');
      must(footer(before.walFooterVersion) >= 1, '2.x without a log footer');
      must(['2.0.0', '2.1.0', '2.1.1'].includes(after.release), 'lands on a later 2.x');
    }
    if (changed.footer) {
      must(footer(after.walFooterVersion) > footer(before.walFooterVersion), 'the log goes back');
      const withImages = entersSecond && before.walFooterVersion === 'v1' && after.walFooterVersion === 'v3';
      must(!changed.release || withImages, 'the log changes with the images');
      must(footer(after.walFooterVersion) <= 1 || major(after.release) >= 2, '1.x cannot read that log');
      must(weigh(after.release) >= weigh('1.1.32'), 'there is no footer before 1.1.32');
    }
    if (changed.postgres) {
      must(!changed.release && !changed.footer, 'no-PG is no apply of its own');
      must(major(after.release) >= 2, 'no-PG before 2.0');
      must(after.walFooterVersion === 'v3', 'no-PG before the log is v3');
      must(wider[before.noPostgres]?.includes(after.noPostgres) === true, 'no-PG is taken back');
    }
    return faults;
  }

  /** The faults of a whole path, with what surrounds each apply. */
  faultsOfPath(deployed: At, target: At, hops: readonly Hop[]): readonly string[] {
    const faults: string[] = [];
    let at = deployed;
    for (const hop of hops) {
      const say = (fault: string) => faults.push(`${hop.id}: ${fault}`);
      this.faults(at, hop).forEach(say);
      surroundings(at, hop, this.#find(at.release)).forEach(say);
      at = hop;
    }
    for (const key of ['release', 'walFooterVersion', 'noPostgres'] as const)
      if (at[key] !== target[key]) faults.push(`ends at ${key} ${at[key]}, not at ${target[key]}`);
    if (!this.mayBeWanted(target)) faults.push('ends where nothing may be left');
    if (new Set(hops.map(({ id }) => id)).size !== hops.length) faults.push('an id twice');
    return faults;
  }

  /** Every state that applies can lead to from each: by text. */
  reachable(states: readonly At[]): (from: At, to: At) => boolean {
    const names = states.map(nameOf);
    const next = states.map((before) =>
      states.flatMap((after, index) => (this.faults(before, after).length === 0 ? [index] : [])),
    );
    const from = states.map((_, start) => {
      const seen = new Set([start]);
      for (const index of seen) for (const further of next[index] ?? []) seen.add(further);
      return new Set([...seen].map((index) => names[index]));
    });
    const indices = new Map(names.map((name, index) => [name, index]));
    return (before, after) => from[indices.get(nameOf(before)) ?? -1]?.has(nameOf(after)) ?? false;
  }
}

function nameOf({ release, walFooterVersion, noPostgres }: At): string {
  return `${release} ${walFooterVersion} ${noPostgres}`;
}

/** Gates, consents, snapshot, rollback and keys that have to be with a change. */
function surroundings(before: At, hop: Hop, from: Release | undefined): readonly string[] {
  const faults: string[] = [];
  const must = (holds: boolean, otherwise: string) => {
    if (!holds) faults.push(otherwise);
  };
  const up = major(hop.release) > major(before.release);
  const footerMoves = before.walFooterVersion !== hop.walFooterVersion;
  const postgresMoves = before.noPostgres !== hop.noPostgres;
  const kinds = hop.gates.map(({ kind }) => kind);
  must(!(up || footerMoves || postgresMoves) || kinds.includes('all-nodes'), 'does not wait for every node');
  must(!(up && major(hop.release) === 2) || kinds.includes('ran'), '2.x without hours on the v1 log');
  must(hop.oneWay.includes('wal-footer-version') === footerMoves, 'consent to the log');
  must(hop.oneWay.includes('no-postgres') === postgresMoves, 'consent to no-PG');
  must(hop.snapshot || !(up || postgresMoves), 'no snapshot before something risky');
  const mayGoBack = from !== undefined && hop.rollback.kind === 'reversible';
  must(!mayGoBack || (!footerMoves && !postgresMoves), 'calls reversible what is one-way');
  must(!up || hop.rollback.kind !== 'roll-forward', 'says nothing of restoring after a new major');
  must(hop.rollback.recipe.includes('bt-dataplane '), 'a rollback without a command');
  const sets = Object.fromEntries(hop.sets.map(({ path, value }) => [path, value]));
  const expected = {
    ...(before.release === hop.release ? {} : { release: hop.release }),
    ...(footerMoves ? { 'brainstore.walFooterVersion': hop.walFooterVersion } : {}),
    ...(postgresMoves ? { 'brainstore.noPostgres': hop.noPostgres } : {}),
  };
  must(JSON.stringify(sets) === JSON.stringify(expected), 'sets other keys than it changes');
  must(/^https:\/\//.test(hop.source), 'no source');
  must(hop.title.length > 0, 'no title');
  return faults;
}

function remembered(find: (version: string) => number): (version: string) => number {
  const known = new Map<string, number>();
  return (version) => {
    const value = known.get(version) ?? find(version);
    known.set(version, value);
    return value;
  };
}
