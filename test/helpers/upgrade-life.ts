/** A deployment of an old release in the AWS emulator, and an API that tells what really runs there. */
import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { type Emulator, startEmulator } from './emulator.ts';
import { type ProgramEnd, runProgram } from './emulator-program.ts';
import { packageOf, seedVendorBucket } from './emulator-seed.ts';
import { type EmulatorWorkspace, makeWorkspace } from './emulator-workspace.ts';
import type { Found } from './real-parts.ts';

const region = 'us-east-1';
const script = new URL('../emulator/running_release.py', import.meta.url).pathname;

export interface UpgradeLife {
  readonly emulator: Emulator;
  readonly workspace: EmulatorWorkspace;
  readonly configuration: string;
  /** Everything that the program wrote. */
  readonly outputs: string[];
  /** Runs the program with terraform, without a terminal, and expects how it ends. */
  drive(exitCode: number, ...args: readonly string[]): Promise<ProgramEnd>;
  /** The same upgrade command each time: with the API's address. */
  upgrade(exitCode: number, ...args: readonly string[]): Promise<ProgramEnd>;
  /** Kills the program as soon as something is so; terraform, which it started, goes on by itself. */
  kill(when: () => boolean, ...args: readonly string[]): Promise<ProgramEnd>;
  /** Releases that run: those of the functions' code, and those of the nodes. */
  running(): Promise<{ readonly api: string; readonly nodes: readonly string[] }>;
  close(failed: boolean): Promise<void>;
}

/** Deploys nothing yet: writes the configuration of a small deployment of an old release. */
export async function upgradeLife(
  parts: Found<'terraform' | 'providerMirror' | 'python'>,
  releases: readonly [first: string, ...others: string[]],
): Promise<UpgradeLife> {
  const folder = mkdtempSync(join(tmpdir(), 'bt-dataplane-upgrade-'));
  const emulator = await startEmulator({ python: parts.python, logFile: join(folder, 'emulator.log') });
  for (const release of releases) await seedVendorBucket(emulator, region, `v${release}`);
  const workspace = makeWorkspace(
    join(folder, 'work'),
    parts,
    emulator,
    `canary-${randomBytes(8).toString('hex')}`,
  );
  const configuration = join(workspace.directory, 'bt-dataplane.yaml');
  const digests = new Map(
    releases.map((release) => {
      const zip = packageOf('APIHandler', `v${release}`);
      return [createHash('sha256').update(zip).digest('hex'), release] as const;
    }),
  );
  const running = async () => {
    const { stdout } = await promisify(execFile)(parts.python, ['-B', script, emulator.url, region]);
    const { code, nodes } = JSON.parse(stdout) as { code: Record<string, string>; nodes: string[] };
    const [, digest = ''] = Object.entries(code).find(([name]) => name.endsWith('APIHandler')) ?? [];
    return { api: digests.get(digest) ?? 'unknown', nodes: nodes.map((tag) => tag.replace(/^v/, '')) };
  };
  const api = await listen(running);
  const { port } = api.address() as AddressInfo;
  const outputs: string[] = [];
  const withTerraform = (args: readonly string[]) => [...args, '--terraform-override', workspace.override];
  const toApi = ['--api-url', `http://127.0.0.1:${port}`];
  const drive: UpgradeLife['drive'] = async (exitCode, ...args) => {
    const end = await runProgram(workspace, withTerraform(args));
    outputs.push(end.stdout, end.stderr);
    const told = `${args.join(' ')} (${end.seconds.toFixed(0)} s)\n${end.stdout}\n${end.stderr}`.slice(
      -6_000,
    );
    expect(end.exitCode, told).toBe(exitCode);
    return end;
  };
  await runProgram(workspace, [
    ...[
      'init',
      '--no-input',
      '--name',
      'climb',
      '--cloud',
      'aws',
      '--region',
      region,
      '--profile',
      'staging',
    ],
    ...['--organization', 'Example', '--license-source', 'env:BRAINTRUST_LICENSE_KEY'],
  ]);
  const [oldest] = releases;
  const written = readFileSync(configuration, 'utf8');
  const old = written
    .replace(/^#?release: .*$/m, `release: ${oldest}`)
    .replace(/^brainstore:\n/m, 'brainstore:\n  walFooterVersion: none\n  noPostgres: none\n');
  expect(old).toContain(`release: ${oldest}`);
  expect(old).toContain('walFooterVersion: none');
  writeFileSync(configuration, old);
  return {
    emulator,
    workspace,
    configuration,
    outputs,
    drive,
    upgrade: (exitCode, ...args) => drive(exitCode, ...args, ...toApi),
    async kill(when, ...args) {
      const end = await runProgram(workspace, withTerraform([...args, ...toApi]), when);
      outputs.push(end.stdout, end.stderr);
      expect(end.signal, `ended by itself with ${end.exitCode}\n${end.stdout}\n${end.stderr}`).toBe(
        'SIGKILL',
      );
      // Terraform goes on without us, and is let come to its end: until then the program says to follow it.
      const held = () =>
        readdirSync(workspace.directory, { recursive: true, encoding: 'utf8' }).some((path) =>
          path.endsWith('.lock.info'),
        );
      while (held()) await new Promise((later) => setTimeout(later, 200));
      return end;
    },
    running,
    async close(failed) {
      api.close();
      await emulator.stop();
      if (!failed) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Answers as the vendor's API does, with what runs in the emulator; the vendor's functions themselves cannot run there. */
async function listen(running: UpgradeLife['running']): Promise<Server> {
  const server = createServer((request, response) => {
    const answer = async () => {
      const { api, nodes } = await running();
      if (request.url === '/version') return { version: api };
      if (request.url === '/brainstore/version') return { version: [...nodes].sort()[0] };
      return { status: 'ok' };
    };
    answer().then(
      (body) => response.setHeader('content-type', 'application/json').end(JSON.stringify(body)),
      (error: unknown) => response.writeHead(503).end(String(error)),
    );
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return server;
}
