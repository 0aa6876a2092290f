/** Runs a command with a `-json` stream: counts its progress, keeps its diagnostics, hides secrets in its log. */
import type { Diagnostic } from './diagnostics.ts';
import { askBeforeInterrupt } from './interrupt-question.ts';
import { countProgress, type ProgressCounter } from './progress.ts';
import { type Command, type CommandEnd, type Observer, runCommand } from './runner.ts';
import { type Session, surroundingsOf } from './session.ts';
import { parseLine } from './ui-stream.ts';
import { watchProgress } from './watchdog.ts';
import type { Workspace } from './workspace.ts';

export interface Watched {
  readonly end: CommandEnd;
  readonly diagnostics: readonly Diagnostic[];
  readonly progress: ProgressCounter;
}

export interface WatchOptions {
  /** The child's environment; default that of the session. */
  readonly vars?: Readonly<Record<string, string>>;
  /** Gets everything before it is told. */
  readonly observer?: Observer;
}

const updateMilliseconds = 1000;

export async function watch(
  session: Session,
  workspace: Workspace,
  command: Command,
  { vars = session.vars, observer = {} }: WatchOptions = {},
): Promise<Watched> {
  const { env, host } = session.context;
  const progress = countProgress(command.label);
  const watchdog = watchProgress(env, host, command.label);
  const diagnostics: Diagnostic[] = [];
  const began = env.clock.elapsed();
  let told = began;
  const onLines = async (lines: readonly string[]) => {
    await observer.onLines?.(lines);
    const now = env.clock.elapsed();
    for (const line of lines) {
      const event = parseLine(line);
      progress.add(event, now);
      if (event.type === 'diagnostic') diagnostics.push(event.diagnostic);
    }
    watchdog.look(progress, lines.length > 0);
    if (now - told < updateMilliseconds) return;
    told = now;
    host.notify({ kind: 'progress', code: 'terraform', progress: progress.status(now) });
  };
  host.notify({ kind: 'progress', code: 'terraform', progress: progress.status(began) });
  const asked = command.onInterrupt === 'drain' && command.survivesHangup === true && host.interactive;
  const end = await runCommand(
    surroundingsOf(session, workspace.folder, vars),
    asked
      ? { ...command, beforeInterrupt: (signal) => askBeforeInterrupt({ env, host, progress, signal }) }
      : command,
    { onLines, ...(observer.onStart === undefined ? {} : { onStart: observer.onStart }) },
  );
  await Promise.all([keepPrivate(session, end.stdout), keepPrivate(session, end.stderr)]);
  const seconds = Math.round((env.clock.elapsed() - began) / 1000);
  const verdict = end.exitCode === 0 ? 'done' : 'stopped';
  host.notify({ kind: 'done', code: 'terraform', text: `${command.label}: ${verdict} after ${seconds} s` });
  return { end, diagnostics, progress };
}

/** Rewrites a finished log without secrets; an empty one is removed. */
export async function keepPrivate(session: Session, file: string): Promise<void> {
  const { fs } = session.context.env;
  const text = await fs.readText(file).catch(() => undefined);
  if (text === undefined) return;
  const clean = session.redact(text);
  if (clean === text && clean !== '') return;
  await fs.remove(file);
  // A log is worth less than how terraform ended, which a full disk must not hide.
  if (clean !== '') await fs.write(file, clean).catch(() => undefined);
}
