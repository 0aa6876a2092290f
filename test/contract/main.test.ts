/** The real process: what only `main.ts` does. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { root } from './source-files.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bt-main-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

interface End {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Without a terminal; `closeAfter` hangs up on standard output after that many bytes. */
function program(
  args: readonly string[],
  vars: Record<string, string> = {},
  closeAfter = Infinity,
): Promise<End> {
  const tsx = import.meta.resolve('tsx');
  const child = spawn(process.execPath, ['--import', tsx, join(root, 'src/main.ts'), ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, ...vars },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = { stdout: '', stderr: '' };
  child.stdout.on('data', (bytes) => {
    end.stdout += bytes;
    if (end.stdout.length >= closeAfter) child.stdout.destroy();
  });
  child.stderr.on('data', (bytes) => {
    end.stderr += bytes;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ ...end, code })));
}

const answers = [
  ...['--name', 'acme', '--cloud', 'aws', '--region', 'us-east-1', '--profile', 'staging'],
  ...['--organization', 'Acme', '--license-source', 'env:BRAINTRUST_LICENSE_KEY'],
];

test('sets the exit code and keeps the streams apart', { timeout: 60_000 }, async () => {
  expect(await program(['version'])).toMatchObject({ code: 0, stderr: '' });
  const wrong = await program(['plna']);
  expect(wrong).toMatchObject({ code: 3, stdout: '' });
  expect(wrong.stderr).toContain('did you mean plan?');
});

test('warnings of libraries stay out of what a person reads', { timeout: 60_000 }, async () => {
  const late = "process.once('beforeExit', () => process.emitWarning('of a library'))";
  const vars = { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(late)}` };
  expect(await program(['version'], vars)).toMatchObject({ code: 0, stderr: '' });
});

test('a reader that has seen enough is no failure', { timeout: 60_000 }, async () => {
  const end = await program(['schema'], {}, 1);
  expect([end.code, end.stderr]).toEqual([0, '']);
});

test.skipIf(!existsSync('/dev/full'))(
  'a result that does not fit on a disk is a failure, told in one line; talk that does not fit is none',
  {
    timeout: 60_000,
  },
  async () => {
    const main = `exec "$0" --import "$1" "$2"`;
    const shell = async (command: string) => {
      const script = [process.execPath, import.meta.resolve('tsx'), join(root, 'src/main.ts')];
      const child = spawn('sh', ['-c', `${main} ${command}`, ...script], {
        cwd: folder,
        env: { PATH: process.env.PATH },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let stderr = '';
      child.stderr.on('data', (bytes) => {
        stderr += bytes;
      });
      const code = await new Promise((resolve) => child.on('close', resolve));
      return [code, stderr];
    };
    expect(await shell('schema >/dev/full')).toEqual([
      1,
      'error: the result could not be written to standard output: ENOSPC\n',
    ]);
    expect(await shell('plna 2>/dev/full')).toEqual([3, '']);
  },
);

// The source is compiled on the way, in each process anew.
describe('in a new deployment', { timeout: 120_000 }, () => {
  beforeEach(async () => {
    const end = await program(['init', ...answers]);
    expect(end.code, end.stderr).toBe(0);
  }, 60_000);

  test('what is written is for its owner only', async () => {
    await program(['synth']);
    for (const file of ['bt-dataplane.yaml', '.bt-dataplane/acme/data-plane/main.tf.json'])
      expect((await stat(join(folder, file))).mode & 0o077).toBe(0);
    expect((await stat(join(folder, '.bt-dataplane'))).mode & 0o077).toBe(0);
  });

  test("the construct library's own variables change nothing", async () => {
    const still = await program(['synth', '--print']);
    const disturbed = await program(['synth', '--print'], {
      CDKTF_OUTDIR: join(folder, 'elsewhere'),
      CDKTF_CONTEXT_JSON: '{"excludeStackIdFromLogicalIds":"true"}',
      CDKTF_TARGET_STACK_ID: 'nothing',
      SYNTH_HCL_OUTPUT: 'true',
    });
    expect(disturbed.code, disturbed.stderr).toBe(0);
    expect(disturbed.stdout).toBe(still.stdout);
    expect(await stat(join(folder, 'elsewhere')).catch(() => undefined)).toBeUndefined();
  });
});
