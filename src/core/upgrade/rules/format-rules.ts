/** What a release reads and writes, and in which order that may change. */
import { compareVersions, majorOf } from '../../releases/version-order.ts';
import { footerRank, isKnownFooter, keepsAll } from '../formats.ts';
import { footerSince, secondMajorSince } from '../milestones.ts';
import { majorGuide, moduleRules, secondMajor } from '../sources.ts';
import type { Situation, UpgradeRule } from '../upgrade-rule.ts';

const footerKey = 'brainstore.walFooterVersion';
const postgresKey = 'brainstore.noPostgres';

export const formatsKnown: UpgradeRule = {
  id: 'upgrade/formats-known',
  states: 'Before a major is entered for which formats matter, it is known which are deployed.',
  source: majorGuide,
  check: (situation) =>
    entersSecond(situation) && situation.deployed.walFooterVersion === undefined
      ? [
          {
            message: 'what format the log has that is deployed is in no output of the stacks',
            instead: `apply release ${situation.deployed.release} once more by a plain apply, so that the stacks tell it`,
          },
        ]
      : [],
};

export const footerNotLowered: UpgradeRule = {
  id: 'upgrade/wal-footer-not-lowered',
  states: 'The format of the write-ahead log is never changed to an older one.',
  source: moduleRules,
  check: ({ deployed: { walFooterVersion: deployed }, target: { walFooterVersion: wanted } }) => {
    if (deployed === undefined) return [];
    if (!isKnownFooter(deployed))
      return [
        {
          message: `the log is ${deployed}, a format that this program does not know, so it cannot keep it`,
          instead: 'update bt-dataplane',
        },
      ];
    if (footerRank(wanted) >= footerRank(deployed)) return [];
    return [
      {
        message: `the log is ${deployed} and cannot become ${wanted}: nothing says that what has been written can be read then`,
        instead: `set ${footerKey}: ${deployed}`,
      },
    ];
  },
};

export const footerReadable: UpgradeRule = {
  id: 'upgrade/wal-footer-readable',
  states: 'The log has a footer from 1.1.32 on, and v2 and v3 from 2.0.0 on.',
  source: secondMajor,
  check: ({ target: { release, walFooterVersion } }) => {
    const since = footerRank(walFooterVersion) > footerRank('v1') ? secondMajorSince : footerSince;
    if (walFooterVersion === 'none' || compareVersions(release, since) >= 0) return [];
    return [
      {
        message: `release ${release} does not read a log of format ${walFooterVersion}, which began with ${since}`,
        instead: `set ${footerKey}: ${compareVersions(release, footerSince) >= 0 ? 'v1' : 'none'}`,
      },
    ];
  },
};

export const footerBeforeSecond: UpgradeRule = {
  id: 'upgrade/wal-v1-before-2',
  states: 'Before 2.x the log is v1, in an apply of its own, with every node on 1.1.32.',
  source: majorGuide,
  check: (situation) =>
    entersSecond(situation) && situation.target.walFooterVersion === 'none'
      ? [
          {
            message: `2.x is entered with a log of format v1, and ${footerKey} is none`,
            instead: `set ${footerKey}: v3, which the log then gets with the images of 2.x`,
          },
        ]
      : [],
};

export const footerApart: UpgradeRule = {
  id: 'upgrade/wal-footer-apart',
  states:
    'The format of the log changes in an apply of its own, after every node runs the release; from v1 to v3 it may come with the images of 2.x.',
  source: moduleRules,
};

export const postgresSinceSecond: UpgradeRule = {
  id: 'upgrade/no-postgres-since-2',
  states: 'Objects are kept without PostgreSQL from 2.0.0 on.',
  source: moduleRules,
  check: ({ target: { release, noPostgres } }) =>
    noPostgres !== 'none' && compareVersions(release, secondMajorSince) < 0
      ? [
          {
            message: `release ${release} must not keep objects without PostgreSQL: a fault of 1.1.32 was mended with ${secondMajorSince}`,
            instead: `set ${postgresKey}: none until ${secondMajorSince} runs`,
          },
        ]
      : [],
};

export const postgresNotTakenBack: UpgradeRule = {
  id: 'upgrade/no-postgres-not-taken-back',
  states: 'What is kept without PostgreSQL stays so.',
  source: moduleRules,
  check: ({ deployed: { noPostgres: deployed }, target: { noPostgres: wanted } }) =>
    deployed === undefined || keepsAll(deployed, wanted)
      ? []
      : [
          {
            message: `${deployed} is kept without PostgreSQL, and ${wanted} would put some of it back there, where its rows are missing`,
            instead: `set ${postgresKey}: ${deployed}`,
          },
        ],
};

export const postgresAfterFooter: UpgradeRule = {
  id: 'upgrade/no-postgres-after-wal-v3',
  states: 'Objects are kept without PostgreSQL only once the log is v3.',
  source: moduleRules,
  check: ({ deployed, target }) => {
    const changes = deployed.noPostgres !== undefined && deployed.noPostgres !== target.noPostgres;
    if (!changes || target.noPostgres === 'none' || target.walFooterVersion === 'v3') return [];
    return [
      {
        message: `${postgresKey} comes last, with a log of format v3, and ${footerKey} is ${target.walFooterVersion}`,
        instead: `set ${footerKey}: v3, or keep ${postgresKey}: ${deployed.noPostgres}`,
      },
    ];
  },
};

export const postgresApart: UpgradeRule = {
  id: 'upgrade/no-postgres-apart',
  states:
    'Keeping objects without PostgreSQL is an apply of its own, and only what the configuration asks for.',
  source: majorGuide,
};

/** From 1.x to 2.x or further. */
function entersSecond({ deployed, target }: Situation): boolean {
  return majorOf(deployed.release) < 2 && majorOf(target.release) >= 2;
}

export const formatRules: readonly UpgradeRule[] = [
  formatsKnown,
  footerNotLowered,
  footerReadable,
  footerBeforeSecond,
  footerApart,
  postgresSinceSecond,
  postgresNotTakenBack,
  postgresAfterFooter,
  postgresApart,
];
