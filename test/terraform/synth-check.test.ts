/** `synth --check` with the real terraform and provider: without credentials, with a state in a bucket, in sight of no network. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { nodeEnv } from '../../src/env/node.ts';
import type { Env } from '../../src/env.ts';
import { configText } from '../helpers/drive.ts';
import { describeWithRealParts } from '../helpers/real-parts.ts';
import { runCliIn } from '../helpers/run-cli.ts';

const inBucket = configText.replace(
  /state:[\s\S]*/,
  'state:\n  backend: s3\n  bucket: acme-state-that-nobody-made\n',
);

let folder: string;
let env: Env;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bt-check-'));
  await writeFile(join(folder, 'bt-dataplane.yaml'), inBucket);
  // Whatever is asked for over HTTP fails at once.
  const proxy = 'http://127.0.0.1:9';
  const { PATH = '' } = process.env;
  const vars = { PATH, HOME: folder, HTTPS_PROXY: proxy, HTTP_PROXY: proxy };
  env = { ...nodeEnv(), cwd: folder, vars };
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describeWithRealParts('synth --check', ['terraform', 'providerMirror'], (parts) => {
  const check = (...argv: string[]) =>
    runCliIn(env, ['synth', '--check', '--provider-mirror', parts.providerMirror, ...argv]);

  it('checks the stack of a state in a bucket, and again', async () => {
    const first = await check();
    expect(first.code, first.stderr).toBe(0);
    expect(first.stdout).toMatch(
      /valid {2}data-plane {2}terraform 1\.\d+\.\d+, hashicorp\/aws \d+\.\d+\.\d+/,
    );
    expect(await readdir(join(folder, '.bt-dataplane/acme/data-plane'))).toContain('.terraform.lock.hcl');
    const again = await check('--json');
    expect(again.json()).toMatchObject({ ok: true, check: { stacks: [{ stack: 'data-plane' }] } });
  });

  it("refuses what terraform refuses, in terraform's words", async () => {
    await writeFile(
      join(folder, 'mine.tf'),
      'resource "aws_db_instance" "database" {\n  engine_version = aws_vpc.nowhere.id\n}\n',
    );
    const run = await check('--terraform-override', 'mine.tf');
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('terraform failed to check data-plane');
    expect(run.stderr).toMatch(/Reference to undeclared resource[\s\S]*"aws_vpc" "nowhere"/);
  });
});
