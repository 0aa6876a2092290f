/** What is done besides terraform before a stack is applied: what no provider can do. */
import { isBtError } from '../../errors.ts';
import type { StageStep } from '../clouds/cloud.ts';
import { pullState } from '../terraform/commands.ts';
import { interrupted } from '../terraform/errors.ts';
import { readState } from '../terraform/state.ts';
import type { Workspace } from '../terraform/workspace.ts';
import { stepFailed } from './errors.ts';
import type { Prepared } from './prepare.ts';
import { untilStopped } from './until-stopped.ts';

/** The steps of a stack that have not been done, as far as its state tells; the state is read only where there are any. */
export async function pendingSteps(
  { deployment, session }: Prepared,
  workspace: Workspace,
): Promise<readonly StageStep[]> {
  const steps = (deployment.cloud.steps ?? []).filter(({ stack }) => stack === workspace.stack.name);
  if (steps.length === 0) return [];
  const state = readState(await pullState(session, workspace));
  return steps.filter((step) => !step.isDone(state));
}

/** Does them one after the other; throws kind `access` when one fails. */
export async function runSteps(prepared: Prepared, workspace: Workspace, again: string): Promise<void> {
  const { env, host } = prepared.context;
  for (const step of await pendingSteps(prepared, workspace)) {
    const label = `step: ${step.text}`;
    host.notify({
      kind: 'progress',
      code: 'step',
      progress: { label, done: 0, total: undefined, slowest: [] },
    });
    await untilStopped(
      env,
      () => step.run(prepared.deployment.config, env),
      (name) => interrupted(name, `stopped by ${name} at the ${label}`, `safe to run again: ${again}`),
    ).catch((thrown: unknown) => {
      throw isBtError(thrown) && thrown.kind === 'interrupted'
        ? thrown
        : stepFailed(step.text, thrown, again);
    });
    host.notify({ kind: 'done', code: 'step', text: `${label}: done` });
  }
}
