/** Has terraform check a rendered stack. Needs no credentials, and contacts nothing but the place that providers come from. */
import { join } from 'node:path';
import { commandFailed } from './command-failed.ts';
import { type Diagnostic, errorsAmong, formatDiagnostics } from './diagnostics.ts';
import { terraformUnreadable } from './errors.ts';
import { interruptedBefore } from './failure.ts';
import { type CommandEnd, runCommand } from './runner.ts';
import { type Session, surroundingsOf } from './session.ts';
import { keepPrivate, watch } from './watch.ts';
import { keepLockFile, type Workspace } from './workspace.ts';

export interface CheckedStack {
  readonly stack: string;
  /** Version by provider, such as `hashicorp/aws`; empty where a stack needs none. */
  readonly providers: Readonly<Record<string, string>>;
}

/** Throws kind `terraform` with terraform's own diagnostics when the stack is not valid. */
export async function checkStack(session: Session, workspace: Workspace): Promise<CheckedStack> {
  const { name } = workspace.stack;
  // A data folder of its own: where the backend was set up before, `-backend=false` would go on using it.
  // https://github.com/hashicorp/terraform/blob/v1.11.4/internal/command/init.go
  const vars = { ...session.vars, TF_DATA_DIR: join(workspace.folder, '.terraform-check') };
  const ready = `set up the check of ${name}`;
  const watched = await watch(
    session,
    workspace,
    {
      args: ['init', '-json', '-input=false', '-backend=false'],
      label: ready,
      log: `${name}-check-init`,
      onInterrupt: 'kill',
    },
    { vars },
  );
  interruptedBefore(watched.end, ready);
  if (watched.end.exitCode !== 0) throw await commandFailed(session, ready, watched);
  await keepLockFile(session.context.env, workspace);
  await validate(session, workspace, vars);
  return { stack: name, providers: await providersOf(session, workspace, vars) };
}

type Vars = Session['vars'];

interface Verdict {
  readonly valid: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** https://developer.hashicorp.com/terraform/cli/commands/validate#json-output-format */
async function validate(session: Session, workspace: Workspace, vars: Vars): Promise<void> {
  const label = `check ${workspace.stack.name}`;
  const { end, text } = await run(session, workspace, vars, ['validate', '-json'], label);
  const verdict = parse<Verdict>(text);
  if (verdict === undefined && end.exitCode !== 0)
    throw await commandFailed(session, label, { end, diagnostics: [] });
  if (verdict === undefined) throw terraformUnreadable('verdict', 'it is not JSON');
  const warnings = verdict.diagnostics.filter(({ severity }) => severity === 'warning');
  if (warnings.length > 0) {
    session.context.host.notify({
      kind: 'note',
      code: 'terraform-warnings',
      level: 'warning',
      text: session.redact(`terraform, on ${workspace.stack.name}:\n${formatDiagnostics(warnings)}`),
    });
  }
  if (end.exitCode !== 0 || !verdict.valid)
    throw await commandFailed(session, label, { end, diagnostics: errorsAmong(verdict.diagnostics) });
}

async function providersOf(
  session: Session,
  workspace: Workspace,
  vars: Vars,
): Promise<CheckedStack['providers']> {
  const label = `read the provider versions of ${workspace.stack.name}`;
  const { text } = await run(session, workspace, vars, ['version', '-json'], label);
  const selections = parse<{ provider_selections?: Record<string, string> }>(text)?.provider_selections;
  return Object.fromEntries(
    Object.entries(selections ?? {}).map(([address, version]) => [
      address.replace(/^registry\.terraform\.io\//, ''),
      version,
    ]),
  );
}

async function run(
  session: Session,
  workspace: Workspace,
  vars: Vars,
  args: readonly string[],
  label: string,
): Promise<{ readonly end: CommandEnd; readonly text: string }> {
  const log = `${workspace.stack.name}-check-${args[0]}`;
  const end = await runCommand(surroundingsOf(session, workspace.folder, vars), {
    args,
    label,
    log,
    onInterrupt: 'kill',
  });
  interruptedBefore(end, label);
  await Promise.all([keepPrivate(session, end.stdout), keepPrivate(session, end.stderr)]);
  return { end, text: await session.context.env.fs.readText(end.stdout).catch(() => '') };
}

function parse<T>(text: string): T | undefined {
  try {
    return JSON.parse(text) as T;
  } catch {
    return undefined;
  }
}
