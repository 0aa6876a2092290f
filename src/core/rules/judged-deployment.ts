/** The first step of everything that needs a deployment: load it, judge it, and stop when it has errors. */
import { BtError } from '../../errors.ts';
import type { Deployment } from '../config/deployment.ts';
import { type LoadOptions, loadDeployment } from '../config/load.ts';
import type { Context } from '../context.ts';
import { type Finding, hasErrors } from '../findings/finding.ts';
import { commandLine } from '../io/command-line.ts';
import { judge } from './judge.ts';

export interface Judged {
  readonly deployment: Deployment;
  /** Warnings and notes; there is no error among them. */
  readonly findings: readonly Finding[];
}

/** Throws kind `config` with every finding when there is an error among them. */
export async function judgedDeployment(context: Context, options: LoadOptions): Promise<Judged> {
  const loaded = await loadDeployment(context, options);
  if (!loaded.ok) throw rejected(loaded.file, loaded.findings, options);
  const today = context.env.clock.now().toISOString().slice(0, 10);
  const findings = [...loaded.findings, ...judge(loaded.deployment, today)];
  if (hasErrors(findings)) throw rejected(loaded.deployment.file, findings, options);
  return { deployment: loaded.deployment, findings };
}

function rejected(file: string, findings: readonly Finding[], { config }: LoadOptions): BtError {
  const errors = findings.filter((finding) => finding.severity === 'error').length;
  return new BtError({
    kind: 'config',
    code: 'config-invalid',
    message: `${file} has ${errors} ${errors === 1 ? 'error' : 'errors'}; nothing was contacted`,
    hint: `correct what is listed, then run: ${commandLine('validate', { config })}`,
    findings,
  });
}
