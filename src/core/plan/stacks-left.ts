/** A stack that the configuration no longer has is still there: nothing here takes it down, so it is at least named. */
import type { Message } from '../io/host.ts';
import { lastRun } from '../terraform/run-record.ts';
import type { Prepared } from './prepare.ts';

type Facts = Pick<Prepared, 'context' | 'session' | 'workspaces'>;

/** A warning when the last run from this machine that touched stacks left one that is now switched off. */
export async function stacksLeft({ context, session, workspaces }: Facts): Promise<Message | undefined> {
  const last = await lastRun(context.env, session.base, ({ stacks }) => stacks !== undefined);
  const present = new Set(workspaces.map(({ stack }) => stack.name));
  const left = Object.entries(last?.stacks ?? {})
    .filter(([name, ending]) => ending !== 'destroyed' && !present.has(name))
    .map(([name]) => name);
  if (last === undefined || left.length === 0) return undefined;
  return {
    kind: 'note',
    code: 'stacks-left',
    level: 'warning',
    text: `the configuration no longer has ${left.join(', ')}, which was applied from this machine at ${last.ended}: what it made stays as it is, and nothing here looks after it any more; to take it down, put it back into the configuration first`,
    data: { stacks: left, run: last.id },
  };
}
