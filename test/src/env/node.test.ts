import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeEnv } from '../../../src/env/node.ts';
import type { ProcessSpec } from '../../../src/env.ts';

const env = nodeEnv();
let folder = '';

beforeAll(async () => {
  folder = await env.fs.makeTemporaryDirectory('bt-dataplane-test-');
});
afterAll(() => env.fs.remove(folder));

function shell(script: string, changes: Partial<ProcessSpec> = {}): ProcessSpec {
  const id = env.randomId();
  return {
    file: 'sh',
    args: ['-c', script],
    cwd: folder,
    env: { PATH: env.vars.PATH ?? '' },
    stdout: `${folder}/${id}.out`,
    stderr: `${folder}/${id}.err`,
    ...changes,
  };
}

/** What a child has written so far, as soon as it has written anything. */
async function firstWords(spec: ProcessSpec): Promise<string> {
  const bytes = await env.fs.readFrom(spec.stdout, 0);
  if (bytes.length > 0) return new TextDecoder().decode(bytes);
  await env.clock.sleep(10);
  return firstWords(spec);
}

describe('processes', () => {
  it('put their output into private files that can be followed while they run', async () => {
    const spec = shell(
      'echo first; until [ -e go ]; do sleep 0.02; done; echo second; echo talk >&2; exit 3',
    );
    const running = env.processes.start(spec);
    expect(await firstWords(spec)).toBe('first\n');
    await env.fs.write(`${folder}/go`, '');

    expect(await running.ended).toEqual({ exitCode: 3, signal: undefined });
    expect(new TextDecoder().decode(await env.fs.readFrom(spec.stdout, 6))).toBe('second\n');
    expect(await env.fs.readText(spec.stderr)).toBe('talk\n');
    expect((await env.fs.stat(spec.stdout))?.mode).toBe(0o600);
  });

  it('lead a session of their own, so that Ctrl-C in the terminal does not reach them', async () => {
    const spec = shell('ps -o sid= -p $$');
    const running = env.processes.start(spec);
    await running.ended;
    expect((await env.fs.readText(spec.stdout)).trim()).toBe(String(running.pid));
  });

  it('take along what they have started when they are killed', async () => {
    const spec = shell('sleep 60 & echo $!; kill -9 $$');
    expect((await env.processes.start(spec).ended).signal).toBe('SIGKILL');
    const orphan = Number(await env.fs.readText(spec.stdout));
    await expect.poll(() => env.processes.bornAt(orphan)).toBeUndefined();
  });

  it('leave what they have started when they end by themselves', async () => {
    const spec = shell('sleep 60 >/dev/null 2>&1 & echo $!');
    await env.processes.start(spec).ended;
    const other = Number(await env.fs.readText(spec.stdout));
    expect(await env.processes.bornAt(other)).toBeDefined();
    process.kill(other, 'SIGKILL');
  });

  it('get exactly the environment they are given', async () => {
    const spec = shell('env', { env: { PATH: env.vars.PATH ?? '', ONLY: 'this' } });
    await env.processes.start(spec).ended;
    const names = (await env.fs.readText(spec.stdout)).split('\n').map((line) => line.split('=')[0]);
    expect(
      names.filter((name) => name && !['PATH', 'ONLY', 'PWD', 'SHLVL', '_', 'OLDPWD'].includes(name)),
    ).toEqual([]);
  });

  it('take one signal and are not killed afterwards', async () => {
    const spec = shell(
      "trap 'echo caught' INT; echo ready; for i in 1 2 3 4 5 6; do sleep 0.1; done; echo finished",
    );
    const running = env.processes.start(spec);
    await firstWords(spec);
    running.signal('SIGINT');
    expect((await running.ended).exitCode).toBe(0);
    expect(await env.fs.readText(spec.stdout)).toBe('ready\ncaught\nfinished\n');
  });

  it('say that they could not be started', async () => {
    const end = await env.processes.start(shell('', { file: 'no-such-program-here' })).ended;
    expect(end.startError?.code).toBe('ENOENT');
  });
});

describe('folders', () => {
  it('are made with their parents, private, and again without harm', async () => {
    for (const _ of ['once', 'twice']) await env.fs.makeDirectory(`${folder}/a/b/c`);
    expect(await env.fs.stat(`${folder}/a/b`)).toMatchObject({ kind: 'directory', mode: 0o700 });
  });

  it('are made by many at the same time', async () => {
    for (let round = 0; round < 50; round += 1) {
      const depths = Array.from(
        { length: 20 },
        (_, depth) => `${folder}/round-${round}${'/a'.repeat(depth)}`,
      );
      await Promise.all(depths.map((path) => env.fs.makeDirectory(path)));
    }
  });

  it('that cannot be made are an error, not a hang', async () => {
    await env.fs.write(`${folder}/file`, '');
    await expect(env.fs.makeDirectory(`${folder}/file/a/b`)).rejects.toMatchObject({ code: 'ENOTDIR' });
    await expect(env.fs.makeDirectory(`${folder}/file`)).rejects.toMatchObject({ code: 'EEXIST' });
  });

  it.runIf(process.platform === 'linux')('in a file system that takes none are an error', async () => {
    await expect(env.fs.makeDirectory('/proc/bt-dataplane/a')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('files', () => {
  it('are private, and replaced in one step', async () => {
    const path = `${folder}/a.json`;
    await env.fs.write(path, '1');
    await env.fs.write(path, '2');
    expect(await env.fs.readText(path)).toBe('2');
    expect((await env.fs.stat(path))?.mode).toBe(0o600);
    expect((await env.fs.list(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('have the rights that they are given on purpose, whatever the umask takes away', async () => {
    const path = `${folder}/shared.json`;
    await env.fs.write(path, '1', { mode: 0o666 });
    expect((await env.fs.stat(path))?.mode).toBe(0o666);
  });

  it('are not overwritten when that is forbidden', async () => {
    const path = `${folder}/b.json`;
    await env.fs.write(path, '1', { exclusive: true });
    await expect(env.fs.write(path, '2', { exclusive: true })).rejects.toMatchObject({ code: 'EEXIST' });
  });

  it('that are missing have no stat and no bytes to follow', async () => {
    expect(await env.fs.stat(`${folder}/none`)).toBeUndefined();
    expect(await env.fs.readFrom(`${folder}/none`, 0)).toHaveLength(0);
  });
});
