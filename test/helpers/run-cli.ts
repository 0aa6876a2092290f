/** Drives the whole program in memory: words in, exit code and both streams out. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RunOptions, run } from '../../src/cli/run.ts';
import type { LiveBlock, Streams } from '../../src/cli/streams.ts';
import type { Question } from '../../src/core/io/host.ts';
import type { Env } from '../../src/env.ts';
import { type MemoryEnv, type MemoryEnvOptions, memoryEnv } from './memory-env.ts';

export interface Watcher extends RunOptions {
  /** A person sits there: both streams are a terminal. */
  readonly terminal?: boolean;
  /** Columns of that terminal; 0 for one that does not know. Default 100. */
  readonly width?: number;
  /** Answers by code of the question; a question without one fails the run. */
  readonly answers?: Readonly<Record<string, string>>;
}

export interface CliRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Questions that were put, in order. */
  readonly asked: readonly Question[];
  /** What the live block showed, in order. */
  readonly live: readonly string[];
  /** The whole of standard output as JSON; fails when it is anything else. */
  json<T = Record<string, unknown>>(): T;
}

export interface CliOptions extends MemoryEnvOptions, Watcher {
  /** Goes on with the files of an earlier run. */
  readonly env?: MemoryEnv;
}

/** With everything in memory. */
export async function runCli(
  argv: readonly string[],
  options: CliOptions = {},
): Promise<CliRun & { readonly env: MemoryEnv }> {
  const env = options.env ?? memoryEnv({ ...options, files: { ...packageFiles(), ...options.files } });
  // On a read-only file system the folder is simply not there.
  if (options.env === undefined) await env.fs.makeDirectory(env.cwd).catch(() => {});
  return { ...(await runCliIn(env, argv, options)), env };
}

/** With the side effects given. */
export async function runCliIn(env: Env, argv: readonly string[], watcher: Watcher = {}): Promise<CliRun> {
  const written = { stdout: '', stderr: '' };
  const asked: Question[] = [];
  const live: string[] = [];
  const block: LiveBlock = { show: (text) => void live.push(text), clear: () => {} };
  const output = (name: 'stdout' | 'stderr') => ({
    write: (text: string) => {
      written[name] += text;
    },
    isTTY: watcher.terminal === true,
    width: watcher.terminal ? (watcher.width ?? 100) || undefined : undefined,
  });
  const streams: Streams = {
    stdout: output('stdout'),
    stderr: output('stderr'),
    canType: watcher.terminal === true,
    async prompt(question) {
      asked.push(question);
      const answer = watcher.answers?.[question.code];
      if (answer === undefined) throw new Error(`the test has no answer to ${question.code}`);
      return answer;
    },
    liveBlock: async () => block,
  };
  const code = await run(argv, env, streams, watcher);
  return { code, ...written, asked, live, json: () => JSON.parse(written.stdout) };
}

/** The program's own templates, where `memoryEnv` has its package root. */
export function packageFiles(): Record<string, string> {
  const root = new URL('../../templates/', import.meta.url).pathname;
  return Object.fromEntries(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [`/package/templates/${path.slice(root.length)}`, readFileSync(path, 'utf8')]),
  );
}
