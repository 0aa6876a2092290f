/** An `Env` in memory: files in a map, a clock that jumps, processes that a test scripts. */
import { dirname } from 'node:path';
import type { Env, FileSystem, HttpAnswer, InterruptName, ProcessEnd, ProcessSpec } from '../../src/env.ts';

export interface MemoryEnvOptions {
  /** Absolute path to content. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly cwd?: string;
  readonly vars?: Readonly<Record<string, string>>;
  readonly now?: string;
  /** Plays the part of every child process; writes its output to `spec.stdout` through `env.fs`. */
  readonly run?: (
    spec: ProcessSpec,
    env: MemoryEnv,
    signals: readonly string[],
  ) => Promise<ProcessEnd> | ProcessEnd;
  /** Processes of others. */
  readonly running?: readonly number[];
  /** Answers every GET; without it each is refused. */
  readonly answer?: (url: string) => Promise<HttpAnswer> | HttpAnswer;
  /** Paths that cannot be written, as prefixes. */
  readonly readOnly?: readonly string[];
  readonly packageRoot?: string;
}

export interface MemoryEnv extends Env {
  readonly files: Map<string, Uint8Array>;
  readonly modes: Map<string, number>;
  /** Every process that was started, in order. */
  readonly started: ProcessSpec[];
  /** Every address that was asked, in order. */
  readonly asked: string[];
  interrupt(name: InterruptName): void;
  text(path: string): string | undefined;
}

export function memoryEnv(options: MemoryEnvOptions = {}): MemoryEnv {
  const files = new Map<string, Uint8Array>();
  const modes = new Map<string, number>();
  const folders = new Set<string>(['/']);
  const started: ProcessSpec[] = [];
  const asked: string[] = [];
  const listeners = new Set<(name: InterruptName) => void>();
  let milliseconds = Date.parse(options.now ?? '2026-06-01T12:00:00Z');
  let serial = 0;

  for (const [path, content] of Object.entries(options.files ?? {})) {
    files.set(path, toBytes(content));
    addFolders(folders, dirname(path));
  }

  const env: MemoryEnv = {
    files,
    modes,
    started,
    asked,
    cwd: options.cwd ?? '/project',
    vars: options.vars ?? {},
    fs: memoryFiles(files, modes, folders, options.readOnly ?? [], () => `${serial++}`),
    processes: {
      own: 1,
      host: 'here',
      bornAt: async (pid) => (pid === 1 || (options.running ?? []).includes(pid) ? `${pid}` : undefined),
      isRunning: (pid) => pid === 1 || (options.running ?? []).includes(pid),
      start(spec) {
        started.push(spec);
        const signals: string[] = [];
        const pid = 1000 + started.length;
        return {
          pid,
          signal: (name) => void signals.push(name),
          ended: Promise.resolve().then(() =>
            options.run
              ? options.run(spec, env, signals)
              : { exitCode: undefined, signal: undefined, startError: missing(spec.file) },
          ),
        };
      },
    },
    http: {
      get: async (url) => {
        asked.push(url);
        if (options.answer === undefined) throw failure('ECONNREFUSED', url);
        return options.answer(url);
      },
    },
    clock: {
      now: () => new Date(milliseconds),
      elapsed: () => milliseconds,
      sleep: async (duration) => {
        milliseconds += duration;
        await new Promise((resolve) => setImmediate(resolve));
      },
    },
    interrupts: {
      listen(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    randomId: () => `id${String(serial++).padStart(4, '0')}`,
    packageRoot: options.packageRoot ?? '/package',
    interrupt: (name) => {
      for (const listener of listeners) listener(name);
    },
    text: (path) => {
      const bytes = files.get(path);
      return bytes && new TextDecoder().decode(bytes);
    },
  };
  return env;
}

function memoryFiles(
  files: Map<string, Uint8Array>,
  modes: Map<string, number>,
  folders: Set<string>,
  readOnly: readonly string[],
  serial: () => string,
): FileSystem {
  const bytesOf = (path: string) => {
    const bytes = files.get(path);
    if (bytes === undefined) throw missing(path);
    return bytes;
  };
  const writable = (path: string) => {
    if (readOnly.some((prefix) => path.startsWith(prefix))) throw failure('EROFS', path);
  };
  const put = (path: string, bytes: Uint8Array, mode: number) => {
    writable(path);
    if (!folders.has(dirname(path))) throw missing(dirname(path));
    files.set(path, bytes);
    modes.set(path, mode);
  };
  return {
    readText: async (path) => new TextDecoder().decode(bytesOf(path)),
    readBytes: async (path) => bytesOf(path),
    readFrom: async (path, offset) => files.get(path)?.subarray(offset) ?? new Uint8Array(),
    write: async (path, data, write = {}) => {
      if (write.exclusive && files.has(path)) throw failure('EEXIST', path);
      put(path, toBytes(data), write.mode ?? 0o600);
    },
    append: async (path, data) => {
      const before = files.get(path) ?? new Uint8Array();
      put(path, Buffer.concat([before, toBytes(data)]), modes.get(path) ?? 0o600);
    },
    appendDurably: async (path, data) => {
      const before = files.get(path) ?? new Uint8Array();
      put(path, Buffer.concat([before, toBytes(data)]), modes.get(path) ?? 0o600);
    },
    makeDirectory: async (path) => {
      writable(path);
      addFolders(folders, path);
    },
    list: async (path) => {
      if (!folders.has(path)) throw missing(path);
      const prefix = path === '/' ? '/' : `${path}/`;
      const below = [...files.keys(), ...folders].filter(
        (entry) => entry.startsWith(prefix) && entry !== path,
      );
      return [...new Set(below.map((entry) => entry.slice(prefix.length).split('/')[0] ?? ''))]
        .filter(Boolean)
        .sort();
    },
    stat: async (path) => {
      const bytes = files.get(path);
      if (bytes)
        return { size: bytes.length, mode: modes.get(path) ?? 0o600, modified: new Date(0), kind: 'file' };
      return folders.has(path)
        ? { size: 0, mode: 0o700, modified: new Date(0), kind: 'directory' }
        : undefined;
    },
    remove: async (path) => {
      writable(path);
      for (const entry of [...files.keys()])
        if (entry === path || entry.startsWith(`${path}/`)) files.delete(entry);
      for (const entry of [...folders])
        if (entry === path || entry.startsWith(`${path}/`)) folders.delete(entry);
    },
    copy: async (from, to) => put(to, bytesOf(from), modes.get(from) ?? 0o600),
    move: async (from, to) => {
      put(to, bytesOf(from), modes.get(from) ?? 0o600);
      files.delete(from);
    },
    link: async (_target, path) => {
      throw failure('ENOSYS', path);
    },
    realPath: async (path) => {
      if (!files.has(path) && !folders.has(path)) throw missing(path);
      return path;
    },
    makeTemporaryDirectory: async (prefix) => {
      const path = `/tmp/${prefix}${serial()}`;
      addFolders(folders, path);
      return path;
    },
  };
}

function addFolders(folders: Set<string>, path: string): void {
  folders.add(path);
  if (path !== '/' && path !== '.') addFolders(folders, dirname(path));
}

function toBytes(data: string | Uint8Array): Uint8Array {
  return typeof data === 'string' ? new TextEncoder().encode(data) : data;
}

function missing(path: string): NodeJS.ErrnoException {
  return failure('ENOENT', path);
}

function failure(code: string, path: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: ${path}`), { code });
}
