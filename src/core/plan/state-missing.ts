/** A state that was lost looks like a deployment that never was: terraform plans everything anew, and nobody wonders. */
import type { Env } from '../../env.ts';
import type { Message } from '../io/host.ts';
import type { PlanDocument } from '../terraform/plan-document.ts';
import { lastRun, type RunRecord } from '../terraform/run-record.ts';

/** What is planned of a stack; `empty` where it is only foretold and the state has nothing. */
export type Known = PlanDocument | 'empty';

/** A warning, when a run from this machine deployed what the state no longer knows; undefined otherwise. By stack. */
export async function stateMissing(
  env: Env,
  base: string,
  stacks: ReadonlyMap<string, Known>,
): Promise<Message | undefined> {
  const empty = [...stacks].filter(([, known]) => knowsNothing(known)).map(([name]) => name);
  const all = empty.length === stacks.size;
  for (const stack of empty) {
    const last = await lastRun(env, base, (record) => changedSomething(record, stack, all));
    if (last?.action === 'apply') return missing(last, stacks.size > 1 ? ` of ${stack}` : '');
  }
  return undefined;
}

function missing({ id, ended }: RunRecord, which: string): Message {
  return {
    kind: 'note',
    code: 'state-missing',
    level: 'warning',
    text: `the state${which} knows of no resource, but an apply from this machine ended well at ${ended}. Where that deployment still exists, this plan would make a second one, or fail at names that exist: check \`state\` in the configuration, or restore the state (beside a local one is its backup)`,
    data: { run: id },
  };
}

/** What was refused, or failed, says nothing about what there is; a stage that had ended by then does. */
function changedSomething({ action, outcome, stacks }: RunRecord, stack: string, all: boolean): boolean {
  if (action === 'destroy') return outcome !== 'refused';
  if (stacks !== undefined) return stacks[stack] !== undefined;
  return all && (outcome === 'done' || outcome === 'nothing-to-do');
}

/** What exists and stays is in a plan too, as `no-op`. */
function knowsNothing(known: Known): boolean {
  if (known === 'empty') return true;
  const { resource_changes: changes = [], resource_drift: drift = [] } = known;
  const managed = changes.filter(({ mode }) => mode === 'managed');
  return (
    managed.length > 0 &&
    drift.length === 0 &&
    managed.every(({ change }) => change.actions.join() === 'create')
  );
}
