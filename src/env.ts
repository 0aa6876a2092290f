/**
 * The side effects that the program may have, as one bundle. `main.ts` builds the real one once; tests hand in a bundle
 * in memory and drive the whole program through it. Nothing below `main.ts` touches `process`, `node:fs` or the clock.
 */

export interface FileStat {
  readonly size: number;
  readonly mode: number;
  readonly modified: Date;
  readonly kind: 'file' | 'directory' | 'other';
}

export interface WriteOptions {
  /** Permission bits; default 0o600. */
  readonly mode?: number;
  /** Fails with `EEXIST` when the file is there. */
  readonly exclusive?: boolean;
}

/** Paths are absolute. Failures are Node's own errors with `code` (`ENOENT`, `EACCES`, …). */
export interface FileSystem {
  readText(path: string): Promise<string>;
  readBytes(path: string): Promise<Uint8Array>;
  /** Bytes from `offset` to the present end; empty when the file does not exist yet. */
  readFrom(path: string, offset: number): Promise<Uint8Array>;
  /** Replaces the file in one step (write beside it, then rename). */
  write(path: string, data: string | Uint8Array, options?: WriteOptions): Promise<void>;
  append(path: string, data: string): Promise<void>;
  /** The same, and back only when it is on the disk: it outlives a crash of the machine. */
  appendDurably(path: string, data: string): Promise<void>;
  /** With parents, mode 0700 for those it makes. */
  makeDirectory(path: string): Promise<void>;
  list(path: string): Promise<readonly string[]>;
  stat(path: string): Promise<FileStat | undefined>;
  /** File or whole folder; nothing happens when it is not there. */
  remove(path: string): Promise<void>;
  copy(from: string, to: string): Promise<void>;
  /** A file or a whole folder, in one step, on one file system. A folder that has files is not replaced. */
  move(from: string, to: string): Promise<void>;
  /** Makes `path` a symbolic link to `target`. */
  link(target: string, path: string): Promise<void>;
  realPath(path: string): Promise<string>;
  makeTemporaryDirectory(prefix: string): Promise<string>;
}

export interface ProcessSpec {
  /** Executable, absolute or found on `PATH` of `env`. */
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The child's whole environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Where its output goes. Files, because a child that writes into a pipe dies with its reader. */
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProcessEnd {
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;
  /** Set when the process could not be started at all (`ENOENT`, `EACCES`). */
  readonly startError?: NodeJS.ErrnoException;
}

export interface RunningProcess {
  readonly pid: number | undefined;
  /** Signals that process alone, never its group. */
  signal(name: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): void;
  readonly ended: Promise<ProcessEnd>;
}

export interface Processes {
  /** The id of this process. */
  readonly own: number;
  /** Name of this machine. */
  readonly host: string;
  /** Whether a process of this id runs on this machine, whoever's it is. */
  isRunning(pid: number): boolean;
  /** When a process began, as the system counts it: with it an id that was given away again is told apart. Undefined where it cannot be told. */
  bornAt(pid: number): Promise<string | undefined>;
  /** Starts a child in a session of its own, standard input closed; it outlives this program. */
  start(spec: ProcessSpec): RunningProcess;
}

export interface HttpAnswer {
  readonly status: number;
  /** As UTF-8; cut off after 64 KiB. */
  readonly body: string;
}

/** For public texts: sends no credentials, follows no redirect, tries once. */
export interface Http {
  /** Rejects with Node's own error when there is no answer (`ENOTFOUND`, `ECONNRESET`, `ETIMEDOUT`, …). */
  get(
    url: string,
    options: { readonly timeoutMilliseconds: number; readonly signal?: AbortSignal },
  ): Promise<HttpAnswer>;
}

export interface Clock {
  now(): Date;
  /** Monotonic milliseconds, for durations. */
  elapsed(): number;
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export type InterruptName = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

export interface Interrupts {
  /** Calls `listener` for each signal that this program receives, until the returned function is called. */
  listen(listener: (name: InterruptName) => void): () => void;
}

export interface Env {
  /** The working folder, absolute. */
  readonly cwd: string;
  /** Environment variables as they were at start. */
  readonly vars: Readonly<Record<string, string | undefined>>;
  readonly fs: FileSystem;
  readonly processes: Processes;
  readonly http: Http;
  readonly clock: Clock;
  readonly interrupts: Interrupts;
  /** A short random identifier: lower-case letters and digits. */
  randomId(): string;
  /** The folder that holds the program's `templates/` and `docs/`. */
  readonly packageRoot: string;
}
