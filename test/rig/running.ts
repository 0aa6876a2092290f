/** One run of a program that drives terraform: what it says, how far terraform is, and how it ends. */
import type { ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';

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
  /** Waits until the program has said such a thing; false when it ended before. */
  says(pattern: RegExp): Promise<boolean>;
  /** Of terraform itself, once it runs. */
  terraform(): number | undefined;
  /** Where terraform runs. */
  folder(): string;
  /** Creations that terraform reported as complete, by address. */
  completed(): readonly string[];
}

export interface Source {
  /** Of terraform's `-json` stream, so far. */
  readonly lines: () => readonly string[];
  readonly terraform: () => number | undefined;
  readonly folder: () => string;
}

const pollMilliseconds = 20;

/** What it leaves running may hold its pipes open. */
const drainMilliseconds = 1_000;

export function runningOf(child: ChildProcess, { lines, terraform, folder }: Source): Running {
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (piece: Buffer) => {
      output += piece.toString('utf8');
    });
  let over = false;
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const ended = new Promise<End>((resolve) => {
    child.once('exit', (exitCode, signal) => {
      over = true;
      void Promise.race([closed, sleep(drainMilliseconds)]).then(() =>
        resolve({ exitCode, signal, output: stripVTControlCharacters(output) }),
      );
    });
  });
  const completed = () =>
    lines().flatMap((line) => (line.includes('"type":"apply_complete"') ? [addressIn(line)] : []));
  const waitFor = async (happened: () => boolean) => {
    while (!happened()) {
      if (over) return false;
      await sleep(pollMilliseconds);
    }
    return true;
  };
  return {
    process: child,
    ended,
    terraform,
    folder,
    completed,
    until: (creations) => waitFor(() => completed().length >= creations),
    says: (pattern) => waitFor(() => pattern.test(output)),
  };
}

function addressIn(line: string): string {
  return /"addr":"([^"]+)"/.exec(line)?.[1] ?? '';
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

export async function untilGone(...pids: readonly (number | undefined)[]): Promise<void> {
  for (const pid of pids) while (pid !== undefined && isAlive(pid)) await sleep(pollMilliseconds);
}

/** Kills terraform, and the providers that it leaves: they are in its session. */
export function killTerraform(pid: number | undefined): void {
  if (pid === undefined) throw new Error('terraform is not running');
  for (const whom of [pid, -pid])
    try {
      process.kill(whom, 'SIGKILL');
    } catch {
      // It has just ended.
    }
}

/** The provider processes of a terraform. */
export function providersOf(terraform: number | undefined): readonly number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter(
      (pid) => pid > 0 && new RegExp(`^${pid} \\(terraform-prov.*\\) \\S ${terraform} `).test(statOf(pid)),
    );
}

function statOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return '';
  }
}
