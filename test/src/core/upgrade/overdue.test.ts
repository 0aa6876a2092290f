import { expect, it } from 'vitest';
import type { Release, ReleaseCatalogue } from '../../../../src/core/releases/release.ts';
import { overdue } from '../../../../src/core/upgrade/overdue.ts';

const release = (version: string, date: string, changes: Partial<Release> = {}): Release => ({
  version,
  date,
  functionTag: `v${version}`,
  brainstoreTag: `v${version}`,
  clouds: ['aws', 'gcp', 'azure'],
  defaults: { walFooterVersion: 'v3', noPostgres: 'none', codeExecution: true, locksBackend: 'redis' },
  notes: [],
  source: 'https://example.com',
  ...changes,
});

const catalogue: ReleaseCatalogue = {
  source: 'built in',
  releases: [
    release('2.0.0', '2026-01-01'),
    release('2.1.0', '2026-02-01', { unusable: 'a bad pin' }),
    release('2.2.0', '2026-03-01', { clouds: ['aws'] }),
    release('2.3.0', '2026-04-01'),
  ],
};

it.each([
  ['the newest', 'gcp', '2.3.0', '2027-01-01', { days: 0, releases: 0, policy: 'current' }],
  [
    'a month is not over',
    'gcp',
    '2.0.0',
    '2026-04-30',
    { days: 29, releases: 1, policy: 'current', dueInDays: 63 },
  ],
  [
    'past the month',
    'gcp',
    '2.0.0',
    '2026-05-10',
    { days: 39, releases: 1, policy: 'update-recommended', dueInDays: 53 },
  ],
  [
    'past the quarter',
    'gcp',
    '2.0.0',
    '2026-08-01',
    { days: 122, releases: 1, policy: 'update-overdue', dueInDays: -30 },
  ],
  [
    'counts what its own cloud can have',
    'aws',
    '2.0.0',
    '2026-04-01',
    { days: 31, releases: 2, policy: 'current', dueInDays: 61 },
  ],
  ['unknown to the catalogue', 'aws', '1.0.0', '2026-08-01', undefined],
  [
    'a clock that is behind',
    'aws',
    '2.2.0',
    '2026-03-05',
    { days: 0, releases: 1, policy: 'current', dueInDays: 92 },
  ],
] as const)('%s', (_, cloud, version, today, expected) => {
  expect(overdue(catalogue, { cloud, release: version }, new Date(today))).toEqual(expected);
});
