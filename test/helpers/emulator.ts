/** Runs the AWS emulator: moto with what it lacks (`test/emulator/`). */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface EmulatorOptions {
  /** Interpreter with moto, from `findRealParts()`. */
  readonly python: string;
  /** Where its log goes; kept. */
  readonly logFile: string;
  /** It ends itself after that, whatever becomes of its starter. Default 30. */
  readonly minutes?: number;
  /** Entries of the shim to leave out, by name. */
  readonly without?: readonly string[];
  /** How long nodes take to be replaced; default 0. */
  readonly refreshSeconds?: number;
}

export interface Emulator {
  /** Such as `http://127.0.0.1:41234`. */
  readonly url: string;
  readonly logFile: string;
  /** What AWS clients need to talk to it and to nothing else. */
  readonly variables: Readonly<Record<string, string>>;
  /** Lines of its log that say that something is missing in it; empty when all is well. */
  complaints(): readonly string[];
  stop(): Promise<void>;
}

const shim = new URL('../emulator/moto_shim.py', import.meta.url).pathname;

/** Ready when it answers. It stops on `stop()`, when its starter dies, and when its time is over. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { python, logFile } = options;
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'w', 0o600);
  // A group of its own, so that a Ctrl-C at the terminal does not take it away under a terraform that is still stopping.
  const child = spawn(python, ['-u', shim, '-H', '127.0.0.1', '-p', '0'], {
    detached: true,
    stdio: ['ignore', log, log],
    env: {
      ...process.env,
      SHIM_SECONDS: String((options.minutes ?? 30) * 60),
      SHIM_STARTER: String(process.pid),
      SHIM_REFRESH_SECONDS: String(options.refreshSeconds ?? 0),
      SHIM_WITHOUT: (options.without ?? []).join(','),
    },
  });
  closeSync(log);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await waitForAddress(child, logFile);
  return {
    url,
    logFile,
    variables: variablesFor(url),
    complaints: () => complaintsIn(readFileSync(logFile, 'utf8')),
    async stop() {
      child.kill('SIGTERM');
      await Promise.race([ended, sleep(5_000, undefined, { ref: false }).then(() => child.kill('SIGKILL'))]);
    },
  };
}

/** The port is the kernel's choice; the server's log names it. */
async function waitForAddress(child: ChildProcess, logFile: string): Promise<string> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const log = readFileSync(logFile, 'utf8');
    const address = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(log)?.[1];
    if (address !== undefined) return address;
    if (child.exitCode !== null) throw new Error(`the emulator did not start; its log ${logFile}:\n${log}`);
    await sleep(100);
  }
  child.kill('SIGKILL');
  throw new Error(`the emulator did not answer within 30 seconds; its log is ${logFile}`);
}

function variablesFor(url: string): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: 'testing',
    AWS_SECRET_ACCESS_KEY: 'testing',
    AWS_EC2_METADATA_DISABLED: 'true',
    // No profile of the person who runs this may have a say.
    AWS_CONFIG_FILE: join(dirname(shim), 'no-such-file'),
    AWS_SHARED_CREDENTIALS_FILE: join(dirname(shim), 'no-such-file'),
  };
}

function complaintsIn(log: string): readonly string[] {
  return log.split('\n').filter((line) => /NotImplementedError: |" 50[01] -|Traceback/.test(line));
}
