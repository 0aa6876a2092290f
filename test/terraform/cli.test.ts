/** The whole program with the real terraform, on resources that need no provider. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { nodeEnv } from '../../src/env/node.ts';
import type { Env, InterruptName } from '../../src/env.ts';
import { configText, dataStack, type TestCloud, testCloud } from '../helpers/drive.ts';
import { describeWithRealParts } from '../helpers/real-parts.ts';
import { runCliIn, type Watcher } from '../helpers/run-cli.ts';

const key = 'licence-77c1-canary';

let folder: string;
let env: Env;
let cloud: TestCloud;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bt-cli-'));
  await writeFile(join(folder, 'bt-dataplane.yaml'), configText);
  const { PATH = '', HOME = '' } = process.env;
  const vars = { PATH, HOME, BT_DATAPLANE_STATE_DIR: join(folder, 'runs'), LICENSE: key };
  env = { ...nodeEnv(), cwd: folder, vars };
  cloud = testCloud(dataStack({ db: { input: 'one', triggers_replace: 'a' }, web: { input: 'a' } }), {
    resourceClasses: { terraform_data: { noun: 'database', loss: 'all rows' } },
  });
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const sleep = (seconds: number) => [{ 'local-exec': { command: `sleep ${seconds}` } }];

const cli = (argv: readonly string[], watcher: Watcher = {}) =>
  runCliIn(env, argv, { clouds: new Map([['aws', cloud]]), ...watcher });

describeWithRealParts('the program', ['terraform'], () => {
  it('lives a whole life, with data on stdout and talk on stderr', async () => {
    const planned = await cli(['plan', '--detailed-exitcode']);
    expect(planned.code, planned.stderr).toBe(2);
    expect(planned.stdout).toMatch(/^acme {3}\S+ us-east-1 {3}staging {3}release 2\.12\.0\n/);
    expect(planned.stdout).toMatch(/total +2 +0 +0 +0/);
    expect(planned.stdout).toContain('+ terraform_data.db');
    expect(planned.stderr).toContain('next: bt-dataplane apply\n');

    const applied = await cli(['apply', '--yes', '--json']);
    expect(applied.code, applied.stdout).toBe(0);
    expect(applied.json()).toMatchObject({
      ok: true,
      status: 'applied',
      plan: { counts: { create: 2 } },
      outputs: { release: { value: '2.12.0' }, token: { sensitive: true } },
      nextActions: ['bt-dataplane status', 'bt-dataplane outputs'],
    });

    const nothing = await cli(['plan', '--detailed-exitcode']);
    expect([nothing.code, nothing.stdout]).toEqual([0, expect.stringContaining('No changes')]);

    expect((await cli(['outputs', '--raw', 'release'])).stdout).toBe('2.12.0\n');
    const outputs = await cli(['outputs']);
    expect(outputs.stdout).toMatch(/token +\(sensitive\)/);
    const unknown = await cli(['outputs', '--raw', 'nope']);
    expect([unknown.code, unknown.stdout]).toEqual([3, '']);

    const status = await cli(['status']);
    expect(status.stdout).toMatch(/data-plane +2 resources +release 2\.12\.0/);
    expect(status.stderr).toContain('next: bt-dataplane plan');

    const kept = await cli(['destroy', '--yes']);
    expect([kept.code, kept.stderr]).toEqual([5, expect.stringContaining('--delete-data')]);
    const destroyed = await cli(['destroy', '--yes', '--delete-data']);
    expect(destroyed.code, destroyed.stderr).toBe(0);
    expect(destroyed.stderr).toMatch(/Lost for good[\s\S]*database +terraform_data\.db +all rows/);
    expect(destroyed.stdout).toMatch(/destroyed {2}acme {3}2 resources/);
  });

  it('without consent and without a person, changes nothing and says how to go on', async () => {
    const run = await cli(['apply', '--no-input', '-c', 'bt-dataplane.yaml'], { terminal: true });
    expect(run.code).toBe(5);
    expect(run.asked).toEqual([]);
    expect(run.stderr).toContain('bt-dataplane apply --config bt-dataplane.yaml --yes');
    expect((await cli(['status'])).stdout).toContain('nothing is deployed yet');
  });

  it('at a terminal shows the plan before it asks, and a no is a calm refusal', async () => {
    const no = await cli(['apply'], { terminal: true, answers: { apply: 'no' } });
    expect(no.code).toBe(5);
    expect(no.asked).toMatchObject([{ code: 'apply', expect: 'yes' }]);
    expect(no.stderr).toContain('terraform_data.db');
    expect(no.stdout).toBe('');
    const yes = await cli(['apply'], { terminal: true, answers: { apply: 'yes' } });
    expect(yes.code, yes.stderr).toBe(0);
  });

  it('names what would be lost, the attribute that forces it, and the flag that allows it', async () => {
    expect((await cli(['apply', '--yes'])).code).toBe(0);
    cloud.stack = dataStack({ db: { input: 'one', triggers_replace: 'b' }, web: { input: 'a' } });

    const planned = await cli(['plan']);
    expect(planned.code).toBe(0);
    expect(planned.stdout).toMatch(/! replace {2}terraform_data\.db {3}triggers_replace forces/);
    expect(planned.stdout).toContain('database: all rows');
    expect(planned.stdout).toContain("allow with  --allow-replace 'terraform_data.db'");
    expect(planned.stdout).toContain('Blocked');
    expect(planned.stderr).not.toContain('next: bt-dataplane apply');

    const refused = await cli(['apply', '--yes', '--json']);
    expect(refused.code).toBe(5);
    expect(refused.json()).toMatchObject({
      ok: false,
      error: { kind: 'refused', code: 'stateful-change-blocked' },
    });

    const allowed = await cli(['apply', '--yes', '--allow-replace', 'terraform_data.db']);
    expect(allowed.code, allowed.stderr).toBe(0);
  });

  it('shows what takes long, redrawn on a terminal, line by line in a log', async () => {
    const slow = (seconds: number) =>
      dataStack({ slow: { provisioner: sleep(seconds), triggers_replace: seconds } });
    cloud.stack = slow(2);
    const watched = await cli(['apply', '--yes'], { terminal: true });
    expect(watched.code, watched.stderr).toBe(0);
    expect(watched.live.join('\n')).toContain('apply data-plane');

    cloud = testCloud(slow(3));
    const unsized = await cli(['apply', '--yes'], { terminal: true, width: 0 });
    expect([unsized.code, unsized.live]).toEqual([0, []]);
    expect(unsized.stderr.match(/^apply data-plane.*$/gm)).toEqual([
      expect.stringContaining('bt-dataplane recover --config'),
      'apply data-plane',
      expect.stringContaining('done'),
    ]);
  });

  it('ends with 130 after Ctrl-C, once terraform has stopped', async () => {
    cloud.stack = dataStack({ slow: { provisioner: sleep(20) } });
    const listeners = new Set<(name: InterruptName) => void>();
    env = {
      ...env,
      interrupts: {
        listen: (listener) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      },
    };
    const running = cli(['apply', '--yes']);
    const press = setInterval(async () => {
      const started = await readdir(join(folder, '.bt-dataplane/acme/state')).catch(() => []);
      if (started.length === 0 || listeners.size === 0) return;
      clearInterval(press);
      for (const listener of listeners) listener('SIGINT');
    }, 200);
    const run = await running;
    clearInterval(press);
    expect(run.code, run.stderr).toBe(130);
    expect(run.stderr).toContain('stopped[');
  });

  it('keeps the licence key off every stream and out of the rendered files', async () => {
    const runs = [await cli(['plan', '--json', '--verbose']), await cli(['apply', '--yes', '--verbose'])];
    for (const { stdout, stderr } of runs) expect(stdout + stderr).not.toContain(key);
    const rendered = await readFile(join(folder, '.bt-dataplane/acme/data-plane/main.tf.json'), 'utf8');
    expect(rendered).not.toContain(key);
  });
});
