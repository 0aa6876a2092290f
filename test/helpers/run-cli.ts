/** Drives the whole program in memory: words in, exit code and both streams out. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RunOptions, run } from '../../src/cli/run.ts';
import type { LiveBlock, Streams } from '../../src/cli/streams.ts';
import type { Question } from '../../src/core/io/host.ts';
import { type MemoryEnv, type MemoryEnvOptions, memoryEnv } from './memory-env.ts';

export interface CliOptions extends MemoryEnvOptions, RunOptions {
  /** A person sits there: both streams are a terminal. */
  readonly terminal?: boolean;
  /** Answers by code of the question; a question without one fails the run. */
  readonly answers?: Readonly<Record<string, string>>;
  /** Goes on with the files of an earlier run. */
  readonly env?: MemoryEnv;
}

export interface CliRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Questions that were put, in order. */
  readonly asked: readonly Question[];
  /** What the live block showed, in order. */
  readonly live: readonly string[];
  readonly env: MemoryEnv;
  /** The whole of standard output as JSON; fails when it is anything else. */
  json<T = Record<string, unknown>>(): T;
}

export async function runCli(argv: readonly string[], options: CliOptions = {}): Promise<CliRun> {
  const env = options.env ?? memoryEnv({ ...options, files: { ...packageFiles(), ...options.files } });
  // On a read-only file system the folder is simply not there.
  if (options.env === undefined) await env.fs.makeDirectory(env.cwd).catch(() => {});
  const written = { stdout: '', stderr: '' };
  const asked: Question[] = [];
  const live: string[] = [];
  const block: LiveBlock = { show: (text) => void live.push(text), clear: () => {} };
  const output = (name: 'stdout' | 'stderr') => ({
    write: (text: string) => {
      written[name] += text;
    },
    isTTY: options.terminal === true,
    width: options.terminal ? 100 : undefined,
  });
  const streams: Streams = {
    stdout: output('stdout'),
    stderr: output('stderr'),
    canType: options.terminal === true,
    async prompt(question) {
      asked.push(question);
      const answer = options.answers?.[question.code];
      if (answer === undefined) throw new Error(`the test has no answer to ${question.code}`);
      return answer;
    },
    liveBlock: async () => block,
  };
  const code = await run(argv, env, streams, options);
  return { code, ...written, asked, live, env, json: () => JSON.parse(written.stdout) };
}

/** The program's own templates, where `memoryEnv` has its package root. */
function packageFiles(): Record<string, string> {
  const root = new URL('../../templates/', import.meta.url).pathname;
  return Object.fromEntries(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [`/package/templates/${path.slice(root.length)}`, readFileSync(path, 'utf8')]),
  );
}
