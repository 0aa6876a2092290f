/** The three kinds of apply that a way is made of. */
import type { CloudId } from '../config/schema.ts';
import type { Release } from '../releases/release.ts';
import { compareVersions, majorOf } from '../releases/version-order.ts';
import { changedDefaults } from './changed-defaults.ts';
import { milestones } from './milestones.ts';
import type { Gate, Hop } from './path.ts';
import { backwards, forwardFromFooter, forwardFromPostgres, restore, rollForward } from './rollback.ts';
import { footerApart, footerBeforeSecond, postgresAfterFooter, postgresApart } from './rules/format-rules.ts';
import { firstOfMajor, noDowngrade, oneMajor, requiredStop } from './rules/release-rules.ts';
import { moduleRules, nextMajorGuide, routineGuide } from './sources.ts';

/** The three values that an apply changes one of. */
export type At = Pick<Hop, 'release' | 'walFooterVersion' | 'noPostgres'>;

/**
 * How long the log is written as v1 before 2.x comes, so that no old entry waits to be read. Ours: the guide asks for v1 to be
 * in place and verified, and has no number.
 */
const hoursOnFirstFooter = 24;

export interface ReleaseMove {
  readonly from: Release;
  readonly to: Release;
  readonly cloud: CloudId;
  /** As it is afterwards. */
  readonly walFooterVersion: string;
}

export function releaseHop(at: At, { from, to, cloud, walFooterVersion }: ReleaseMove): Hop {
  const back = compareVersions(to.version, from.version) < 0;
  const entered = majorOf(to.version) > majorOf(from.version) ? majorOf(to.version) : undefined;
  const milestone = milestones.find(({ major }) => major === entered);
  const footer = walFooterVersion !== at.walFooterVersion;
  const after = { release: to.version, walFooterVersion, noPostgres: at.noPostgres };
  return {
    id: `release-${to.version}`,
    title: `release ${from.version} → ${to.version}${footer ? `, with the log at ${walFooterVersion}` : ''}`,
    ...after,
    sets: changes(at, after),
    gates: entered === undefined ? [] : gatesOfMajor(from.version, milestone !== undefined),
    oneWay: footer ? ['wal-footer-version'] : [],
    snapshot: entered !== undefined,
    rollback: rollbackOf(from, to, cloud, entered),
    notes: [...changedDefaults(from.defaults, to.defaults, footer ? ['walFooterVersion'] : []), ...to.notes],
    rules: [
      ...(back ? [noDowngrade.id] : []),
      ...(to.stop === undefined ? [] : [requiredStop.id]),
      ...(entered === undefined ? [] : [oneMajor.id]),
      ...(milestone === undefined ? [] : [requiredStop.id, firstOfMajor.id, footerBeforeSecond.id]),
      ...(footer ? [footerApart.id] : []),
    ],
    source: milestone?.source ?? (entered === undefined ? routineGuide : nextMajorGuide),
  };
}

export function footerHop(at: At, walFooterVersion: string): Hop {
  const after = { ...at, walFooterVersion };
  return {
    id: `wal-footer-${walFooterVersion}`,
    title: `write-ahead log ${at.walFooterVersion} → ${walFooterVersion}`,
    ...after,
    sets: changes(at, after),
    gates: [allNodes(at.release, 'an older one could not read what the others then write')],
    oneWay: ['wal-footer-version'],
    snapshot: false,
    rollback: forwardFromFooter(at.walFooterVersion),
    notes: [],
    rules: [footerApart.id, ...(walFooterVersion === 'v1' ? [footerBeforeSecond.id] : [])],
    source: moduleRules,
  };
}

export function postgresHop(at: At, noPostgres: string): Hop {
  const after = { ...at, noPostgres };
  return {
    id: 'no-postgres',
    title: `objects without PostgreSQL ${at.noPostgres} → ${noPostgres}`,
    ...after,
    sets: changes(at, after),
    gates: [allNodes(at.release, 'an older one would look for the rows in PostgreSQL')],
    oneWay: ['no-postgres'],
    snapshot: true,
    rollback: forwardFromPostgres,
    notes: ['What exists is moved in the background; nothing is written to PostgreSQL for it from then on.'],
    rules: [postgresApart.id, postgresAfterFooter.id],
    source: moduleRules,
  };
}

function gatesOfMajor(release: string, withFooter: boolean): readonly Gate[] {
  return [
    allNodes(release, 'a third release among them is not provided for'),
    ...(withFooter
      ? [
          {
            id: 'ran-with-wal-v1',
            kind: 'ran' as const,
            hours: hoursOnFirstFooter,
            text: `every node has run ${release} with a log of format v1 for ${hoursOnFirstFooter} hours (our own caution: no public text has a number)`,
          },
        ]
      : []),
  ];
}

function allNodes(release: string, because: string): Gate {
  return { id: 'all-nodes', kind: 'all-nodes', text: `every node runs ${release}: ${because}` };
}

function rollbackOf(from: Release, to: Release, cloud: CloudId, entered: number | undefined) {
  if (to.reversibleTo?.includes(from.version)) return backwards(from.version);
  return entered === undefined ? rollForward(to.version) : restore(from.version, to.version, cloud);
}

const keys = {
  release: 'release',
  walFooterVersion: 'brainstore.walFooterVersion',
  noPostgres: 'brainstore.noPostgres',
} as const;

function changes(before: At, after: At): Hop['sets'] {
  return (Object.keys(keys) as (keyof At)[])
    .filter((key) => before[key] !== after[key])
    .map((key) => ({ path: keys[key], value: after[key] }));
}
