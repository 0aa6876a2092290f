import { describe, expect, test } from 'vitest';
import { exitCodes, worstFirst } from '../../../src/cli/exit-codes.ts';
import { BtError } from '../../../src/errors.ts';
import { configText } from '../../helpers/drive.ts';
import { type ScriptedCli, scriptedCli } from '../../helpers/scripted-cli.ts';

const named = (name: string, more = '') => `${configText.replace('name: acme', `name: ${name}`)}${more}`;
const fleet: ScriptedCli = {
  files: {
    '/project/eu/b.yaml': named('two'),
    '/project/eu/a.yaml': named('one'),
    '/project/us/a.yaml': named('three'),
  },
};
const broken = { ...fleet.files, '/project/eu/c.yaml': named('four', 'brainstor: {}\n') };
const all = ['--config', '*/*.yaml', '--all'];

describe('plan --all', () => {
  test('plans every deployment, in the order of their paths, each in folders of its own', async () => {
    const run = await scriptedCli(['plan', ...all, '--parallel', '2'], fleet);
    expect([run.code, run.stderr]).toEqual([0, expect.stringContaining('plan: 3 of 3 deployments')]);
    const lines = run.stdout.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^deployment +configuration +release +changes +blocked +exit$/);
    expect(lines.slice(1).map((line) => line.split(/ {2,}/))).toEqual([
      ['one', 'eu/a.yaml', '2.12.0', '1 to create', 'no', '0'],
      ['two', 'eu/b.yaml', '2.12.0', '1 to create', 'no', '0'],
      ['three', 'us/a.yaml', '2.12.0', '1 to create', 'no', '0'],
    ]);
  });

  test('as one document, with the exit code of each', async () => {
    const run = await scriptedCli(['plan', ...all, '--json', '--detailed-exitcode'], fleet);
    expect(run.code).toBe(2);
    const { ok, deployments } = run.json<{ ok: boolean; deployments: Record<string, unknown>[] }>();
    expect(ok).toBe(true);
    expect(
      deployments.map(({ name, exitCode, plan }) => [name, exitCode, (plan as { effect: string }).effect]),
    ).toEqual([
      ['one', 2, expect.stringMatching(/^e1-/)],
      ['two', 2, expect.stringMatching(/^e1-/)],
      ['three', 2, expect.stringMatching(/^e1-/)],
    ]);
  });

  test('tells a broken one with its places, and plans the rest', async () => {
    const run = await scriptedCli(['plan', ...all, '--detailed-exitcode'], { files: broken });
    expect(run.code).toBe(3);
    expect(run.stdout).toMatch(/^- +eu\/c\.yaml +- +config-invalid +- +3$/m);
    expect(run.stdout).toMatch(/^three +us\/a\.yaml .* 2$/m);
    expect(run.stdout).toMatch(/eu\/c\.yaml:12:1 +brainstor/);
    expect(run.stderr).toContain('next: bt-dataplane plan --config /project/eu/c.yaml');
    const document = await scriptedCli(['plan', ...all, '--json'], { files: broken });
    expect(document.code).toBe(3);
    expect(document.json()).toMatchObject({
      ok: false,
      error: { code: 'fleet-failed', message: '1 of 4 deployments failed: /project/eu/c.yaml' },
      deployments: [
        { name: 'one', ok: true },
        { name: 'two', ok: true },
        {
          name: null,
          ok: false,
          error: { code: 'config-invalid' },
          findings: [{ rule: 'config/unknown-key' }],
        },
        { name: 'three', ok: true },
      ],
    });
  });

  test('ends with the worst of all, whichever came first', async () => {
    const identify = async ({ name }: { name: string }) => {
      if (name === 'two') throw new BtError({ kind: 'access', code: 'no-credentials', message: 'sign in' });
      return { account: '1', principal: 'p' };
    };
    const run = await scriptedCli(['plan', ...all], {
      files: broken,
      cloud: { identify: identify as never },
    });
    expect(run.code).toBe(4);
    expect(run.stdout).toContain('sign in');
    expect(run.stdout).toContain('config/unknown-key');
  });

  test('takes files by name, and a variable', async () => {
    const argv = ['plan', '-c', 'us/a.yaml', '-c', 'eu/b.yaml', '--all'];
    expect((await scriptedCli(argv, fleet)).stdout).toMatch(/two .*\n.*three /);
    const vars = { BT_DATAPLANE_CONFIG: 'us/*.yaml,eu/b.yaml', BT_DATAPLANE_ALL: 'true' };
    expect((await scriptedCli(['plan'], { ...fleet, vars })).stdout).toMatch(/two .*\n.*three /);
  });

  test.each([
    [['plan', '--all'], 'it names none'],
    [['plan', '-c', 'no/*.yaml', '--all'], 'no file matches no/*.yaml'],
    [['plan', '-c', '*/*.yaml'], 'works on one configuration'],
    [['status', '-c', 'eu/a.yaml', '-c', 'eu/b.yaml'], 'works on one configuration'],
    [['plan', ...all, '--out', 'x.btplan'], '--all and --out'],
    [['plan', ...all, '--save'], '--all and --save'],
    [['plan', ...all, '--format', 'html'], '--all and --format html'],
    [['plan', ...all, '--parallel', '0'], 'at least 1'],
    [['plan', ...all, '--parallel', 'many'], 'a number'],
    [['plan', '-c', '*/?.yaml', '-c', 'copy.yaml', '--all'], 'all describe a deployment called one'],
  ])('refuses %j', async (argv, message) => {
    const files = { ...fleet.files, '/project/copy.yaml': named('one') };
    const run = await scriptedCli(argv, { files });
    expect([run.code, run.stderr]).toEqual([3, expect.stringContaining(message)]);
  });
});

describe('upgrade check --all', () => {
  test('says of every deployment what is there, and how late that is', async () => {
    const run = await scriptedCli(['upgrade', 'check', ...all], { files: broken });
    expect(run.code).toBe(3);
    const lines = run.stdout.split('\n').map((line) => line.split(/ {2,}/));
    expect(lines[0]).toEqual([
      'deployment',
      'configuration',
      'release',
      'deployed',
      'latest',
      'behind',
      'exit',
    ]);
    expect(lines.slice(1, 5).map((cells) => [cells[0], cells[1], cells.at(-1)])).toEqual([
      ['one', 'eu/a.yaml', '0'],
      ['two', 'eu/b.yaml', '0'],
      ['-', 'eu/c.yaml', '3'],
      ['three', 'us/a.yaml', '0'],
    ]);
  });

  test('with --detailed-exitcode gives 2 where one has something to do', async () => {
    const outputs = {
      release: { sensitive: false, value: '2.9.0' },
      wal_footer_version: { sensitive: false, value: 'v3' },
      no_postgres: { sensitive: false, value: 'all' },
    };
    const script = { output: { stdout: JSON.stringify(outputs) } };
    const run = await scriptedCli(['upgrade', 'check', ...all, '--detailed-exitcode', '--json'], {
      ...fleet,
      script,
    });
    expect([run.code, run.stderr]).toEqual([2, expect.any(String)]);
    const { deployments } = run.json<{
      deployments: { exitCode: number; upgrade: { available: boolean } }[];
    }>();
    expect(deployments.map(({ exitCode, upgrade }) => [exitCode, upgrade.available])).toEqual(
      Array.from({ length: 3 }, () => [2, true]),
    );
  });
});

test('every exit code has its rank', () => {
  expect(new Set(worstFirst)).toEqual(new Set([...Object.values(exitCodes), 129, 143]));
  expect(worstFirst.at(-1)).toBe(0);
});
