/** What holds for every command, whatever it does. */
import { describe, expect, test } from 'vitest';
import { commands } from '../../../src/cli/commands/index.ts';
import { exitCodeOf } from '../../../src/cli/exit-codes.ts';
import { BtError, type ErrorKind } from '../../../src/errors.ts';
import { runCli } from '../../helpers/run-cli.ts';

const config = `apiVersion: bt-dataplane/v1
name: acme
cloud: aws
region: us-east-1
profile: staging
organization:
  name: Acme
licenseKey:
  env: BRAINTRUST_LICENSE_KEY
`;
const file = '/project/bt-dataplane.yaml';
const licence = 'licence-0815-canary';
const vars = { BRAINTRUST_LICENSE_KEY: licence, HOME: '/home', PATH: '/bin' };
const names = commands.map(({ name }) => name.split(' '));

describe('with --json the whole of stdout is one document', () => {
  test.each(names)('%s %s, with a configuration', async (...name) => {
    const run = await runCli([...name.filter(Boolean), '--json'], { files: { [file]: config }, vars });
    expect(run.json()).toBeTypeOf('object');
  });

  test.each(names)('%s %s, without one', async (...name) => {
    const run = await runCli([...name.filter(Boolean), '--json']);
    const document = run.json<{ ok?: boolean; error?: { kind: string; code: string; message: string } }>();
    if (run.code !== 0) {
      expect(document).toMatchObject({
        ok: false,
        findings: expect.any(Array),
        nextActions: expect.any(Array),
      });
      expect(document.error?.code).toMatch(/^[a-z-]+$/);
    }
  });

  test.each([[['plan', '--jsn', '--json']], [['nope', '--json']], [['plan', '--json', '--out-dir']]])(
    '%j, a typing error',
    async (argv) => {
      const run = await runCli(argv);
      expect(run.code).toBe(3);
      expect(run.json()).toMatchObject({ ok: false, error: { kind: 'usage' } });
      expect(run.stderr).toBe('');
    },
  );
});

describe('exit codes', () => {
  test.each<[ErrorKind, number]>([
    ['internal', 1],
    ['terraform', 1],
    ['usage', 3],
    ['config', 3],
    ['access', 4],
    ['refused', 5],
    ['locked', 6],
    ['stale', 7],
    ['unhealthy', 8],
  ])('%s is %d', (kind, code) => {
    expect(exitCodeOf(new BtError({ kind, code: 'x', message: 'm' }))).toBe(code);
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('stopped by %s is %d', (signal, code) => {
    expect(exitCodeOf(new BtError({ kind: 'interrupted', code: 'x', message: 'm', signal }))).toBe(code);
  });

  test.each([
    ['no configuration', ['plan'], {}, 3, 'bt-dataplane init'],
    [
      'a configuration that is wrong',
      ['plan'],
      { [file]: config.replace('us-east-1', 'nowhere') },
      3,
      'region',
    ],
    ['no terraform', ['plan'], { [file]: config }, 4, 'terraform'],
    ['an unknown command', ['plna'], {}, 3, 'did you mean plan?'],
    ['an unknown flag', ['plan', '--ful'], {}, 3, 'did you mean --full?'],
    ['a flag of another command', ['validate', '--yes'], {}, 3, '--yes'],
    ['a word too many', ['plan', 'now'], {}, 3, 'too many arguments'],
    ['a missing value', ['plan', '--out-dir'], {}, 3, '--out-dir'],
    ['a variable that makes no sense', ['version'], {}, 3, 'BT_DATAPLANE_QUIET'],
  ])('%s', async (what, argv, files, code, says) => {
    const more = what.startsWith('a variable') ? { BT_DATAPLANE_QUIET: 'perhaps' } : {};
    const run = await runCli(argv, { files, vars: { ...vars, ...more } });
    expect([run.code, run.stdout]).toEqual([code, '']);
    expect(run.stderr).toContain(says);
  });
});

describe('streams', () => {
  const wrong = { [file]: `${config}nmae: acme\n` };

  test('findings are the result of validate, and talk of every other command', async () => {
    const validated = await runCli(['validate'], { files: wrong });
    expect([validated.code, validated.stderr]).toEqual([3, '']);
    expect(validated.stdout).toMatch(/--> bt-dataplane\.yaml:10:1[\s\S]*10 \| nmae: acme[\s\S]*\^/);
    const planned = await runCli(['plan'], { files: wrong });
    expect([planned.code, planned.stdout]).toEqual([3, '']);
    expect(planned.stderr).toMatch(/--> bt-dataplane\.yaml:10:1/);
  });

  test('a result can be piped: what comes next is said elsewhere', async () => {
    const run = await runCli(['validate'], { files: { [file]: config } });
    expect(run.stdout).toMatch(/^valid /);
    expect(run.stderr).toMatch(/next: bt-dataplane plan\n$/);
    expect(JSON.parse((await runCli(['schema'])).stdout)).toHaveProperty('properties');
    expect((await runCli(['version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('--quiet leaves the result', async () => {
    const run = await runCli(['validate', '--quiet'], { files: { [file]: config } });
    expect(run.stdout).toMatch(/^valid /);
    expect(run.stderr).not.toContain('next:');
  });

  test('a pipeline that fails on stderr gets everything on stdout', async () => {
    const run = await runCli(['validate'], {
      files: { [file]: config },
      vars: { ...vars, TF_BUILD: 'True' },
    });
    expect(run.stderr).toBe('');
    expect(run.stdout).toContain('next:');
  });

  test.each([
    ['a terminal', { terminal: true }, true],
    ['a terminal and NO_COLOR', { terminal: true, vars: { ...vars, NO_COLOR: '1' } }, false],
    ['a log', {}, false],
    ['a log and FORCE_COLOR', { vars: { ...vars, FORCE_COLOR: '1' } }, true],
  ])('colour on %s', async (_, options, colour) => {
    const run = await runCli(['validate'], { files: { [file]: config }, ...options });
    expect(run.stdout.includes('\u001b[')).toBe(colour);
  });
});

describe('--config', () => {
  test('is repeated by the next step, from wherever it came', async () => {
    const files = { '/project/prod.yaml': config };
    const run = await runCli(['validate', '-c', 'prod.yaml'], { files });
    expect(run.stderr).toContain('next: bt-dataplane plan --config prod.yaml');
    const before = await runCli(['-c', 'prod.yaml', 'validate'], { files });
    expect(before.code).toBe(0);
    const variable = await runCli(['validate'], { files, vars: { BT_DATAPLANE_CONFIG: 'prod.yaml' } });
    expect(variable.code).toBe(0);
  });
});

describe('secrets', () => {
  test('a value of the environment that is named like one is shown nowhere', async () => {
    const run = await runCli(['validate', '-c', licence], { vars });
    expect(run.code).toBe(3);
    expect(run.stdout + run.stderr).toContain('[hidden]');
    expect(run.stdout + run.stderr).not.toContain(licence);
  });

  test('a key pasted into the configuration is not echoed with its line', async () => {
    const pasted = config.replace('env: BRAINTRUST_LICENSE_KEY', 'key: lk-4711-0815-pasted');
    for (const argv of [['validate'], ['plan'], ['validate', '--json']]) {
      const run = await runCli(argv, { files: { [file]: pasted } });
      expect(run.code).toBe(3);
      expect(run.stdout + run.stderr).not.toContain('4711');
    }
  });
});

describe('synth', () => {
  test('writes what the next command needs, and with --print only shows it', async () => {
    const run = await runCli(['synth', '--json'], { files: { [file]: config }, vars });
    const { folder } = run.json<{ folder: string }>();
    expect(run.env.text(`${folder}/data-plane/main.tf.json`)).toContain('aws_');
    const shown = await runCli(['synth', '--print'], { files: { [file]: config }, vars });
    expect(JSON.parse(shown.stdout)).toHaveProperty(['data-plane/main.tf.json']);
    expect([...shown.env.files.keys()].filter((path) => path.includes('.bt-dataplane'))).toEqual([]);
  });
});

describe('config show', () => {
  test('says where each value comes from', async () => {
    const { stdout } = await runCli(['config', 'show'], { files: { [file]: config }, vars });
    expect(stdout).toMatch(/^name +acme +file, line 2$/m);
    expect(stdout).toMatch(/^postgres\.storage\.sizeGb +100 GB +default of the profile$/m);
    expect(stdout).not.toContain(licence);
  });
});

describe('requirements', () => {
  test('shows one component, with its rules when asked', async () => {
    const { stdout } = await runCli(['requirements', '--component', 'redis', '--rules']);
    expect(stdout).toMatch(/Memory +1 GB +4 GB/);
    expect(stdout).toContain('requirements/redis-memory');
    expect(stdout).not.toContain('brainstore');
  });

  test('an unknown component is a usage error that names the known ones', async () => {
    const run = await runCli(['requirements', '--component', 'mysql']);
    expect([run.code, run.stderr]).toEqual([3, expect.stringContaining('postgres')]);
  });
});
