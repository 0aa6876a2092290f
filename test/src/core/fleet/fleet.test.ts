import { describe, expect, test } from 'vitest';
import { clouds } from '../../../../src/core/clouds/registry.ts';
import type { Context } from '../../../../src/core/context.ts';
import { runFleet } from '../../../../src/core/fleet/fleet.ts';
import { judgedDeployment } from '../../../../src/core/rules/judged-deployment.ts';
import { BtError } from '../../../../src/errors.ts';
import { memoryEnv } from '../../../helpers/memory-env.ts';
import { recordingHost } from '../../../helpers/recording-host.ts';

const config = (name: string, more = '') => `apiVersion: bt-dataplane/v1
name: ${name}
cloud: aws
region: us-east-1
profile: staging
organization: { name: Acme }
licenseKey: { env: KEY }
state: { backend: local }
${more}`;

function world(files: Readonly<Record<string, string>>) {
  const env = memoryEnv({
    files: Object.fromEntries(Object.entries(files).map(([name, text]) => [`/p/${name}`, text])),
    cwd: '/p',
    run: () => ({ exitCode: 0, signal: undefined }),
  });
  const host = recordingHost();
  return { env, host, context: { env, host, clouds } satisfies Context };
}

const three = { 'a.yaml': config('one'), 'b.yaml': config('two'), 'c.yaml': config('three') };
const paths = (results: readonly { config: string }[]) => results.map(({ config: path }) => path.slice(3));

/** Ends when it is told to. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), opened };
}

describe('one action on many deployments', () => {
  test('runs so many at a time, and reports by path', async () => {
    const { context } = world(three);
    const begun: string[] = [];
    const gates = new Map(['/p/a.yaml', '/p/b.yaml', '/p/c.yaml'].map((path) => [path, gate()]));
    const running = runFleet(context, {
      configs: ['*.yaml'],
      parallel: 2,
      label: 'plan',
      run: async (_, path) => {
        begun.push(path);
        await gates.get(path)?.opened;
        return path;
      },
    });
    await expect.poll(() => begun).toEqual(['/p/a.yaml', '/p/b.yaml']);
    gates.get('/p/b.yaml')?.open();
    await expect.poll(() => begun.length).toBe(3);
    gates.get('/p/c.yaml')?.open();
    gates.get('/p/a.yaml')?.open();
    expect(paths(await running)).toEqual(['a.yaml', 'b.yaml', 'c.yaml']);
  });

  test('tells a failure, a defect and a broken file beside those that went well', async () => {
    const { context } = world({ ...three, 'd.yaml': config('four', 'brainstor: {}\n'), 'e.yaml': 'a: "1' });
    const results = await runFleet(context, {
      configs: ['*.yaml'],
      parallel: 3,
      label: 'plan',
      run: async (own, path) => {
        const { deployment } = await judgedDeployment(own, { config: path });
        if (deployment.config.name === 'two') throw new TypeError('oops');
        if (deployment.config.name === 'three')
          throw new BtError({ kind: 'access', code: 'no', message: 'no credentials' });
        return deployment.config.name;
      },
    });
    expect(
      results.map((result) => [
        result.name,
        result.ok ? result.value : `${result.error.kind} ${result.error.code}`,
      ]),
    ).toEqual([
      ['one', 'one'],
      ['two', 'internal internal'],
      ['three', 'access no'],
      [undefined, 'config config-invalid'],
      [undefined, 'config config-invalid'],
    ]);
    const broken = results[3];
    expect(broken?.ok === false && broken.error.findings.map(({ rule }) => rule)).toEqual([
      'config/unknown-key',
    ]);
  });

  test('leaves out lock files, other files and what others build on', async () => {
    const { context } = world({
      'base.yaml': 'tags: { a: b }\n',
      'one.yaml': config('one', 'extends: ./base.yaml\n'),
      'two.yaml': config('two', 'extends: [./one.yaml]\n'),
      'bad.yaml': config('bad', 'extends: ./base.yaml\nno: 1\n'),
      'old.lock.yaml': '',
      'one.schema.json': '{}',
      'README.md': '',
    });
    const results = await runFleet(context, {
      configs: ['*', 'one.yaml', '/p/two.yaml'],
      parallel: 4,
      label: 'plan',
      run: async () => 1,
    });
    expect(paths(results)).toEqual(['bad.yaml', 'one.yaml', 'two.yaml']);
  });

  test('a file that is named and is not there is a failure of its own', async () => {
    const { context } = world(three);
    const results = await runFleet(context, {
      configs: ['a.yaml', 'gone.yaml'],
      parallel: 4,
      label: 'plan',
      run: async (own, path) => (await judgedDeployment(own, { config: path })).deployment.config.name,
    });
    expect(results.map((result) => (result.ok ? result.value : result.error.code))).toEqual([
      'one',
      'config-not-found',
    ]);
  });

  test('takes a file that two names lead to once, by its own name', async () => {
    const { context } = world({ ...three, 'a-link.yaml': config('two'), 'z-link.yaml': config('two') });
    const { fs } = context.env;
    const realPath = (path: string) => fs.realPath(path.endsWith('-link.yaml') ? '/p/b.yaml' : path);
    const results = await runFleet(
      { ...context, env: { ...context.env, fs: { ...fs, realPath } } },
      { configs: ['*.yaml'], parallel: 2, label: 'plan', run: async (_, path) => path },
    );
    expect(paths(results)).toEqual(['a.yaml', 'b.yaml', 'c.yaml']);
  });

  test('refuses two files of one deployment, and a pattern of nothing, before it starts any', async () => {
    const { context } = world({ ...three, 'd.yaml': config('two') });
    let begun = 0;
    const run = async () => {
      begun += 1;
    };
    const all = { parallel: 4, label: 'plan', run };
    await expect(runFleet(context, { ...all, configs: ['*.yaml'] })).rejects.toMatchObject({
      kind: 'config',
      code: 'same-deployment',
      message: expect.stringContaining('/p/b.yaml and /p/d.yaml'),
    });
    await expect(runFleet(context, { ...all, configs: ['a.yaml', 'x/*.yaml'] })).rejects.toMatchObject({
      kind: 'usage',
      code: 'no-configurations',
    });
    expect(begun).toBe(0);
  });

  test('after a signal starts neither a deployment nor a process', async () => {
    const { context, env } = world(three);
    const results = await runFleet(context, {
      configs: ['*.yaml'],
      parallel: 1,
      label: 'plan',
      run: async (own, path) => {
        const spec = { file: 'terraform', args: [], cwd: '/p', env: {}, stdout: '/p/o', stderr: '/p/e' };
        await own.env.processes.start(spec).ended;
        if (path === '/p/b.yaml') env.interrupt('SIGTERM');
        return own.env.processes.start(spec).ended;
      },
    });
    expect(results.map((result) => result.ok || `${result.error.kind} ${result.error.signal}`)).toEqual([
      true,
      'interrupted SIGTERM',
      'interrupted SIGTERM',
    ]);
    expect(env.started.length).toBe(3);
  });

  test('each speaks by its name and asks nothing', async () => {
    const { context, host } = world(three);
    const interactive: boolean[] = [];
    await runFleet(context, {
      configs: ['a.yaml'],
      parallel: 1,
      label: 'plan',
      run: async (own) => {
        interactive.push(own.host.interactive);
        own.host.notify({ kind: 'note', code: 'x', level: 'warning', text: 'look' });
      },
    });
    expect(interactive).toEqual([false]);
    expect(host.messages).toContainEqual({ kind: 'note', code: 'x', level: 'warning', text: 'one: look' });
    expect(host.messages.at(-1)).toEqual({ kind: 'done', code: 'fleet', text: 'plan: 1 of 1 deployments' });
  });

  test('sets up one at a time', async () => {
    const { context } = world(three);
    let inside = 0;
    let most = 0;
    await runFleet(context, {
      configs: ['*.yaml'],
      parallel: 3,
      label: 'plan',
      run: (own) =>
        (own.setUp ?? ((work) => work()))(async () => {
          inside += 1;
          most = Math.max(most, inside);
          await new Promise((resolve) => setImmediate(resolve));
          inside -= 1;
        }),
    });
    expect(most).toBe(1);
  });
});
