import { expect, test } from 'vitest';
import { plain } from '../../../../src/cli/render/paint.ts';
import { upgradeCheckText } from '../../../../src/cli/render/upgrade.ts';
import type { UpgradeCheck } from '../../../../src/core/actions/upgrade-check/index.ts';
import { builtInCatalogue } from '../../../../src/core/releases/catalogue.ts';
import { overdue } from '../../../../src/core/upgrade/overdue.ts';

const refusal = {
  rule: 'upgrade/release-usable',
  message: 'it must not be chosen',
  source: 'https://example.com',
};

const told = (release: string, more: Partial<UpgradeCheck> = {}) =>
  upgradeCheckText(
    {
      name: 'acme',
      cloud: 'aws',
      region: 'us-east-1',
      profile: 'staging',
      config: '/project/bt-dataplane.yaml',
      configured: release,
      deployed: { cloud: 'aws', release, walFooterVersion: 'v3', noPostgres: 'none' },
      latest: '2.12.0',
      target: '2.12.0',
      overdue: overdue(builtInCatalogue, { cloud: 'aws', release }, new Date('2026-09-30')),
      available: false,
      hops: [],
      refusals: [],
      oneWay: [],
      ...more,
    },
    plain,
  );

test.each([
  ['2.12.0', 'the newest there is'],
  ['2.11.0', '1 release is newer, the first for 40 days'],
  ['2.13.0', 'newer than all that may be chosen'],
  ['9.9.9', 'in no catalogue of this program'],
])('how late %s is: %s', (release, words) => {
  expect(told(release)).toMatch(new RegExp(`deployed +${release.replaceAll('.', '\\.')} +${words}`));
});

test.each([
  ['2.12.0', 'No way leads to 2.13.0\n  upgrade/release-usable'],
  ['2.13.0', '2.13.0 is deployed, and cannot stay as it is configured\n  upgrade/release-usable'],
])('what is refused on the way from %s to 2.13.0 is told under its own head', (release, words) => {
  expect(told(release, { target: '2.13.0', refusals: [refusal] })).toContain(words);
});
