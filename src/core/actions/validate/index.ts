/** Judges a configuration. Starts nothing, contacts nothing. */
import { inOrder, type LoadOptions, loadDeployment } from '../../config/load.ts';
import type { Context } from '../../context.ts';
import { type Finding, hasErrors, type Severity } from '../../findings/finding.ts';
import { judge } from '../../rules/judge.ts';

export interface ValidateResult {
  /** The configuration file, absolute. */
  readonly file: string;
  /** Its text for showing lines of it; what may be a secret is masked when the file could not be used. */
  readonly text: string;
  /** True when there is no error; warnings may remain. */
  readonly ok: boolean;
  /** By line. */
  readonly findings: readonly Finding[];
  readonly counts: Readonly<Record<Severity, number>>;
}

export async function validate(context: Context, options: LoadOptions): Promise<ValidateResult> {
  const loaded = await loadDeployment(context, options);
  if (!loaded.ok) return resultOf(loaded.file, loaded.text, loaded.findings);
  const { deployment } = loaded;
  const today = context.env.clock.now().toISOString().slice(0, 10);
  return resultOf(deployment.file, deployment.text, [...loaded.findings, ...judge(deployment, today)]);
}

function resultOf(file: string, text: string, findings: readonly Finding[]): ValidateResult {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  return {
    file,
    text,
    ok: !hasErrors(findings),
    findings: inOrder(file, findings),
    counts: { error: count('error'), warning: count('warning'), info: count('info') },
  };
}
