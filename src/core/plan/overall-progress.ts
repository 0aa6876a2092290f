/** One progress over all stages: each counts on from what the stages before it have done. */
import type { Context } from '../context.ts';
import type { Progress } from '../io/host.ts';
import type { Workspace } from '../terraform/workspace.ts';
import type { StackPlan } from './model.ts';
import type { Prepared } from './prepare.ts';

/** The context in which one stage is applied: its host adds what is before and after it. */
export function overall(
  { context, workspaces }: Prepared,
  workspace: Workspace,
  plans: readonly StackPlan[],
): Context {
  if (workspaces.length === 1) return context;
  const { host } = context;
  const steps = workspaces.map(({ stack }) => stepsOf(plans.find((plan) => plan.stack === stack.name)));
  const place = workspaces.indexOf(workspace);
  const before = sum(steps.slice(0, place));
  const after = sum(steps.slice(place + 1));
  const own = steps[place] ?? 0;
  const shift = (progress: Progress) => ({
    ...progress,
    done: before + progress.done,
    total: before + (progress.total ?? own) + after,
  });
  return {
    ...context,
    host: {
      ...host,
      notify: (message) =>
        host.notify(
          message.kind === 'progress' ? { ...message, progress: shift(message.progress) } : message,
        ),
    },
  };
}

/** A replacement is carried out as two steps. */
function stepsOf(plan: StackPlan | undefined): number {
  if (plan === undefined) return 0;
  const { create, update, destroy, replace, import: imports } = plan.counts;
  return create + update + destroy + 2 * replace + imports;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
