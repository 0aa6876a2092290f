import type { RolloutContext } from '../clouds/cloud.ts';
import { storedOutput } from '../plan/outputs.ts';
import type { Prepared } from '../plan/prepare.ts';
import { pullState } from '../terraform/commands.ts';
import { readState } from '../terraform/state.ts';

/** What a cloud is told when it is asked how far a rollout is. The stacks are initialized. */
export function rolloutContext(prepared: Prepared, signal: AbortSignal): RolloutContext {
  const { session, workspaces, deployment, context } = prepared;
  return {
    config: deployment.config,
    env: context.env,
    signal,
    async state(stack) {
      const workspace = workspaces.find((each) => each.stack.name === stack);
      return readState(workspace && (await pullState(session, workspace)));
    },
    output: (stack, name) => storedOutput(prepared, stack, name),
  };
}
