/** The outputs of several stacks as one set of names, and single ones. */
import { isDeepStrictEqual } from 'node:util';
import { type OutputValue, readOutputs } from '../terraform/commands.ts';
import type { Prepared } from './prepare.ts';

export interface StackOutput extends OutputValue {
  readonly stack: string;
}

/** One output as it is stored; undefined where the stack or the output is not there. */
export async function storedOutput(
  { session, workspaces }: Prepared,
  stack: string,
  name: string,
): Promise<unknown> {
  const workspace = workspaces.find((each) => each.stack.name === stack);
  return workspace && (await readOutputs(session, workspace))[name]?.value;
}

/**
 * By name. Where stacks have an output of one name with different values, such as `release` half-way through an upgrade, it
 * is there once for each, as `infra.release` and `workload.release`, and a warning says so.
 */
export async function readAllOutputs(prepared: Prepared): Promise<Readonly<Record<string, StackOutput>>> {
  const { session, workspaces, context } = prepared;
  const found = new Map<string, StackOutput[]>();
  for (const workspace of workspaces) {
    const { name: stack } = workspace.stack;
    for (const [name, output] of Object.entries(await readOutputs(session, workspace)))
      found.set(name, [...(found.get(name) ?? []), { ...output, stack }]);
  }
  const merged: Record<string, StackOutput> = {};
  for (const [name, outputs] of found) {
    const [first, ...others] = outputs;
    if (first === undefined) continue;
    if (others.every(({ value }) => isDeepStrictEqual(value, first.value))) {
      merged[name] = { ...first, sensitive: outputs.some(({ sensitive }) => sensitive) };
      continue;
    }
    for (const output of outputs) merged[`${output.stack}.${name}`] = output;
    context.host.notify({
      kind: 'note',
      code: 'output-differs',
      level: 'warning',
      text: `the output ${name} differs between stacks, so it is there once for each: ${outputs.map(({ stack }) => `${stack}.${name}`).join(', ')}`,
    });
  }
  return merged;
}
