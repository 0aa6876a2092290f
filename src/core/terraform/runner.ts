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
   * `ignore` is for what looks at a lock beside a command that answers the signal.
   */
  readonly onInterrupt: 'drain' | 'kill' | 'ignore';
  /** Carries on when the terminal is closed (SIGHUP) instead of stopping half-way. */
  readonly survivesHangup?: boolean;
  /** Killed after this time; the default is to wait for its end. */
  readonly limitMilliseconds?: number;
  /** After this time it is told to stop as by a signal, then terminated, then killed; the default is to wait for its end. */
  readonly deadlineMilliseconds?: number | undefined;
  /** How long it may take to end after it was told to stop by its deadline, or was terminated; default 30 seconds. */
  readonly graceMilliseconds?: number | undefined;
  /** Asks a person at the first Ctrl-C; resolves when terraform is to be told to stop, if it is. Absent: at once. */
  readonly beforeInterrupt?: ((signal: AbortSignal) => Promise<'stop' | 'go-on'>) | undefined;
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
  /** When it ended, for comparison with what others date. */
  readonly endedAt: Date;
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

export interface Observer {
  /** The whole lines of standard output as they come, at each look; the next look waits for it. */
  readonly onLines?: (lines: readonly string[]) => void | Promise<void>;
  readonly onStart?: (pid: number) => void | Promise<void>;
}

const pollMilliseconds = 100;

/** Terraform gets ready to stop in seconds; what it waits for is a cloud that answers no more. */
const defaultGraceMilliseconds = 30_000;

/** Wrappers deliver a signal twice at the same moment: https://github.com/tofuutils/tenv/issues/340 */
const doubledMilliseconds = 300;

/** Runs one command to its end. */
export async function runCommand(
  surroundings: Surroundings,
  command: Command,
  { onLines = () => {}, onStart = () => {} }: Observer = {},
): Promise<CommandEnd> {
  const { env, file, vars, cwd, runFolder } = surroundings;
  const stdout = join(runFolder, `${command.log}.out`);
  const stderr = join(runFolder, `${command.log}.err`);
  const child = env.processes.start({ file, args: command.args, cwd, env: vars, stdout, stderr });
  const stopping = stopInOrder(surroundings, command, child);
  try {
    const end = await follow(env, child, { stdout, stopping, onLines, onStart });
    return { ...end, stdout, stderr, endedAt: env.clock.now(), ...stopping.report() };
  } finally {
    stopping.end();
  }
}

interface Following extends Required<Observer> {
  readonly stdout: string;
  readonly stopping: Stopping;
}

async function follow(
  env: Env,
  child: RunningProcess,
  { stdout, stopping, onLines, onStart }: Following,
): Promise<ProcessEnd> {
  const splitter = new LineSplitter();
  let offset = 0;
  const read = async () => {
    const bytes = await env.fs.readFrom(stdout, offset);
    offset += bytes.length;
    await onLines(splitter.push(bytes));
  };
  const asleep = new AbortController();
  const ended = child.ended.finally(() => asleep.abort());
  let end: ProcessEnd | undefined;
  let told = false;
  while (end === undefined) {
    stopping.look();
    end = await Promise.race([ended, env.clock.sleep(pollMilliseconds, asleep.signal).then(() => undefined)]);
    if (!told && child.pid !== undefined) {
      told = true;
      await onStart(child.pid);
    }
    await read();
  }
  await onLines(splitter.flush());
  return end;
}

interface Stopping {
  /** Called again and again: does what is due. */
  look(): void;
  report(): Pick<CommandEnd, 'interruptedBy' | 'signalsSent' | 'timedOut'>;
  end(): void;
}

/** One interrupt, then one to terminate, then the end of the process: at signals, or at the end of its time. */
function stopInOrder({ env, host }: Surroundings, command: Command, child: RunningProcess): Stopping {
  const began = env.clock.elapsed();
  const grace = command.graceMilliseconds ?? defaultGraceMilliseconds;
  const question = new AbortController();
  let stage: 'running' | 'asking' | 'interrupted' | 'terminated' | 'killed' = 'running';
  let since = began;
  let sent = 0;
  let timedOut = false;
  let first: InterruptName | undefined;
  let latest: { readonly name: InterruptName; readonly at: number } | undefined;

  const say = (code: number) =>
    host.notify({
      kind: 'note',
      code: `interrupt-${code}`,
      level: 'warning',
      text: `${command.label}: ${interruptTexts[code - 1] ?? ''}`,
    });
  const go = (next: 'interrupted' | 'terminated' | 'killed') => {
    stage = next;
    since = env.clock.elapsed();
    if (next === 'killed') return child.signal('SIGKILL');
    sent += 1;
    child.signal(next === 'interrupted' ? 'SIGINT' : 'SIGTERM');
    say(sent);
  };
  const ask = (before: NonNullable<Command['beforeInterrupt']>) => {
    stage = 'asking';
    const answered = (answer: 'stop' | 'go-on') => {
      if (stage !== 'asking') return;
      if (answer === 'stop') return go('interrupted');
      stage = 'running';
      first = undefined;
    };
    before(question.signal).then(answered, () => answered('stop'));
  };

  const deaf = env.interrupts.listen((name) => {
    if (command.onInterrupt === 'ignore') return;
    if (name === 'SIGHUP' && command.survivesHangup) return;
    const at = env.clock.elapsed();
    const doubled = latest?.name === name && at - latest.at < doubledMilliseconds;
    latest = { name, at };
    if (doubled) return;
    first ??= name;
    if (command.onInterrupt === 'kill') return go('killed');
    if (stage === 'running') {
      if (command.beforeInterrupt !== undefined && name === 'SIGINT') ask(command.beforeInterrupt);
      else go('interrupted');
    } else if (stage === 'asking') {
      question.abort();
      go('interrupted');
    } else if (stage === 'interrupted') go('terminated');
  });

  return {
    look() {
      const now = env.clock.elapsed();
      const { limitMilliseconds: limit, deadlineMilliseconds: deadline } = command;
      if (limit !== undefined && now - began > limit && stage === 'running') {
        timedOut = true;
        go('killed');
      } else if (deadline !== undefined && now - began > deadline && !timedOut && sent === 0) {
        timedOut = true;
        go('interrupted');
      } else if (stage === 'interrupted' && timedOut && now - since > grace) go('terminated');
      else if (stage === 'terminated' && now - since > grace) {
        go('killed');
        say(3);
      }
    },
    report: () => ({ interruptedBy: first, signalsSent: sent, timedOut }),
    end() {
      question.abort();
      deaf();
    },
  };
}

const interruptTexts = [
  'stopping; terraform finishes what it has begun and saves its state, which can take minutes. One more signal ends it at once, and what is being created now is then missing from its state',
  'told terraform to exit at once; what it made since it last saved is only in the journal of this run',
  'terraform did not end by itself and was killed; what it made since it last saved is only in the journal of this run',
] as const;
