/** One deployment in the emulator with its own proxies, driven once by our program and once by bare terraform. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { configText } from '../helpers/drive.ts';
import type { Emulator } from '../helpers/emulator.ts';
import type { Found } from '../helpers/real-parts.ts';
import { type FaultProxy, faultProxy } from './fault-proxy.ts';
import { type Oracle, oracleOf } from './oracle.ts';
import { type RigSetup, rigStack } from './stack.ts';

export interface LabOptions {
  readonly emulator: Emulator;
  readonly parts: Found<'terraform' | 'providerMirror'>;
  /** The bundled program. */
  readonly program: string;
  /** Made; everything of the deployment is in it. */
  readonly folder: string;
  readonly prefix: string;
  readonly size?: number;
  readonly stateOnly?: boolean;
  /** Key of the state; by default its own. */
  readonly key?: string;
  /** Keeps the state in a local file. */
  readonly local?: boolean;
  /** Folder of our run records, journals and working copies; default in `folder`. */
  readonly stateDirectory?: string;
  /** How much longer a creation takes, in milliseconds. */
  readonly latency?: number;
}

export interface End {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
}

export interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<End>;
  /** Waits until terraform has told of that many completed creations; false when it ended before. */
  until(creations: number): Promise<boolean>;
  /** Of terraform itself, once it runs. */
  terraform(): number | undefined;
  /** Creations that terraform reported as complete, by address. */
  completed(): readonly string[];
}

export interface Lab extends AsyncDisposable {
  readonly prefix: string;
  readonly key: string;
  readonly provider: FaultProxy;
  readonly backend: FaultProxy;
  readonly oracle: Oracle;
  readonly stateDirectory: string;
  /** Starts our program. */
  start(...args: readonly string[]): Running;
  /** Runs our program to its end. */
  run(...args: readonly string[]): Promise<End>;
  /** Sets a working copy up for bare terraform. */
  bareInit(): Promise<void>;
  bareStart(...args: readonly string[]): Running;
  readonly bareFolder: string;
  inState(): Promise<readonly { readonly address: string; readonly tainted: boolean }[]>;
  addresses: readonly string[];
}

export async function makeLab(options: LabOptions): Promise<Lab> {
  const { emulator, parts, folder, prefix, program } = options;
  const provider = await faultProxy(emulator.url);
  const backend = await faultProxy(emulator.url);
  provider.latency = options.latency ?? 150;
  const key = options.key ?? `${prefix}/data-plane.tfstate`;
  const oracle = oracleOf(emulator.url);
  await oracle.makeBucket();
  const user = join(folder, 'user');
  const bareFolder = join(folder, 'bare');
  for (const path of [user, bareFolder]) mkdirSync(path, { recursive: true });
  writeFileSync(join(user, 'bt-dataplane.yaml'), configText);
  const setup: RigSetup = {
    prefix,
    backendUrl: backend.url,
    ...(options.local === true ? {} : { stateKey: key }),
    size: options.size,
    stateOnly: options.stateOnly,
  };
  const stack = rigStack(setup);
  const stateDirectory = options.stateDirectory ?? join(folder, 'state');
  const cliConfig = join(folder, 'terraformrc');
  writeFileSync(
    cliConfig,
    `provider_installation {\n  filesystem_mirror {\n    path = "${parts.providerMirror}"\n  }\n}\n`,
  );
  const common = {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    ...emulator.variables,
    AWS_ENDPOINT_URL: provider.url,
    AWS_MAX_ATTEMPTS: '4',
  };
  const ours = {
    ...common,
    RIG_SETUP: JSON.stringify(setup),
    LICENSE: 'licence-of-the-rig',
    BT_DATAPLANE_STATE_DIR: stateDirectory,
    BT_DATAPLANE_TERRAFORM: parts.terraform,
    BT_DATAPLANE_PROVIDER_MIRROR: parts.providerMirror,
    BT_DATAPLANE_LOCK_TIMEOUT: '0s',
  };
  const bare = {
    ...common,
    TF_CLI_CONFIG_FILE: cliConfig,
    TF_IN_AUTOMATION: '1',
    CHECKPOINT_DISABLE: '1',
    TF_VAR_license_key: 'x',
  };
  const start = (...args: readonly string[]): Running => {
    const seen = new Set(streamsIn(stateDirectory));
    const stream = () => streamsIn(stateDirectory).find((file) => !seen.has(file));
    const child = spawn(process.execPath, [program, ...args], {
      cwd: user,
      env: ours,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return runningOf(child, {
      lines: () => linesOf(stream()),
      terraform: () => childOf(stateDirectory, stream()),
    });
  };
  const bareStart = (...args: readonly string[]): Running => {
    const child = spawn(parts.terraform, args, {
      cwd: bareFolder,
      env: bare,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    let text = '';
    child.stdout.on('data', (piece: Buffer) => {
      text += piece.toString('utf8');
    });
    return runningOf(child, { lines: () => text.split('\n'), terraform: () => child.pid });
  };
  return {
    prefix,
    key,
    provider,
    backend,
    oracle,
    stateDirectory,
    bareFolder,
    addresses: [...stack.addresses].sort(),
    start,
    run: (...args) => start(...args).ended,
    bareStart,
    async bareInit() {
      writeFileSync(join(bareFolder, 'main.tf.json'), stack.json);
      mkdirSync(join(folder, 'state'), { recursive: true });
      const { exitCode, output } = await bareStart('init', '-input=false').ended;
      if (exitCode !== 0) throw new Error(output);
    },
    inState: () => oracle.inState(key),
    async [Symbol.asyncDispose]() {
      await provider.close();
      await backend.close();
    },
  };
}

interface Source {
  readonly lines: () => readonly string[];
  readonly terraform: () => number | undefined;
}

function runningOf(child: ChildProcess, { lines, terraform }: Source): Running {
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (piece: Buffer) => {
      output += piece.toString('utf8');
    });
  const ended = new Promise<End>((resolve) => {
    child.once('exit', (exitCode, signal) => setTimeout(() => resolve({ exitCode, signal, output }), 20));
  });
  const completed = () =>
    lines().flatMap((line) => (line.includes('"type":"apply_complete"') ? [addressIn(line)] : []));
  return {
    process: child,
    ended,
    terraform,
    completed,
    async until(creations) {
      let over = false;
      void ended.then(() => {
        over = true;
      });
      while (!over && completed().length < creations) await sleep(10);
      return !over;
    },
  };
}

function addressIn(line: string): string {
  return /"addr":"([^"]+)"/.exec(line)?.[1] ?? '';
}

/** What terraform wrote during applies, oldest first. */
function streamsIn(stateDirectory: string): readonly string[] {
  const runs = join(stateDirectory, 'acme', 'runs');
  if (!existsSync(runs)) return [];
  return readdirSync(runs)
    .sort()
    .map((run) => join(runs, run, 'data-plane-apply.out'))
    .filter((file) => existsSync(file));
}

function linesOf(file: string | undefined): readonly string[] {
  if (file === undefined) return [];
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** The journal knows terraform's process. */
function childOf(stateDirectory: string, stream: string | undefined): number | undefined {
  const folder = join(stateDirectory, 'acme', 'journal');
  if (stream === undefined || !existsSync(folder)) return undefined;
  for (const name of readdirSync(folder)) {
    const text = readFileSync(join(folder, name), 'utf8');
    const pid = /"type":"process","pid":(\d+)/.exec(text)?.[1];
    if (text.includes(stream) && pid !== undefined) return Number(pid);
  }
  return undefined;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // One that nobody has waited for yet is gone all the same.
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

export async function untilGone(pid: number | undefined): Promise<void> {
  while (pid !== undefined && isAlive(pid)) await sleep(20);
}

/** Kills terraform, and the providers that it leaves: they are in its session. */
export function killTerraform(pid: number | undefined): void {
  if (pid === undefined) throw new Error('terraform is not running');
  process.kill(pid, 'SIGKILL');
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // They ended with it.
  }
}
