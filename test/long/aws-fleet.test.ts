/**
 * Many deployments with one command, against the emulator; one of them is broken. `FLEET_DEPLOYMENTS=50` plans as many as
 * that. The figures are printed.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newestRelease } from '../../src/core/releases/catalogue.ts';
import { type Emulator, startEmulator } from '../helpers/emulator.ts';
import { seedVendorBucket } from '../helpers/emulator-seed.ts';
import { type EmulatorWorkspace, makeWorkspace, program } from '../helpers/emulator-workspace.ts';
import { watchMemory } from '../helpers/process-tree.ts';
import { describeWithRealParts } from '../helpers/real-parts.ts';

const size = Number(process.env.FLEET_DEPLOYMENTS ?? 8);
const parallel = 4;
const broken = Math.floor(size / 2);

const base = `# What every deployment of the company has.
apiVersion: bt-dataplane/v1
cloud: aws
region: us-east-1
profile: staging
organization: { name: Acme }
licenseKey: { env: BRAINTRUST_LICENSE_KEY }
state: { backend: local }
tags: { owner: platform }
`;

const nameOf = (index: number) => `acme-${String(index).padStart(3, '0')}`;

interface Report {
  readonly ok: boolean;
  readonly deployments: readonly {
    readonly name: string | null;
    readonly config: string;
    readonly exitCode: number;
    readonly error?: { readonly code: string; readonly message: string };
    readonly plan?: { readonly counts: { readonly create: number } };
    readonly findings: readonly { readonly rule: string; readonly place: { readonly line: number } }[];
  }[];
}

describeWithRealParts('many deployments on AWS', ['terraform', 'providerMirror', 'python'], (parts) => {
  const folder = mkdtempSync(join(tmpdir(), 'bt-fleet-'));
  let emulator: Emulator;
  let workspace: EmulatorWorkspace;

  beforeAll(async () => {
    emulator = await startEmulator({ ...parts, logFile: join(folder, 'emulator.log') });
    await seedVendorBucket(emulator, 'us-east-1', newestRelease.functionTag);
    workspace = makeWorkspace(folder, parts, emulator, 'lk-0123456789abcdef');
    const user = workspace.directory;
    mkdirSync(join(user, 'deployments'));
    writeFileSync(join(user, 'deployments', 'base.yaml'), base);
    for (let index = 0; index < size; index += 1) {
      const more = index === broken ? 'postgres: { storage: { sizeGb: many } }\n' : '';
      const text = `extends: ./base.yaml\nname: ${nameOf(index)}\n${more}`;
      writeFileSync(join(user, 'deployments', `${nameOf(index)}.yaml`), text);
    }
  });

  afterAll(async () => {
    await emulator?.stop();
    rmSync(folder, { recursive: true });
  });

  test(`${size} are planned, ${parallel} at a time; the broken one is reported and holds up none`, async () => {
    const begin = performance.now();
    const args = [
      'plan',
      '--all',
      '--config',
      'deployments/*.yaml',
      '--parallel',
      String(parallel),
      '--json',
    ];
    const child = spawn(process.execPath, [program, ...args, '--terraform-override', workspace.override], {
      cwd: workspace.directory,
      env: workspace.variables,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const memory = watchMemory(child.pid ?? 0);
    const output = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].setEncoding('utf8').on('data', (text: string) => {
        output[stream] += text;
      });
    }
    const code = await new Promise((resolve) => child.once('close', resolve));
    memory.stop();
    const seconds = Math.round((performance.now() - begin) / 1000);
    const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024);
    process.stderr.write(
      `fleet: ${size} deployments, ${parallel} at a time: ${seconds}s; most memory ${megabytes(memory.own)} MB own, ${megabytes(memory.below)} MB of terraform and providers\n`,
    );
    const report = JSON.parse(output.stdout) as Report;
    const failures = report.deployments.flatMap(({ error }) => error ?? []);
    expect(code, `${output.stderr}\n${JSON.stringify(failures)}`).toBe(3);
    expect(report.ok).toBe(false);
    expect(report.deployments.map(({ config }) => config)).toEqual(
      Array.from({ length: size }, (_, index) =>
        join(workspace.directory, 'deployments', `${nameOf(index)}.yaml`),
      ),
    );
    for (const [index, deployment] of report.deployments.entries()) {
      const { name, exitCode, plan, findings } = deployment;
      if (index === broken) {
        expect([name, exitCode]).toEqual([null, 3]);
        expect(findings).toMatchObject([{ rule: 'config/wrong-type', place: { line: 3 } }]);
      } else {
        expect([name, exitCode], JSON.stringify(deployment.error ?? findings)).toEqual([nameOf(index), 0]);
        expect(plan?.counts.create).toBeGreaterThan(100);
      }
    }
    expect(memory.most(/^terraform$/)).toBeLessThanOrEqual(parallel);
    // What is kept of each deployment is its report.
    expect(megabytes(memory.own)).toBeLessThan(1500);
    expect(emulator.complaints()).toEqual([]);
  });
});
