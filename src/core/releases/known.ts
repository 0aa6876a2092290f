/**
 * Every release of the data plane that a public text names, oldest first. Tags: `VERSIONS.json` of the services and of Brainstore
 * in https://github.com/braintrustdata/terraform-aws-braintrust-data-plane at the module tag of each row; the day is that of the
 * tagged commit. Charts: https://github.com/braintrustdata/helm, by the image tags in the values of each tag. Defaults: the
 * variables of the newest module, and the values of the newest chart, for the release. From 2.13.0 on only release pages were
 * seen, and 2.15.0, 2.16.0, 2.17.0 and 2.19.0 are missing because no day is known of them.
 */
import type { CloudId } from '../config/schema.ts';
import type { Release, ReleaseDefaults } from './release.ts';

const everywhere: readonly CloudId[] = ['aws', 'gcp', 'azure'];

/** Until 1.1.32: neither a log footer nor objects without PostgreSQL were there to be chosen. */
const first: ReleaseDefaults = {
  walFooterVersion: 'none',
  noPostgres: 'none',
  codeExecution: true,
  locksBackend: 'redis',
};

/** Module v5.1.0 and chart 6.1.0, both of 2.0.0, turned the second; v5.0.0 and 6.0.0 had turned the first alone. */
const second: ReleaseDefaults = { ...first, walFooterVersion: 'v3', noPostgres: 'all' };

/** Chart 6.2.1. */
const third: ReleaseDefaults = { ...second, codeExecution: false };

const tooOld =
  'older than 1.1.32, the first release that the stacks of this program are made for: its log has no footer to choose';
const seenOnPagesOnly =
  'known from its release page alone: neither its packages nor its chart were held against the stacks of this program';
const newerChart = (chart: string) =>
  `Chart ${chart} is published for it, but its values were not seen: on Kubernetes it is deployed only where workload.chartVersion names a chart.`;

export const knownReleases: readonly Release[] = [
  old('1.0.9', '2025-05-23', '1.3.3', '8300af1e4f7e66790504bbfc2e524ebe65eef7f3'),
  old('1.0.13', '2025-06-03', '1.3.4', '9feeb76925b4a5682e96bea9cb5b667959f97c4c'),
  old('1.1.0', '2025-06-09', '1.4.0', 'e44cc51024bfb37016a34c992949f53d701ca54c'),
  old('1.1.2', '2025-06-11', '1.4.1', 'fd196ff390573683ecd807689b90c8c492cb1bfb'),
  old('1.1.4', '2025-06-17', '1.4.2', 'd063de22704dbfbd261a3f74dba83c46eddab0c8'),
  old('1.1.6', '2025-06-20', '1.5.0', 'ce05e701bea6b3535e81c62a53b224f8d8b414b3'),
  old('1.1.13', '2025-07-14', '2.2.0', '1ffa165684fe9d43950f11bbb13f55a1e98e83da'),
  old('1.1.14', '2025-07-16', '2.2.1', '0a6b1596a436ee27df0e837d2e3ec39b99c08e38'),
  old('1.1.15', '2025-07-23', '2.2.2', 'v1.1.15'),
  old('1.1.18', '2025-08-06', '2.3.1', 'v1.1.18'),
  old('1.1.19', '2025-08-13', '2.3.3', 'v1.1.19'),
  old('1.1.20', '2025-08-20', '2.3.4', 'v1.1.20'),
  charted('1.1.21', '2025-09-04', '1.0.0'),
  charted('1.1.22', '2025-09-17', '2.0.3', [
    'AWS module v2.3.6 pinned it without the leading v, and v2.3.7 pinned the moving tag prerelease; v2.3.8 is right.',
  ]),
  charted('1.1.23', '2025-09-29', '2.1.0'),
  old('1.1.25', '2025-10-29', '3.0.1', 'v1.1.25'),
  charted('1.1.26', '2025-11-06', '2.2.1'),
  charted('1.1.27', '2025-11-19', '3.0.2'),
  charted('1.1.28', '2025-12-05', '3.0.4'),
  charted('1.1.29', '2025-12-17', '3.0.5'),
  charted('1.1.30', '2026-01-12', '3.1.0'),
  charted('1.1.31', '2026-01-30', '3.1.1'),
  {
    ...release('1.1.32', '2026-02-24', first, module('4.5.0'), '5.1.0'),
    notes: ['Brainstore calls the API inside the network from here on: rules of your own have to let it.'],
    stop: 'it is the last of 1.x and the only one that 2.x is reached from, with the log at v1',
  },
  {
    ...release('1.2.7', '2025-12-02', first, chartPage('3.0.1')),
    clouds: [],
    unusable:
      'named by chart 3.0.1 alone, which the vendor put back to 1.1.27 the next day; no other artefact knows it',
  },
  {
    ...release('2.0.0', '2026-04-17', second, module('5.1.0'), '6.1.0'),
    notes: [
      'Reads logs of format v3, and can keep objects without PostgreSQL.',
      'Module v5.1.0 and chart 6.1.0 turn that on by themselves, one way; here it is turned on only by brainstore.noPostgres.',
    ],
  },
  {
    ...release('2.1.0', '2026-04-30', second, module('5.2.0'), '6.2.0'),
    notes: ['Exports to object storage are written by Brainstore.'],
  },
  {
    ...release('2.1.1', '2026-05-08', third, module('5.2.1'), '6.2.2'),
    notes: [
      "The vendor's recommended first release of 2.x.",
      'Chart 6.2.1 stops running code of users by itself.',
    ],
  },
  release('2.2.1', '2026-06-12', third, module('5.5.0'), '6.3.0'),
  release('2.3.0', '2026-06-17', third, module('5.6.0'), '6.4.0'),
  release('2.4.0', '2026-06-19', third, module('5.7.0'), '6.6.0'),
  {
    ...release('2.5.0', '2026-06-25', third, module('5.8.0'), '6.7.1'),
    notes: ['Its chart is rendered only with one organization, or with a primary one among all.'],
  },
  release('2.6.0', '2026-07-01', third, module('5.9.0'), '6.8.0'),
  release('2.7.0', '2026-07-10', third, module('5.10.0'), '6.9.0'),
  release('2.7.1', '2026-07-13', third, module('5.10.1'), '6.9.2'),
  release('2.8.0', '2026-07-28', third, module('6.2.0'), '6.10.0'),
  release('2.9.0', '2026-07-30', third, module('6.3.0'), '6.11.0'),
  { ...release('2.10.0', '2026-08-12', third, module('6.4.0')), notes: [newerChart('6.13.0')] },
  { ...release('2.11.0', '2026-08-13', third, module('6.5.0')), notes: [newerChart('6.14.0')] },
  { ...release('2.12.0', '2026-08-21', third, module('6.6.0')), notes: [newerChart('6.15.0')] },
  fromPage('2.13.0', '2026-09-03', '6.17.0'),
  fromPage('2.13.1', '2026-09-08', '6.17.1'),
  fromPage('2.14.0', '2026-09-10', '6.18.0'),
  fromPage('2.18.0', '2026-10-16', '6.24.0'),
  fromPage('2.20.0', '2026-10-28', '6.25.0'),
  fromPage('2.21.0', '2026-10-28', '6.29.1'),
];

function release(
  version: string,
  date: string,
  defaults: ReleaseDefaults,
  source: string,
  chart?: string,
): Release {
  return {
    version,
    date,
    functionTag: `v${version}`,
    brainstoreTag: `v${version}`,
    ...(chart === undefined ? {} : { chart }),
    clouds: chart === undefined ? ['aws'] : everywhere,
    defaults,
    notes: [],
    source,
  };
}

/** Of an AWS module of that tag, and never ours to deploy. */
function old(version: string, date: string, tag: string, brainstoreTag: string): Release {
  return { ...release(version, date, first, module(tag)), brainstoreTag, clouds: [], unusable: tooOld };
}

/** The same where a chart is known, too. */
function charted(version: string, date: string, chart: string, notes: readonly string[] = []): Release {
  return {
    ...release(version, date, first, chartPage(chart), chart),
    clouds: [],
    notes,
    unusable: tooOld,
  };
}

function fromPage(version: string, date: string, chart: string): Release {
  return {
    ...release(version, date, third, chartPage(chart), chart),
    clouds: [],
    unusable: seenOnPagesOnly,
  };
}

function module(tag: string): string {
  return `https://github.com/braintrustdata/terraform-aws-braintrust-data-plane/releases/tag/v${tag}`;
}

function chartPage(tag: string): string {
  return `https://github.com/braintrustdata/helm/releases/tag/${tag}`;
}
