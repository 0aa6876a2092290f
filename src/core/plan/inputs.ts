/** What a stack takes from outputs of stacks before it. Never a secret: the values are written into files. */
import type { RenderedStack } from '../../../modules/core/render.ts';
import type { OutputValue } from '../terraform/commands.ts';
import { readOutputs } from '../terraform/commands.ts';
import { writeInputs } from '../terraform/inputs-file.ts';
import type { PlanDocument } from '../terraform/plan-document.ts';
import type { Workspace } from '../terraform/workspace.ts';
import { inputMissing, inputSensitive, inputUnordered } from './errors.ts';
import type { Prepared } from './prepare.ts';

export interface Inputs {
  /** By variable. */
  readonly values: Readonly<Record<string, unknown>>;
  /** What is not known yet, such as `cluster_endpoint of infra`. */
  readonly unknown: readonly string[];
  /** What the stack that should have it does not have, in the same words. */
  readonly missing: readonly string[];
}

type Found = { readonly value: unknown } | 'unknown' | 'missing';
type Source = (output: string) => Found;

export function takesInputs({ inputs = {} }: RenderedStack): boolean {
  return Object.keys(inputs).length > 0;
}

/** The stacks that a stack takes inputs from. */
export function sourcesOf({ inputs = {} }: RenderedStack): readonly string[] {
  return [...new Set(Object.values(inputs).map(({ stack }) => stack))];
}

/** As they will be once the plans of the earlier stacks are applied; a document is undefined for what is only foretold. */
export async function plannedInputs(
  prepared: Prepared,
  workspace: Workspace,
  planned: ReadonlyMap<string, PlanDocument | undefined>,
): Promise<Inputs> {
  const inputs = await collect(workspace.stack, async (source) => {
    if (!planned.has(source)) throw inputUnordered(workspace.stack.name, source);
    const document = planned.get(source);
    return document === undefined ? () => 'unknown' : fromDocument(document, source);
  });
  return refuseMissing(prepared, inputs);
}

/** As they are stored. What is not there is left to the caller. */
export function storedInputs(prepared: Prepared, workspace: Workspace): Promise<Inputs> {
  return collect(workspace.stack, async (source) => {
    const from = prepared.workspaces.find(({ stack }) => stack.name === source);
    if (from === undefined) throw inputUnordered(workspace.stack.name, source);
    return fromOutputs(await readOutputs(prepared.session, from), source);
  });
}

/** The stored inputs of a stack whose sources are applied: what is missing then is a defect of the stacks. */
export async function appliedInputs(prepared: Prepared, workspace: Workspace): Promise<Inputs> {
  return refuseMissing(prepared, await storedInputs(prepared, workspace));
}

/** Writes them where terraform finds them. */
export async function handOver(
  { context }: Prepared,
  workspace: Workspace,
  { values }: Inputs,
): Promise<void> {
  if (!takesInputs(workspace.stack)) return;
  if (await writeInputs(context.env, workspace, values)) return;
  context.host.notify({
    kind: 'note',
    code: 'inputs-not-kept',
    level: 'info',
    text: `${workspace.stack.folder} is not writable, so the inputs of the stack were not stored there; plain terraform in it will ask for them`,
  });
}

async function collect(stack: RenderedStack, sourceOf: (name: string) => Promise<Source>): Promise<Inputs> {
  const sources = new Map<string, Source>();
  for (const name of sourcesOf(stack)) sources.set(name, await sourceOf(name));
  const values: Record<string, unknown> = {};
  const lacking = { unknown: [] as string[], missing: [] as string[] };
  for (const [variable, { stack: name, output }] of Object.entries(stack.inputs ?? {})) {
    const found = sources.get(name)?.(output) ?? 'missing';
    if (typeof found === 'string') lacking[found].push(`${output} of ${name}`);
    else values[variable] = found.value;
  }
  return { values, ...lacking };
}

/** The plan lists every output, changed or not, with its value after the plan (terraform 1.11). */
function fromDocument({ output_changes: outputs = {} }: PlanDocument, stack: string): Source {
  return (output) => {
    const change = outputs[output];
    if (change === undefined || change.actions.includes('delete')) return 'missing';
    if (marked(change.after_sensitive)) throw inputSensitive(stack, output);
    if (marked(change.after_unknown)) return 'unknown';
    return present(change.after);
  };
}

function fromOutputs(outputs: Readonly<Record<string, OutputValue>>, stack: string): Source {
  return (output) => {
    const found = outputs[output];
    if (found?.sensitive) throw inputSensitive(stack, output);
    return present(found?.value);
  };
}

function present(value: unknown): Found {
  return value === undefined || value === null ? 'missing' : { value };
}

/** A mark may sit anywhere below. */
function marked(marks: unknown): boolean {
  return marks === true || (typeof marks === 'object' && marks !== null && Object.values(marks).some(marked));
}

function refuseMissing({ deployment }: Prepared, inputs: Inputs): Inputs {
  if (inputs.missing.length > 0) throw inputMissing(inputs.missing, deployment.cloud.title);
  return inputs;
}
