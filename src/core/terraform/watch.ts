/** Runs a command with a `-json` stream: counts its progress, keeps its diagnostics, hides secrets in its log. */
import type { Diagnostic } from './diagnostics.ts';
import { countProgress, type ProgressCounter } from './progress.ts';
import { type Command, type CommandEnd, runCommand } from './runner.ts';
import { type Session, surroundingsOf } from './session.ts';
import { parseLine } from './ui-stream.ts';
import type { Workspace } from './workspace.ts';

export interface Watched {
  readonly end: CommandEnd;
  readonly diagnostics: readonly Diagnostic[];
  readonly progress: ProgressCounter;
}

const updateMilliseconds = 1000;

export async function watch(
  session: Session,
  workspace: Workspace,
  command: Command,
  vars = session.vars,
): Promise<Watched> {
  const { env, host } = session.context;
  const progress = countProgress(command.label);
  const diagnostics: Diagnostic[] = [];
  const began = env.clock.elapsed();
  let told = began;
  const onLines = (lines: readonly string[]) => {
    const now = env.clock.elapsed();
    for (const line of lines) {
      const event = parseLine(line);
      progress.add(event, now);
      if (event.type === 'diagnostic') diagnostics.push(event.diagnostic);
    }
    if (now - told < updateMilliseconds) return;
    told = now;
    host.notify({ kind: 'progress', code: 'terraform', progress: progress.status(now) });
  };
  host.notify({ kind: 'progress', code: 'terraform', progress: progress.status(began) });
  const end = await runCommand(surroundingsOf(session, workspace.folder, vars), command, onLines);
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
