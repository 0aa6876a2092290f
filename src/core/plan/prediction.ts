/** A stack that cannot be planned yet, foretold from its rendered addresses; and whether its plan is what was foretold. */
import { readOutputs } from '../terraform/commands.ts';
import type { State } from '../terraform/state.ts';
import type { Workspace } from '../terraform/workspace.ts';
import { foretellReleases } from './helm.ts';
import {
  countChanges,
  type OutputChange,
  type Prediction,
  type ResourceChange,
  type StackPlan,
} from './model.ts';
import type { Prepared } from './prepare.ts';
import { countComponents, formerPart, withoutIndex } from './read.ts';

export interface Cause {
  /** What has to be there first, such as `cluster_endpoint of infra`. */
  readonly waitsFor: readonly string[];
  /** Why terraform could not plan it now. */
  readonly because?: string;
}

export interface Foretold {
  readonly plan: Prediction;
  /** The stack's stored outputs, by name. */
  readonly stored: Readonly<Record<string, unknown>>;
}

/** What is rendered and not in the state is made, what is in the state and no longer rendered goes; the rest may change. */
export async function foretell(
  prepared: Prepared,
  workspace: Workspace,
  state: State,
  cause: Cause,
): Promise<Foretold> {
  const { stack } = workspace;
  const stored = new Set(state.resources.map(({ address }) => withoutIndex(address)));
  const rendered = new Set(stack.addresses);
  const change = (address: string, kind: ResourceChange['kind']): ResourceChange => {
    const [type = ''] = address.split('.');
    return {
      address,
      type,
      stack: stack.name,
      component: stack.components[withoutIndex(address)] ?? formerPart({ address, type }),
      kind,
      forcedBy: [],
      attributes: [],
      unknown: [],
    };
  };
  const changes = [
    ...stack.addresses.filter((address) => !stored.has(address)).map((address) => change(address, 'create')),
    ...state.resources
      .filter(({ address }) => !rendered.has(withoutIndex(address)))
      .map(({ address }) => change(address, 'destroy')),
  ];
  const isNew = state.resources.length === 0;
  const deployed = isNew ? {} : await readOutputs(prepared.session, workspace);
  return {
    plan: {
      stack: stack.name,
      predicted: true,
      ...cause,
      afterStage: prepared.workspaces.indexOf(workspace),
      counts: countChanges(changes),
      components: countComponents(changes),
      changes,
      outputs: isNew ? outputsOf(stack) : [],
      drift: [],
      hasChanges: true,
      releases: await foretellReleases(prepared.session, workspace),
    },
    stored: Object.fromEntries(Object.entries(deployed).map(([name, { value }]) => [name, value])),
  };
}

/**
 * What the plan does otherwise than foretold, one line each; empty when only what was unknown is now known. What goes is
 * always among it: a prediction cannot say what is lost with it.
 */
export function differences(foretold: StackPlan, plan: StackPlan): readonly string[] {
  const [expected, found] = [changesOf(foretold), changesOf(plan)];
  const surprises = [...found].filter((change) => !expected.has(change));
  const losses = [...found].filter((change) => /^(replace|destroy) /.test(change) && expected.has(change));
  return [
    ...surprises.map((change) => `${change}: was not foretold`),
    ...losses.map((change) => `${change}: was foretold, and is asked about with its plan`),
    ...[...expected].filter((change) => !found.has(change)).map((change) => `${change}: is not planned`),
  ];
}

/** Without index, since how many of a resource there are can be among what was unknown. */
function changesOf(plan: StackPlan): ReadonlySet<string> {
  return new Set(plan.changes.map(({ kind, address }) => `${kind} ${withoutIndex(address)}`));
}

function outputsOf(stack: Workspace['stack']): readonly OutputChange[] {
  const { output = {} } = JSON.parse(stack.json) as { output?: Record<string, { sensitive?: boolean }> };
  return Object.entries(output).map(([name, { sensitive = false }]) => ({
    name,
    stack: stack.name,
    kind: 'create',
    sensitive,
  }));
}
