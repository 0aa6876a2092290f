import { open, readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import type { ProcessEnd, Processes, ProcessSpec, RunningProcess } from '../env.ts';

/**
 * Children run in a session of their own with their output in files: terraform that writes into a pipe dies with its
 * reader and loses what it has created since its last save, and a terminal's Ctrl-C would reach it a second time.
 */
export const nodeProcesses: Processes = {
  own: process.pid,
  host: hostname(),
  isRunning(pid) {
    try {
      return process.kill(pid, 0);
    } catch (error) {
      // Somebody else's cannot be sent a signal, but is there.
      return (error as NodeJS.ErrnoException).code === 'EPERM';
    }
  },
  async bornAt(pid) {
    // The 22nd field; the second is the program's name in brackets, which may hold anything. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
    const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    // A zombie has ended; only its parent has not looked yet.
    return fields[0] === 'Z' ? undefined : fields[19];
  },
  start(spec) {
    const started = spawn(spec);
    return {
      get pid() {
        return started.pid();
      },
      signal: (name) => started.signal(name),
      ended: started.ended,
    } satisfies RunningProcess;
  },
};

function spawn(spec: ProcessSpec) {
  let child: { pid?: number | undefined; kill(signal: NodeJS.Signals): boolean } | undefined;
  const pending: NodeJS.Signals[] = [];

  const run = async (): Promise<ProcessEnd> => {
    // Late: most commands start nothing, and it is a third of the code that would be loaded at each start.
    const { execa } = await import('execa');
    const out = await open(spec.stdout, 'a', 0o600);
    const err = await open(spec.stderr, 'a', 0o600);
    try {
      const subprocess = execa(spec.file, spec.args, {
        cwd: spec.cwd,
        env: spec.env,
        extendEnv: false,
        stdin: 'ignore',
        stdout: descriptor(out.fd),
        stderr: descriptor(err.fd),
        detached: true,
        cleanup: false,
        // execa's own answer to a cancel is SIGTERM, then SIGKILL after five seconds: both lose terraform's state.
        forceKillAfterDelay: false,
        buffer: false,
        reject: false,
      });
      child = subprocess;
      for (const signal of pending.splice(0)) subprocess.kill(signal);
      const result = await subprocess;
      if (result.signal !== undefined && subprocess.pid !== undefined) endGroup(subprocess.pid);
      const cause = result.cause as NodeJS.ErrnoException | undefined;
      const startError = result.exitCode === undefined && result.signal === undefined ? cause : undefined;
      return {
        exitCode: result.exitCode,
        signal: result.signal,
        ...(startError === undefined ? {} : { startError }),
      };
    } finally {
      await Promise.all([out.close(), err.close()]);
    }
  };

  return {
    ended: run(),
    pid: () => child?.pid,
    signal: (name: NodeJS.Signals) => {
      if (child === undefined) pending.push(name);
      else child.kill(name);
    },
  };
}

/** Providers do not end with a terraform that was killed: each would stay, with its memory and its credentials. */
function endGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // None was left.
  }
}

/** execa hands any descriptor on as it is; its types know only 3 to 9. */
function descriptor(fd: number): 3 {
  return fd as 3;
}
