/**
 * What was changed outside of terraform, by a plan that only refreshes. Judged from `resource_drift`: the exit code of such a
 * plan says nothing of it. https://github.com/hashicorp/terraform/issues/37406
 */
import { redact } from '../io/redaction.ts';
import { type MadePlan, makePlan, pullState } from '../terraform/commands.ts';
import type { PlanDocument, RawResourceChange } from '../terraform/plan-document.ts';
import { readState } from '../terraform/state.ts';
import type { Workspace } from '../terraform/workspace.ts';
import { changedAttributes } from './attributes.ts';
import { appliedInputs, handOver } from './inputs.ts';
import { type Drift, noCounts, type StackPlan } from './model.ts';
import type { Guarded } from './prepare.ts';
import { type RenderedNames, withoutIndex } from './read.ts';
import type { PlanResult } from './result.ts';
import { sensitiveValues } from './sensitive.ts';
import { reviewOf } from './stacks.ts';
import { stacksLeft } from './stacks-left.ts';
import { stageLabel } from './stage-label.ts';
import { type Known, stateMissing } from './state-missing.ts';
import { deployedRelease } from './subject.ts';

/** Changes nothing, and nothing of it can be applied. A stack that is not deployed yet is left out and named. */
export async function planDrift(prepared: Guarded): Promise<PlanResult> {
  const found: Found[] = [];
  for (const workspace of prepared.workspaces) found.push(await lookAt(prepared, workspace));
  const { context, session, identity } = prepared;
  const known = found.map(({ plan, document }): [string, Known] => [plan.stack, document ?? 'empty']);
  const messages = [
    await stateMissing(context.env, session.base, new Map(known)),
    await stacksLeft(prepared),
  ];
  for (const message of messages) if (message !== undefined) context.host.notify(message);
  const stacks = found.map(({ plan }) => plan);
  const deployed = deployedRelease(found.flatMap(({ document }) => document ?? []));
  // Without documents its digest is that of no plan that could be applied.
  const review = reviewOf(prepared, identity, {}, { stacks, deployed, documents: new Map() });
  return {
    ...review,
    refreshOnly: {
      drifted: stacks.some(({ drift }) => drift.length > 0),
      notDeployed: found.flatMap(({ plan, document }) => (document === undefined ? [plan.stack] : [])),
      unsaid: found.flatMap(({ unsaid }) => unsaid),
    },
  };
}

interface Found {
  readonly plan: StackPlan;
  /** Undefined for a stack that is not deployed. */
  readonly document: PlanDocument | undefined;
  readonly unsaid: readonly string[];
}

async function lookAt(prepared: Guarded, workspace: Workspace): Promise<Found> {
  const { name } = workspace.stack;
  const { resources } = readState(await pullState(prepared.session, workspace));
  if (resources.length === 0) return { plan: planOf(name, []), document: undefined, unsaid: [] };
  await handOver(prepared, workspace, await appliedInputs(prepared, workspace));
  const label = stageLabel(prepared, workspace, 'plan');
  const made: MadePlan = await makePlan(prepared.session, workspace, { name, label, refreshOnly: true });
  await prepared.context.env.fs.remove(made.file);
  const { drift, unsaid } = readDrift(made.document, workspace.stack);
  return { plan: planOf(name, drift), document: made.document, unsaid };
}

function planOf(stack: string, drift: readonly Drift[]): StackPlan {
  return { stack, counts: noCounts(), components: {}, changes: [], outputs: [], drift, hasChanges: false };
}

export interface ReadDrift {
  readonly drift: readonly Drift[];
  /** Addresses of resources that differ only in what the configuration says nothing about. */
  readonly unsaid: readonly string[];
}

/**
 * An attribute counts when the configuration sets it, since that is what the next apply puts back. The others differ after
 * every apply: a network learns of its subnets, a bucket of its policy (25 resources of a new AWS data plane, and nobody
 * had touched one). What is gone always counts.
 */
export function readDrift(document: PlanDocument, { name: stack }: Pick<RenderedNames, 'name'>): ReadDrift {
  const secrets = sensitiveValues(document);
  const hide = (text: string) => redact(text, secrets);
  const said = saidIn(document);
  const drift: Drift[] = [];
  const unsaid: string[] = [];
  for (const raw of document.resource_drift ?? []) {
    const { address, mode, change } = raw;
    // A move is a decision of the configuration, not something that happened outside.
    if (mode !== 'managed' || change.actions.join() === 'no-op') continue;
    if (change.actions.includes('delete')) {
      drift.push({ address: addressOf(raw), stack, kind: 'destroy', attributes: [] });
      continue;
    }
    const all = changedAttributes(change, hide);
    const names = said.get(withoutIndex(address)) ?? new Set();
    const attributes = all.filter(({ path }) => names.has(path.split('.')[0] ?? ''));
    if (attributes.length > 0) drift.push({ address: addressOf(raw), stack, kind: 'update', attributes });
    else if (all.length > 0) unsaid.push(addressOf(raw));
  }
  return { drift, unsaid };
}

function addressOf({ address, deposed }: RawResourceChange): string {
  return deposed === undefined ? address : `${address} (deposed ${deposed})`;
}

/** Attributes and blocks that the configuration sets, by address. */
function saidIn({ configuration }: PlanDocument): ReadonlyMap<string, ReadonlySet<string>> {
  const resources = configuration?.root_module?.resources ?? [];
  return new Map(
    resources.map(({ address, expressions = {} }) => [address, new Set(Object.keys(expressions))]),
  );
}
