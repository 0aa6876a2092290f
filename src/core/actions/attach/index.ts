/** `attach`: follows an apply of this machine whose program or terminal is gone, to its end. */
import { dirname, join } from 'node:path';
import { BtError } from '../../../errors.ts';
import { loadDeployment } from '../../config/load.ts';
import type { Context } from '../../context.ts';
import { commandLine } from '../../io/command-line.ts';
import { redact } from '../../io/redaction.ts';
import { judgedDeployment } from '../../rules/judged-deployment.ts';
import type { Way } from '../../terraform/command-on.ts';
import { type Diagnostic, errorsAmong, formatDiagnostics } from '../../terraform/diagnostics.ts';
import { interrupted } from '../../terraform/errors.ts';
import { isAtWork, type Journal, waitingJournals } from '../../terraform/journal.ts';
import { countProgress, type ProgressCounter } from '../../terraform/progress.ts';
import { stateDirectory } from '../../terraform/state-directory.ts';
import { LineSplitter, parseLine } from '../../terraform/ui-stream.ts';
import { watchProgress } from '../../terraform/watchdog.ts';

export interface AttachOptions {
  /** The configuration file, relative to the working folder. */
  readonly config?: string | undefined;
}

export interface AttachResult {
  readonly status: 'applied' | 'nothing-running';
  /** Such as `apply data-plane`. */
  readonly label: string | undefined;
  /** How the one who began it named terraform and what surrounds it. */
  readonly way: Way;
  readonly done: readonly { readonly address: string; readonly action: string }[];
}

const pollMilliseconds = 200;
const updateMilliseconds = 1_000;

/** Throws what the apply would have thrown; a signal lets go of it, and leaves it running. */
export async function attach(context: Context, options: AttachOptions = {}): Promise<AttachResult> {
  const { env, host } = context;
  const loaded = await loadDeployment(context, options);
  const { deployment } = loaded.ok ? loaded : await judgedDeployment(context, options);
  const base = join(await stateDirectory(env, host), deployment.config.name);
  const running: Journal[] = [];
  for (const journal of await waitingJournals(env, base))
    if (await isAtWork(env, journal)) running.push(journal);
  const journal = running.at(-1);
  if (journal === undefined) return { status: 'nothing-running', label: undefined, way: {}, done: [] };
  return follow(context, journal, commandsOn(deployment.file, journal));
}

/** To be pasted wherever the reader stands. */
function commandsOn(config: string, { begin }: Journal) {
  return { attach: commandLine('attach', { config }), apply: commandLine('apply', { config, ...begin.way }) };
}
type Commands = ReturnType<typeof commandsOn>;

async function follow({ env, host }: Context, journal: Journal, commands: Commands): Promise<AttachResult> {
  const { label, stream } = journal.begin;
  const progress = countProgress(label);
  const watchdog = watchProgress(env, host, label);
  const diagnostics: Diagnostic[] = [];
  const splitter = new LineSplitter();
  let offset = 0;
  let complete = false;
  let told = Number.NEGATIVE_INFINITY;
  let stopped: 'SIGINT' | 'SIGTERM' | 'SIGHUP' | undefined;
  const awake = new AbortController();
  const deaf = env.interrupts.listen((name) => {
    stopped ??= name;
    awake.abort();
  });
  const read = (lines: readonly string[]) => {
    const now = env.clock.elapsed();
    for (const line of lines) {
      const event = parseLine(line);
      progress.add(event, now);
      if (event.type === 'diagnostic') diagnostics.push(event.diagnostic);
      if (event.type === 'other' && event.name === 'change_summary') complete = true;
    }
    watchdog.look(progress, lines.length > 0);
    if (now - told < updateMilliseconds) return;
    told = now;
    host.notify({ kind: 'progress', code: 'terraform', progress: progress.status(now) });
  };
  try {
    for (let atWork = true; atWork && stopped === undefined; ) {
      atWork = await isAtWork(env, journal);
      const bytes = await env.fs.readFrom(stream, offset);
      offset += bytes.length;
      read(splitter.push(bytes));
      if (atWork) await env.clock.sleep(pollMilliseconds, awake.signal);
    }
  } finally {
    deaf();
  }
  if (stopped !== undefined) throw letGo(stopped, journal, commands);
  read(splitter.flush());
  const errors = errorsAmong(diagnostics);
  const ended = complete && errors.length === 0;
  host.notify({ kind: 'done', code: 'terraform', text: `${label}: ${ended ? 'done' : 'stopped'}` });
  if (!ended) throw failed(journal, errors, progress, commands);
  return { status: 'applied', label, way: journal.begin.way ?? {}, done: progress.completed };
}

function letGo(
  name: 'SIGINT' | 'SIGTERM' | 'SIGHUP',
  { begin, child }: Journal,
  commands: Commands,
): BtError {
  return interrupted(
    name,
    `no longer following ${begin.label}, which goes on (process ${child?.pid})`,
    `follow it again: ${commands.attach}; stop it in order: kill -INT ${child?.pid}`,
  );
}

function failed(
  { begin }: Journal,
  errors: readonly Diagnostic[],
  { completed, planned }: Pick<ProgressCounter, 'completed' | 'planned'>,
  commands: Commands,
): BtError {
  const [first] = errors;
  return new BtError({
    kind: 'terraform',
    code: first === undefined ? 'apply-broken-off' : 'terraform-failed',
    message: `terraform failed to ${begin.label}: ${first?.summary.split('\n')[0] ?? 'it ended before it was done'}; ${completed.length} of ${planned} changes were made`,
    detail: redact(formatDiagnostics(errors), new Set()),
    hint: `what is done stays done; the next run takes up what is not, or says what to do first: ${commands.apply}; terraform's log is ${dirname(begin.stream)}`,
  });
}
