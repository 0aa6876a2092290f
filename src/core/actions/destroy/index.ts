/**
 * `destroy`: keeps data unless told otherwise. With `deleteData` it works in two reviewed steps: take the protection away,
 * then destroy exactly what was shown.
 */
import type { Identity } from '../../clouds/cloud.ts';
import type { Context } from '../../context.ts';
import { commandLine } from '../../io/command-line.ts';
import { obtainConsent } from '../../plan/consent.ts';
import { withDone } from '../../plan/errors.ts';
import { handOver, storedInputs } from '../../plan/inputs.ts';
import type { StackPlan } from '../../plan/model.ts';
import type { ConsentOptions, DriveOptions } from '../../plan/options.ts';
import { initializeToPlan, type Prepared, prepareGuarded } from '../../plan/prepare.ts';
import { type NoteEnding, recorded } from '../../plan/recorded.ts';
import type { Subject } from '../../plan/result.ts';
import { stacksLeft } from '../../plan/stacks-left.ts';
import { subjectOf } from '../../plan/subject.ts';
import { pullState } from '../../terraform/commands.ts';
import { readState, type State } from '../../terraform/state.ts';
import type { Workspace } from '../../terraform/workspace.ts';
import { dataKept, inputsGone } from './errors.ts';
import { useDeployedPins } from './known-pins.ts';
import { destroyStack, planDestruction, type StackDestruction } from './steps.ts';

export interface DestroyOptions extends DriveOptions, ConsentOptions {
  /** Deletes data too; without it anything that holds data is a refusal. */
  readonly deleteData?: boolean | undefined;
  /** Shows what would be done; called once, before the question. */
  readonly onReview?: ((review: DestroyReview) => void) | undefined;
}

export interface DestroyReview {
  readonly subject: Subject;
  readonly identity: Identity;
  readonly terraformVersion: string;
  /** Step one: protection that is taken away, per stack; empty where there is none. */
  readonly lift: readonly StackPlan[];
  /** Step two: everything that goes. */
  readonly destruction: readonly StackPlan[];
  /** What is lost with it, one row for each resource that holds data. */
  readonly losses: readonly { readonly address: string; readonly noun: string; readonly loss: string }[];
  readonly endpoints: readonly { readonly name: string; readonly value: string }[];
}

export interface DestroyResult {
  readonly status: 'destroyed' | 'empty';
  readonly review: DestroyReview | undefined;
  /** Number of resources that were destroyed. */
  readonly destroyed: number;
  /** What the cloud keeps for a while, one sentence each. */
  readonly leftovers: readonly string[];
}

export async function destroy(context: Context, options: DestroyOptions = {}): Promise<DestroyResult> {
  const prepared = await prepareGuarded(context, options, { action: 'destroy', judged: false });
  return recorded<DestroyResult>(prepared, 'destroy', async (note) => {
    await initializeToPlan(prepared);
    const left = await stacksLeft(prepared);
    if (left !== undefined) context.host.notify(left);
    const filled = await filledStacks(prepared);
    if (filled.length === 0) {
      const result = { status: 'empty', review: undefined, destroyed: 0, leftovers: [] } as const;
      return { result, outcome: 'nothing-to-do', summary: 'nothing is deployed' };
    }
    const losses = refuseLosses(prepared, filled, options);
    await useDeployedPins(
      prepared,
      filled.flatMap(({ state }) => state.resources),
    );
    await handOverStored(prepared, filled);
    const destructions: StackDestruction[] = [];
    for (const { workspace, state } of filled)
      destructions.push(await planDestruction(prepared, workspace, state));
    const review: DestroyReview = {
      subject: subjectOf(prepared, undefined),
      identity: prepared.identity,
      terraformVersion: prepared.session.terraform.version,
      lift: destructions.flatMap((one) => (one.lifting === undefined ? [] : [one.lifting])),
      destruction: destructions.map((one) => one.shown),
      losses,
      endpoints: prepared.deployment.cloud.endpointVariables(context.env.vars),
    };
    options.onReview?.(review);
    await askToDestroy(context, review, options);
    const again = commandLine('destroy', options, ...deleteDataFlag(options));
    const destroyed = await destroyAll(prepared, destructions, { again, note });
    const leftovers = prepared.deployment.cloud.leftovers ?? [];
    const result = { status: 'destroyed', review, destroyed, leftovers } as const;
    return { result, outcome: 'done', summary: `destroyed ${destroyed} resources` };
  });
}

interface Filled {
  readonly workspace: Workspace;
  readonly state: State;
}

/** Stacks that have something in their state, last applied first. */
async function filledStacks({ session, workspaces }: Prepared): Promise<readonly Filled[]> {
  const filled: Filled[] = [];
  for (const workspace of [...workspaces].reverse()) {
    const state = readState(await pullState(session, workspace));
    if (state.resources.length > 0) filled.push({ workspace, state });
  }
  return filled;
}

/** What is destroyed last, because it was applied first, still has the outputs that the others were made with. */
async function handOverStored(prepared: Prepared, filled: readonly Filled[]): Promise<void> {
  for (const { workspace, state } of filled) {
    const inputs = await storedInputs(prepared, workspace);
    if (inputs.missing.length > 0) throw inputsGone(workspace.stack, state.resources.length, inputs.missing);
    await handOver(prepared, workspace, inputs);
  }
}

async function destroyAll(
  prepared: Prepared,
  destructions: readonly StackDestruction[],
  { again, note }: { readonly again: string; readonly note: NoteEnding },
): Promise<number> {
  const gone: string[] = [];
  let destroyed = 0;
  for (const one of destructions) {
    const { name } = one.workspace.stack;
    try {
      destroyed += await destroyStack(prepared, one, again);
    } catch (thrown) {
      throw withDone(thrown, gone);
    }
    note(name, 'destroyed');
    gone.push(`${name} is destroyed`);
  }
  return destroyed;
}

function refuseLosses(
  { deployment }: Prepared,
  filled: readonly Filled[],
  options: DestroyOptions,
): DestroyReview['losses'] {
  const held = filled.flatMap(({ state }) =>
    state.resources.flatMap((resource) => {
      const { noun, loss } = deployment.cloud.resourceClasses[resource.type] ?? {};
      return noun === undefined || loss === undefined ? [] : [{ resource, noun, loss }];
    }),
  );
  if (held.length > 0 && !options.deleteData)
    throw dataKept(held, commandLine('destroy', options, '--delete-data'));
  return held.map(({ resource, noun, loss }) => ({ address: resource.address, noun, loss }));
}

async function askToDestroy(context: Context, review: DestroyReview, options: DestroyOptions): Promise<void> {
  const { name } = review.subject;
  const total = review.destruction.reduce((sum, plan) => sum + plan.counts.destroy, 0);
  await obtainConsent(context, {
    code: 'destroy',
    text: `destroy ${total} resources of ${name} in ${review.identity.account}${review.losses.length > 0 ? ', with all data' : ''}? type ${name} to go ahead`,
    expect: name,
    given: options.yes === true,
    command: commandLine('destroy', options, ...deleteDataFlag(options), '--yes'),
  });
}

function deleteDataFlag(options: DestroyOptions): readonly string[] {
  return options.deleteData ? ['--delete-data'] : [];
}
