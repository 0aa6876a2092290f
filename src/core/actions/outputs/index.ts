/** `outputs`: what the deployment tells: addresses, names, release. Reads the state only. */
import { BtError } from '../../../errors.ts';
import type { Context } from '../../context.ts';
import type { DriveOptions } from '../../plan/options.ts';
import { readAllOutputs, type StackOutput } from '../../plan/outputs.ts';
import { initializeAll, prepare } from '../../plan/prepare.ts';

export interface OutputsOptions extends DriveOptions {
  /** Only this one; its value is then in the result even when it is sensitive. */
  readonly name?: string | undefined;
  /** With the values of sensitive outputs. */
  readonly showSensitive?: boolean | undefined;
}

export interface OutputsResult {
  readonly outputs: Readonly<Record<string, ShownOutput>>;
}

export interface ShownOutput {
  readonly stack: string;
  readonly sensitive: boolean;
  /** Left out when the output is sensitive and was not asked for. */
  readonly value?: unknown;
}

/** Throws kind `usage` when the output that was asked for does not exist. */
export async function outputs(context: Context, options: OutputsOptions = {}): Promise<OutputsResult> {
  const prepared = await prepare(context, options, { action: 'outputs', judged: false });
  await initializeAll(prepared);
  const found = await readAllOutputs(prepared);
  // A look leaves no record; after a failure terraform's whole output stays, since the message names it.
  await context.env.fs.remove(prepared.session.runFolder);
  return { outputs: shown(found, options) };
}

function shown(
  found: Readonly<Record<string, StackOutput>>,
  { name, showSensitive }: OutputsOptions,
): Readonly<Record<string, ShownOutput>> {
  if (name !== undefined && found[name] === undefined) throw unknownOutput(name, Object.keys(found));
  return Object.fromEntries(
    Object.entries(found)
      .filter(([key]) => name === undefined || key === name)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, { stack, sensitive, value }]) => {
        const open = !sensitive || showSensitive === true || key === name;
        return [key, open ? { stack, sensitive, value } : { stack, sensitive }];
      }),
  );
}

function unknownOutput(name: string, known: readonly string[]): BtError {
  const deployed = known.length > 0;
  return new BtError({
    kind: 'usage',
    code: 'output-unknown',
    message: deployed ? `there is no output ${name}` : `there is no output ${name}: nothing is deployed yet`,
    hint: deployed ? `outputs: ${[...known].sort().join(', ')}` : 'bt-dataplane plan',
  });
}
