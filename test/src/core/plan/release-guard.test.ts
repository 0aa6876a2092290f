import { describe, expect, test } from 'vitest';
import type { Rollout } from '../../../../src/core/clouds/cloud.ts';
import { newestRelease } from '../../../../src/core/releases/catalogue.ts';
import { configText } from '../../../helpers/drive.ts';
import { scriptedCli } from '../../../helpers/scripted-cli.ts';
import { planOf } from '../../../helpers/scripted-terraform.ts';

interface Stored {
  readonly release?: string;
  readonly wal_footer_version?: string;
  readonly no_postgres?: string;
}

/** A plan over what the outputs told before it. */
function planOver(stored: Stored): string {
  const document = JSON.parse(planOf({ actions: ['update'] })) as object;
  const changes = Object.entries(stored).map(([name, before]) => [name, { actions: ['update'], before }]);
  return JSON.stringify({ ...document, output_changes: Object.fromEntries(changes) });
}

const wanted = (release: string, walFooterVersion: string, noPostgres: string) =>
  `${configText}release: "${release}"\nbrainstore:\n  walFooterVersion: ${walFooterVersion}\n  noPostgres: ${noPostgres}\n`;

const rolling = (state: Rollout['state']) => ({
  rollout: async () => ({ state, text: 'readers: 1 of 3 nodes' }),
});

const run = (argv: readonly string[], stored: Stored, config: string, nodes: Rollout['state'] = 'done') =>
  scriptedCli(argv, { config, cloud: rolling(nodes), script: { show: { stdout: planOver(stored) } } });

const refused: readonly (readonly [string, Stored, string, RegExp])[] = [
  [
    'an older release',
    { release: '2.12.0', wal_footer_version: 'v3', no_postgres: 'all' },
    wanted('2.9.0', 'v3', 'all'),
    /upgrade\/no-downgrade {2}release 2\.12\.0 cannot be followed by the older 2\.9\.0/,
  ],
  [
    'several steps at once',
    { release: '1.1.32', wal_footer_version: 'none', no_postgres: 'none' },
    wanted('2.12.0', 'v3', 'all'),
    /upgrade\/one-hop {2}from release 1\.1\.32 to 2\.12\.0 takes 4 applies/,
  ],
  [
    'another log together with the images',
    { release: '2.0.0', wal_footer_version: 'v1', no_postgres: 'none' },
    wanted('2.12.0', 'v3', 'none'),
    /takes 2 applies: release 2\.0\.0 → 2\.12\.0; write-ahead log v1 → v3/,
  ],
  [
    'an older log',
    { release: '2.12.0', wal_footer_version: 'v3', no_postgres: 'none' },
    wanted('2.12.0', 'v1', 'none'),
    /upgrade\/wal-footer-not-lowered/,
  ],
  [
    'what is kept without PostgreSQL, taken back',
    { release: '2.12.0', wal_footer_version: 'v3', no_postgres: 'all' },
    wanted('2.12.0', 'v3', 'none'),
    /upgrade\/no-postgres-not-taken-back/,
  ],
  [
    'an older release, where no format is told',
    { release: '2.12.0' },
    wanted('2.9.0', 'v3', 'all'),
    /no-downgrade/,
  ],
];

describe('a plain apply', () => {
  test.each(refused)(
    'refuses %s with the rule, whatever is accepted',
    async (_title, stored, config, says) => {
      const consents = ['--accept-one-way', 'wal-footer-version', '--accept-one-way', 'no-postgres'];
      const applied: string[] = [];
      const script = {
        show: { stdout: planOver(stored) },
        apply: { exitCode: 0, meanwhile: () => applied.push('apply') },
      };
      const { code, stderr } = await scriptedCli(['apply', '--yes', ...consents], { config, script });
      expect(code).toBe(5);
      expect(stderr).toMatch(says);
      expect(stderr).toMatch(/bt-dataplane upgrade plan/);
      expect(stderr).toMatch(/https:\/\//);
      expect(applied).toEqual([]);
    },
  );

  test.each<readonly [string, Stored, string]>([
    ['a first deployment', {}, wanted('2.12.0', 'v3', 'all')],
    [
      'no move',
      { release: '2.12.0', wal_footer_version: 'v3', no_postgres: 'all' },
      wanted('2.12.0', 'v3', 'all'),
    ],
    [
      'one release on',
      { release: '2.1.1', wal_footer_version: 'v3', no_postgres: 'all' },
      wanted('2.12.0', 'v3', 'all'),
    ],
    [
      'the log alone',
      { release: '2.12.0', wal_footer_version: 'v1', no_postgres: 'none' },
      wanted('2.12.0', 'v3', 'none'),
    ],
    ['one release on, where no format is told', { release: '2.9.0' }, wanted('2.12.0', 'v3', 'all')],
  ])('goes on with %s', async (_title, stored, config) => {
    expect((await run(['apply', '--yes'], stored, config)).code).toBe(0);
  });
});

describe('a format that every node has to read', () => {
  const before: Stored = { release: '2.12.0', wal_footer_version: 'v1', no_postgres: 'none' };
  const after = wanted('2.12.0', 'v3', 'none');

  test.each(['running', 'failed'] as const)('is refused while nodes are %s', async (nodes) => {
    const { code, stderr } = await run(['apply', '--yes'], before, after, nodes);
    expect([code, stderr]).toEqual([5, expect.stringContaining('readers: 1 of 3 nodes')]);
    expect(stderr).toContain('upgrade/all-nodes');
    expect(stderr).toContain('bt-dataplane upgrade apply');
  });

  test('may follow where nobody here can see the nodes', async () => {
    expect((await run(['apply', '--yes'], before, after, 'unseen')).code).toBe(0);
  });
});

test('two majors at once are refused, with releases that this program did not know when it was built', async () => {
  const { defaults } = newestRelease;
  const releases = ['3.0.0', '4.0.0'].map((version) => ({
    version,
    date: '2027-06-01',
    functionTag: `v${version}`,
    brainstoreTag: `v${version}`,
    clouds: ['aws'],
    defaults,
    source: 'https://example.com/releases',
  }));
  const stored: Stored = { release: '2.12.0', wal_footer_version: 'v3', no_postgres: 'none' };
  const { code, stderr } = await scriptedCli(['apply', '--yes'], {
    config: wanted('4.0.0', 'v3', 'none'),
    files: { '/project/bt-dataplane.releases.json': JSON.stringify({ formatVersion: 1, releases }) },
    script: { show: { stdout: planOver(stored) } },
  });
  expect([code, stderr]).toEqual([5, expect.stringMatching(/upgrade\/(one-major|one-hop)/)]);
});

test('what wants a snapshot before it is left to an upgrade', async () => {
  const stored: Stored = { release: '2.12.0', wal_footer_version: 'v3', no_postgres: 'none' };
  const { code, stderr } = await run(['apply', '--yes'], stored, wanted('2.12.0', 'v3', 'all'));
  expect([code, stderr]).toEqual([5, expect.stringContaining('a snapshot of the database is taken before')]);
});

test('the upgrade that it is left to is of the same configuration', async () => {
  const stored: Stored = { release: '2.12.0', wal_footer_version: 'v3', no_postgres: 'none' };
  const config = wanted('2.12.0', 'v3', 'all');
  const { stderr } = await scriptedCli(['apply', '--yes', '--config', 'eu.yaml'], {
    config,
    cloud: rolling('done'),
    files: { '/project/eu.yaml': config },
    script: { show: { stdout: planOver(stored) } },
  });
  expect(stderr.replace(/\s+/g, ' ')).toContain('bt-dataplane upgrade apply --config eu.yaml;');
});

test('a plan of it is no failure, and says that it is blocked in every form', async () => {
  const [, stored, config] = refused[0] ?? [];
  if (stored === undefined || config === undefined) throw new Error('no row');
  const { code, stdout } = await run(['plan'], stored, config);
  expect([code, stdout]).toEqual([0, expect.stringContaining('Blocked: it breaks a rule of upgrades')]);
  expect((await run(['plan', '--detailed-exitcode'], stored, config)).code).toBe(2);
  const { concerns, blocked } = JSON.parse((await run(['plan', '--format', 'json'], stored, config)).stdout);
  expect(blocked).toBe(true);
  expect(concerns[0]).toEqual({
    kind: 'upgrade',
    severity: 'blocking',
    address: 'upgrade/no-downgrade',
    stack: 'data-plane',
    component: 'release',
    change: 'update',
    noun: 'release of the data plane',
    because: expect.stringContaining('https://www.braintrust.dev/docs/admin/self-hosting/upgrade/routine.md'),
    consequence: expect.stringContaining('bt-dataplane upgrade plan'),
    allowed: false,
  });
  for (const format of ['markdown', 'html']) {
    const shown = (await run(['plan', '--format', format], stored, config)).stdout;
    expect(shown).toContain('upgrade/no-downgrade');
    expect(shown).toContain('no flag changes that');
  }
});
