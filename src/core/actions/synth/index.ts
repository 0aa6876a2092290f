/** `synth`: writes the stacks as terraform JSON, offline. */
import type { Context } from '../../context.ts';
import type { Finding } from '../../findings/finding.ts';
import type { Manifest } from '../../synth/manifest.ts';
import { render, type SynthesizeOptions, synthesize } from '../../synth/synthesize.ts';
import { judgedDeployment } from '../judged-deployment.ts';

export interface SynthOptions extends SynthesizeOptions {
  readonly config?: string;
  /** Only show: nothing is written. */
  readonly print?: boolean;
}

export interface SynthResult {
  /** Where the stacks are, absolute. */
  readonly folder: string;
  readonly manifest: Manifest;
  readonly findings: readonly Finding[];
  /** The rendered files by path, with `print`. */
  readonly printed?: Readonly<Record<string, unknown>>;
}

export async function synth(context: Context, options: SynthOptions = {}): Promise<SynthResult> {
  const { deployment, findings } = await judgedDeployment(context, options);
  if (!options.print) {
    const { folder, manifest } = await synthesize(context, deployment, options);
    return { folder, manifest, findings };
  }
  const { folder, manifest, stacks } = await render(context, deployment, options);
  const printed = Object.fromEntries(
    stacks.map((stack) => [`${stack.name}/main.tf.json`, JSON.parse(stack.json) as unknown]),
  );
  return { folder, manifest, findings, printed };
}
