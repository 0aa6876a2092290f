/**
 * The one place that starts terraform, and helm where a release is foretold. The child has a session of its own and writes
 * into files that are read as they grow: a reader that dies cannot take terraform and its unsaved state with it, and a
 * terminal's Ctrl-C reaches terraform exactly once, from here.
 */
import { join } from 'node:path';
import type { Env, InterruptName, ProcessEnd, RunningProcess } from '../../env.ts';
import type { Host } from '../io/host.ts';
import { LineSplitter } from './ui-stream.ts';

export interface Command {
  readonly args: readonly string[];
  /** What it is for a person, such as `plan data-plane`. */
  readonly label: string;
  /** Start of the names of its output files in the run's folder. */
  readonly log: string;
  /**
   * `drain` passes a signal on once and waits for terraform to save its state; `kill` ends it at once, for commands that
   * change nothing and, like `init`, do not answer a signal: https://github.com/hashicorp/terraform/issues/25118
   */
  readonly onInterrupt: 'drain' | 'kill';
  /** Carries on when the terminal is closed (SIGHUP) instead of stopping half-way. */
  readonly survivesHangup?: boolean;
  /** Killed after this time; the default is to wait for its end. */
  readonly limitMilliseconds?: number;
}

export interface CommandEnd extends ProcessEnd {
  /** Output files, complete. */
  readonly stdout: string;
  readonly stderr: string;
  /** The first signal that this program received meanwhile and acted upon. */
  readonly interruptedBy: InterruptName | undefined;
  /** How many signals terraform was sent: 2 means that it stopped without saving. */
  readonly signalsSent: number;
  /** True when its time was over. */
  readonly timedOut: boolean;
}

export interface Surroundings {
  readonly env: Env;
  readonly host: Host;
  /** The binary, absolute. */
  readonly file: string;
  /** The child's whole environment. */
  readonly vars: Readonly<Record<string, string>>;
  /** Where it runs. */
  readonly cwd: string;
  /** Where its output goes; mode 0700. */
  readonly runFolder: string;
}

const pollMilliseconds = 100;

/** Runs one command to its end. `onLines` gets the whole lines of standard output as they come, at each look. */
export async function runCommand(
  surroundings: Surroundings,
  command: Command,
  onLines: (lines: readonly string[]) => void = () => {},
): Promise<CommandEnd> {
  const { env, file, vars, cwd, runFolder } = surroundings;
  const stdout = join(runFolder, `${command.log}.out`);
  const stderr = join(runFolder, `${command.log}.err`);
  const child = env.processes.start({ file, args: command.args, cwd, env: vars, stdout, stderr });
  const signals = forwardSignals(surroundings, command, child);
  try {
    const end = await follow(env, child, { stdout, limit: command.limitMilliseconds }, onLines);
    return { ...end, stdout, stderr, ...signals.report() };
  } finally {
    signals.stop();
  }
}

async function follow(
  env: Env,
  child: RunningProcess,
  {
    stdout,
    limit = Number.POSITIVE_INFINITY,
  }: { readonly stdout: string; readonly limit: number | undefined },
  onLines: (lines: readonly string[]) => void,
): Promise<ProcessEnd & { readonly timedOut: boolean }> {
  const splitter = new LineSplitter();
  let offset = 0;
  const read = async () => {
    const bytes = await env.fs.readFrom(stdout, offset);
    offset += bytes.length;
    onLines(splitter.push(bytes));
  };
  const asleep = new AbortController();
  const ended = child.ended.finally(() => asleep.abort());
  const began = env.clock.elapsed();
  let end: ProcessEnd | undefined;
  let timedOut = false;
  while (end === undefined) {
    if (!timedOut && env.clock.elapsed() - began > limit) {
      timedOut = true;
      child.signal('SIGKILL');
    }
    end = await Promise.race([ended, env.clock.sleep(pollMilliseconds, asleep.signal).then(() => undefined)]);
    await read();
  }
  onLines(splitter.flush());
  return { ...end, timedOut };
}

/** A second signal within this time counts as impatience and is answered with a warning first. */
function forwardSignals({ env, host }: Surroundings, command: Command, child: RunningProcess) {
  let received = 0;
  let sent = 0;
  let first: InterruptName | undefined;
  const stop = env.interrupts.listen((name) => {
    if (name === 'SIGHUP' && command.survivesHangup) return;
    received += 1;
    first ??= name;
    if (command.onInterrupt === 'kill') return child.signal('SIGKILL');
    if (received === 1 || received === 3) {
      sent += 1;
      child.signal('SIGINT');
    }
    const text = interruptTexts[Math.min(received, 3) - 1] ?? '';
    host.notify({
      kind: 'note',
      code: `interrupt-${Math.min(received, 3)}`,
      level: 'warning',
      text: `${command.label}: ${text}`,
    });
  });
  return { stop, report: () => ({ interruptedBy: first, signalsSent: sent }) };
}

const interruptTexts = [
  'stopping; terraform finishes what it has begun and saves its state, which can take minutes',
  'still stopping; one more signal makes terraform exit at once, and what is being created now is then missing from its state',
  'told terraform to exit at once; its state may be incomplete',
] as const;
