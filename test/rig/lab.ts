/** One deployment in the emulator with its own proxies, driven by our program or by bare terraform. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { providerTries } from '../../modules/aws/provider.ts';
import { configText } from '../helpers/drive.ts';
import type { Emulator } from '../helpers/emulator.ts';
import type { Found } from '../helpers/real-parts.ts';
import { type FaultProxy, faultProxy } from './fault-proxy.ts';
import { type Oracle, oracleOf, readStored, type StoredResource } from './oracle.ts';
import { type Running, runningOf } from './running.ts';
import { type RigSetup, rigStack } from './stack.ts';
import { tracesIn } from './traces.ts';
import { wordsOf } from './words.ts';

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
}

export interface Lab extends AsyncDisposable {
  readonly prefix: string;
  readonly provider: FaultProxy;
  readonly backend: FaultProxy;
  readonly oracle: Oracle;
  readonly key: string;
  readonly stateDirectory: string;
  readonly addresses: readonly string[];
  /** Starts our program; what drives terraform is told where it is. */
  start(...args: readonly string[]): Running;
  /** Starts a command line that the program named, word for word, as a person does who types `yes` when asked. */
  follow(commandLine: string): Running;
  /** Sets a working copy up for bare terraform. */
  bareInit(): Promise<void>;
  bareStart(...args: readonly string[]): Running;
  inState(): Promise<readonly StoredResource[]>;
  isLocked(): Promise<boolean>;
  /** Resolves when the cloud has done what it was asked to. */
  settled(): Promise<void>;
}

/** Enough that several creations are under way at any moment. */
const creationMilliseconds = 150;

export async function makeLab(options: LabOptions): Promise<Lab> {
  const { emulator, parts, folder, prefix, program } = options;
  const provider = await faultProxy(emulator.url);
  const backend = await faultProxy(emulator.url);
  provider.latency = () => creationMilliseconds;
  const key = options.key ?? `${prefix}/data-plane.tfstate`;
  const oracle = oracleOf(emulator.url);
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
  const stateDirectory = options.stateDirectory ?? join(folder, 'state-directory');
  const common = {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    ...emulator.variables,
    AWS_ENDPOINT_URL: provider.url,
  };
  const ours = {
    ...common,
    NO_COLOR: '1',
    // As a rendered stack of AWS says it.
    RIG_SETUP: JSON.stringify({ ...setup, tries: providerTries } satisfies RigSetup),
    LICENSE: 'licence-of-the-rig',
    BT_DATAPLANE_STATE_DIR: stateDirectory,
  };
  const bare = {
    ...common,
    TF_CLI_CONFIG_FILE: cliConfigIn(folder, parts.providerMirror),
    TF_IN_AUTOMATION: '1',
    CHECKPOINT_DISABLE: '1',
    TF_VAR_license_key: 'x',
  };
  const run = (args: readonly string[], more: Readonly<Record<string, string>> = {}) => {
    const traces = tracesIn(stateDirectory);
    const child = spawn(process.execPath, [program, ...args], {
      cwd: user,
      env: { ...ours, ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return runningOf(child, traces);
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
    return runningOf(child, {
      lines: () => text.split('\n'),
      terraform: () => child.pid,
      folder: () => bareFolder,
    });
  };
  // Both keep a local state beside the folder of the stack, each its own.
  const localState = () =>
    [join(user, '.bt-dataplane/acme/state'), join(folder, 'state')]
      .map((place) => join(place, 'data-plane.tfstate'))
      .find((file) => existsSync(file));
  return {
    prefix,
    key,
    provider,
    backend,
    oracle,
    stateDirectory,
    addresses: [...stack.addresses].sort(),
    start: (...args) =>
      run([
        ...args,
        ...[
          '--terraform',
          parts.terraform,
          '--provider-mirror',
          parts.providerMirror,
          '--lock-timeout',
          '0s',
        ],
      ]),
    follow: (commandLine) => run(wordsOf(commandLine).slice(1), { RIG_TYPES: 'yes' }),
    bareStart,
    async bareInit() {
      writeFileSync(join(bareFolder, 'main.tf.json'), stack.json);
      mkdirSync(join(folder, 'state'), { recursive: true });
      const { exitCode, output } = await bareStart('init', '-input=false').ended;
      if (exitCode !== 0) throw new Error(output);
    },
    inState: async () => {
      if (options.local !== true) return oracle.inState(key);
      const file = localState();
      return file === undefined ? [] : readStored(readFileSync(file, 'utf8'));
    },
    isLocked: async () => {
      if (options.local !== true) return oracle.isLocked(key);
      const file = localState();
      return file !== undefined && existsSync(join(file, '..', '.data-plane.tfstate.lock.info'));
    },
    async settled() {
      await provider.settled();
      await backend.settled();
    },
    async [Symbol.asyncDispose]() {
      await provider.close();
      await backend.close();
    },
  };
}

function cliConfigIn(folder: string, providerMirror: string): string {
  const file = join(folder, 'terraformrc');
  writeFileSync(
    file,
    `provider_installation {\n  filesystem_mirror {\n    path = "${providerMirror}"\n  }\n}\n`,
  );
  return file;
}
