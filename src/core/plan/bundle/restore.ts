/** Takes the plans out of a bundle, for a review of what they say and to be applied as they are. */
import { join, resolve } from 'node:path';
import type { Env } from '../../../env.ts';
import { showPlan } from '../../terraform/commands.ts';
import type { Workspace } from '../../terraform/workspace.ts';
import { handOver, plannedInputs } from '../inputs.ts';
import type { GuardOptions } from '../options.ts';
import type { Guarded } from '../prepare.ts';
import { readPlan } from '../read.ts';
import { foretellStack, type PlannedStack } from '../stack.ts';
import { assemblePlans, type PlannedStacks, removePlans } from '../stacks.ts';
import { stageLabel } from '../stage-label.ts';
import { withSteps } from '../steps.ts';
import { type Bundle, unpackBundle } from './archive.ts';
import { bundleNotFound } from './errors.ts';

export interface FoundBundle extends Bundle {
  /** Absolute. */
  readonly file: string;
}

/** A plan is rarely above a few megabytes; what is far above that is something else. */
const largest = 500 * 1024 * 1024;

/** Throws kind `usage` when there is no file, `stale` when it is not what was written. */
export async function readBundle(env: Env, named: string): Promise<FoundBundle> {
  const file = resolve(env.cwd, named);
  const stat = await env.fs.stat(file).catch((cause: unknown) => {
    throw bundleNotFound(file, cause);
  });
  if (stat?.kind !== 'file' || stat.size > largest) throw bundleNotFound(file);
  const bytes = await env.fs.readBytes(file).catch((cause: unknown) => {
    throw bundleNotFound(file, cause);
  });
  return { ...unpackBundle(bytes, file), file };
}

/** As if they had just been made. The caller removes the files. */
export async function restorePlans(
  prepared: Guarded,
  bundle: Bundle,
  allow: GuardOptions,
): Promise<PlannedStacks> {
  const planned = new Map<string, PlannedStack>();
  const files: string[] = [];
  try {
    for (const workspace of prepared.workspaces)
      planned.set(
        workspace.stack.name,
        await restore(prepared, workspace, bundle, { planned, onFile: (file) => void files.push(file) }),
      );
    return await assemblePlans(prepared, prepared.identity, allow, planned);
  } catch (error) {
    await removePlans(prepared, files);
    throw error;
  }
}

interface Sofar {
  readonly planned: ReadonlyMap<string, PlannedStack>;
  readonly onFile: (file: string) => void;
}

async function restore(
  prepared: Guarded,
  workspace: Workspace,
  { manifest, plans }: Bundle,
  { planned, onFile }: Sofar,
): Promise<PlannedStack> {
  const { session, context } = prepared;
  const { name } = workspace.stack;
  const bytes = plans.get(name);
  if (bytes === undefined) {
    const cause = manifest.stacks.find((stack) => stack.name === name)?.prediction;
    return foretellStack(prepared, workspace, {
      waitsFor: cause?.waitsFor ?? [],
      ...(cause?.because === undefined ? {} : { because: cause.because }),
    });
  }
  // A saved plan is refused beside input variables of other values than its own.
  const documents = new Map([...planned].map(([stack, { made }]) => [stack, made?.document]));
  await handOver(prepared, workspace, await plannedInputs(prepared, workspace, documents));
  const file = join(session.runFolder, `${name}.tfplan`);
  onFile(file);
  await context.env.fs.write(file, bytes);
  const label = stageLabel(prepared, workspace, 'plan');
  const document = await showPlan(session, workspace, file, { name, label });
  const plan = await withSteps(prepared, workspace, readPlan(document, workspace.stack));
  return { plan, made: { file, document } };
}
