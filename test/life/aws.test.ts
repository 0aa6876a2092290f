/** One deployment from `init` to `destroy`: the built program, the real terraform and provider, the AWS emulator. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newestRelease } from '../../src/core/releases/catalogue.ts';
import { type CloudListing, leftOver, listCloud } from '../helpers/cloud-listing.ts';
import { type Emulator, startEmulator } from '../helpers/emulator.ts';
import { FileWitness } from '../helpers/emulator-leaks.ts';
import { type ProgramEnd, runProgram } from '../helpers/emulator-program.ts';
import { secretValues } from '../helpers/emulator-secrets.ts';
import { seedVendorBucket } from '../helpers/emulator-seed.ts';
import { type EmulatorWorkspace, makeWorkspace } from '../helpers/emulator-workspace.ts';
import { describeWithRealParts } from '../helpers/real-parts.ts';

const region = 'us-east-1';
const name = 'life';
const otherKey = `arn:aws:kms:${region}:123456789012:key/11111111-2222-3333-4444-555555555555`;

describeWithRealParts('a deployment on AWS', ['terraform', 'providerMirror', 'python'], (parts) => {
  const licenseKey = `canary-${randomBytes(16).toString('hex')}`;
  const folder = mkdtempSync(join(tmpdir(), 'bt-dataplane-life-'));
  const outputs: string[] = [];
  let emulator: Emulator;
  let workspace: EmulatorWorkspace;
  let before: CloudListing;
  let witness: FileWitness;
  let failed: string | undefined;

  beforeAll(async () => {
    emulator = await startEmulator({ python: parts.python, logFile: join(folder, 'emulator.log') });
    await seedVendorBucket(emulator, region, newestRelease.functionTag);
    before = await listCloud(emulator, parts.python, region);
    workspace = makeWorkspace(join(folder, 'work'), parts, emulator, licenseKey);
    witness = new FileWitness([workspace.directory, workspace.stateDirectory]);
    witness.watch();
  });

  afterAll(async () => {
    witness?.stop();
    await emulator?.stop();
    if (failed === undefined) rmSync(folder, { recursive: true, force: true });
    else process.stderr.write(`the life failed at "${failed}"; its files are in ${folder}\n`);
  });

  it(
    'is written by init and passes validate',
    step('init', async () => {
      const answers = [
        '--cloud',
        'aws',
        '--region',
        region,
        '--profile',
        'staging',
        '--organization',
        'Example',
      ];
      const init = [
        'init',
        '--no-input',
        '--name',
        name,
        ...answers,
        '--license-source',
        'env:BRAINTRUST_LICENSE_KEY',
      ];
      await run(0, ...init);
      await run(0, 'validate');
    }),
  );

  it(
    'is planned without anything being made',
    step('plan', async () => {
      await drive(2, 'plan', '--detailed-exitcode');
      expect(leftOver(before, await now())).toEqual({});
    }),
  );

  it(
    'is made by apply',
    step('apply', async () => {
      await drive(0, 'apply', '--yes');
      const made = leftOver(before, await now());
      expect(made).toMatchObject({ database: [expect.any(String)], cache: [expect.any(String)] });
      expect(made.bucket).toHaveLength(3);
      expect(made.function).toHaveLength(7);
      expect(made.instance).toHaveLength(1);
    }),
  );

  it(
    'has nothing left to do afterwards',
    step('second plan', async () => {
      await drive(0, 'plan', '--detailed-exitcode');
    }),
  );

  it(
    'tells its outputs and its status',
    step('status', async () => {
      const told = await drive(0, 'outputs', '--json');
      expect(Object.keys(JSON.parse(told.stdout).outputs)).not.toHaveLength(0);
      await drive(0, 'status');
    }),
  );

  it(
    'changes number and machine of the readers in place',
    step('change', async () => {
      edit(
        /readers:\n {4}count: 1\n {4}instanceType: \S+/,
        'readers:\n    count: 2\n    instanceType: c8gd.2xlarge',
      );
      const { plan } = JSON.parse((await drive(2, 'plan', '--detailed-exitcode', '--json')).stdout);
      expect(plan.counts).toMatchObject({ replace: 0, destroy: 0 });
      expect(plan.blocked).toBe(false);
      await drive(0, 'apply', '--yes');
      expect(leftOver(before, await now()).instance).toHaveLength(2);
      await drive(0, 'plan', '--detailed-exitcode');
    }),
  );

  it(
    'refuses to lose the cache to another key',
    step('replacement', async () => {
      const there = await now();
      const written = edit(/^redis:\n/m, `redis:\n  kmsKeyArn: ${otherKey}\n`);
      const { plan } = JSON.parse((await drive(0, 'plan', '--json')).stdout);
      expect(plan.blocked).toBe(true);
      expect(plan.concerns).toMatchObject([
        { address: 'aws_elasticache_replication_group.cache', change: 'replace', allowed: false },
      ]);
      await drive(5, 'apply', '--yes');
      expect(await now()).toEqual(there);
      writeFileSync(configuration(), written);
    }),
  );

  it(
    'has no secret in state, plan files, records or output',
    step('secrets', async () => {
      witness.stop();
      const values = await secretValues(emulator, region);
      // The canary arrived where it belongs, and plan files were seen: otherwise finding nothing would mean nothing.
      expect(Object.values(values)).toContain(licenseKey);
      expect(witness.planFiles).not.toHaveLength(0);
      expect([...witness.seen.keys()].filter((path) => path.endsWith('.tfstate'))).not.toHaveLength(0);
      for (const [secret, value] of Object.entries(values)) {
        for (const text of confidential(value)) {
          expect.soft(witness.holding(text), `files that hold ${secret}`).toEqual([]);
          expect
            .soft(
              outputs.some((output) => output.includes(text)),
              `output with ${secret}`,
            )
            .toBe(false);
        }
      }
    }),
  );

  it(
    'leaves nothing behind when destroyed',
    step('destroy', async () => {
      await drive(0, 'destroy', '--delete-data', '--yes');
      expect(leftOver(before, await now())).toEqual({});
    }),
  );

  it('met nothing that the emulator lacks', () => {
    expect(emulator.complaints()).toEqual([]);
  });

  /** Steps build on each other: after a failure the rest says so instead of failing in ways of its own. */
  function step(title: string, body: () => Promise<void>): () => Promise<void> {
    return async () => {
      if (failed !== undefined) throw new Error(`not run, because "${failed}" failed`);
      failed = title;
      await body();
      failed = undefined;
    };
  }

  /** A command that starts terraform. */
  function drive(exitCode: number, ...args: readonly string[]): Promise<ProgramEnd> {
    return run(exitCode, ...args, '--terraform-override', workspace.override);
  }

  async function run(exitCode: number, ...args: readonly string[]): Promise<ProgramEnd> {
    const end = await runProgram(workspace, args);
    outputs.push(end.stdout, end.stderr);
    const complaints = end.exitCode === exitCode ? [] : emulator.complaints().slice(-5);
    const told = [end.stdout, end.stderr, ...complaints].join('\n').slice(-6_000);
    expect(end.exitCode, `${args.join(' ')} (${end.seconds.toFixed(0)} s)\n${told}`).toBe(exitCode);
    return end;
  }

  function now(): Promise<CloudListing> {
    return listCloud(emulator, parts.python, region);
  }

  function configuration(): string {
    return join(workspace.directory, 'bt-dataplane.yaml');
  }

  /** Changes the configuration; gives back what was written before. */
  function edit(what: RegExp, by: string): string {
    const written = readFileSync(configuration(), 'utf8');
    expect(written).toMatch(what);
    writeFileSync(configuration(), written.replace(what, by));
    return written;
  }
});

/** The parts of a stored secret that nobody may read elsewhere: all of it, or the password and tokens in its JSON. */
function confidential(value: string): readonly string[] {
  if (!value.startsWith('{')) return [value];
  return Object.entries(JSON.parse(value) as Record<string, string>)
    .filter(([key]) => /password|secret|token|key/i.test(key))
    .map(([, text]) => text);
}
