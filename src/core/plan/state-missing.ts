/** A state that was lost looks like a deployment that never was: terraform plans everything anew, and nobody wonders. */
import type { Env } from '../../env.ts';
import type { Message } from '../io/host.ts';
import type { PlanDocument } from '../terraform/plan-document.ts';
import { lastRun, type RunRecord } from '../terraform/run-record.ts';

/** A warning, when a run from this machine deployed what the state no longer knows; undefined otherwise. */
export async function stateMissing(
  env: Env,
  base: string,
  documents: readonly PlanDocument[],
): Promise<Message | undefined> {
  if (!documents.every(knowsNothing)) return undefined;
  const last = await lastRun(env, base, changedSomething);
  if (last?.action !== 'apply') return undefined;
  return {
    kind: 'note',
    code: 'state-missing',
    level: 'warning',
    text: `the state knows of no resource, but an apply from this machine ended well at ${last.ended}. Where that deployment still exists, this plan would make a second one, or fail at names that exist: check \`state\` in the configuration, or restore the state (beside a local one is its backup)`,
    data: { run: last.id },
  };
}

/** What was refused, or failed, says nothing about what there is. */
function changedSomething({ action, outcome }: RunRecord): boolean {
  return action === 'destroy' ? outcome !== 'refused' : outcome === 'done' || outcome === 'nothing-to-do';
}

/** What exists and stays is in a plan too, as `no-op`. */
function knowsNothing({ resource_changes: changes = [], resource_drift: drift = [] }: PlanDocument): boolean {
  const managed = changes.filter(({ mode }) => mode === 'managed');
  return (
    managed.length > 0 &&
    drift.length === 0 &&
    managed.every(({ change }) => change.actions.join() === 'create')
  );
}
