/** `synth`: writes the stacks as terraform JSON, offline. */
import type { Context } from '../../context.ts';
import type { Finding } from '../../findings/finding.ts';
import { judgedDeployment } from '../../rules/judged-deployment.ts';
import type { Manifest } from '../../synth/manifest.ts';
import { render, type SynthesizeOptions, synthesize } from '../../synth/synthesize.ts';
import { type Check, checkRendered } from './check.ts';

export interface SynthOptions extends SynthesizeOptions {
  readonly config?: string;
  /** Only show: nothing is written. */
  readonly print?: boolean;
  /** Has terraform check what was written; goes without credentials. Not together with `print`. */
  readonly check?: boolean;
  /** For `check`, as in `DriveOptions`. */
  readonly terraform?: string | undefined;
  readonly providerMirror?: string | undefined;
}

export interface SynthResult {
  /** Where the stacks are, absolute. */
  readonly folder: string;
  readonly manifest: Manifest;
  readonly findings: readonly Finding[];
  /** The rendered files by path, with `print`. */
  readonly printed?: Readonly<Record<string, unknown>>;
  /** With `check`: every stack is valid. */
  readonly check?: Check;
}

export async function synth(context: Context, options: SynthOptions = {}): Promise<SynthResult> {
  const judged = await judgedDeployment(context, options);
  const { deployment, findings } = judged;
  if (!options.print) {
    const rendered = await synthesize(context, deployment, options);
    const { folder, manifest } = rendered;
    if (!options.check) return { folder, manifest, findings };
    return { folder, manifest, findings, check: await checkRendered(context, judged, rendered, options) };
  }
  const { folder, manifest, stacks } = await render(context, deployment, options);
  const printed = Object.fromEntries(
    stacks.map((stack) => [`${stack.name}/main.tf.json`, JSON.parse(stack.json) as unknown]),
  );
  return { folder, manifest, findings, printed };
}
