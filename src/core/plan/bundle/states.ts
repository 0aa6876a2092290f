/** Which state a plan was made for: terraform counts every change of it. */
import { pullState } from '../../terraform/commands.ts';
import type { Session } from '../../terraform/session.ts';
import type { Workspace } from '../../terraform/workspace.ts';
import type { BundleStack } from './manifest.ts';

export type StateMark = BundleStack['state'];

/** Lineage null and serial 0 where there is no state yet. */
export async function stateMark(session: Session, workspace: Workspace): Promise<StateMark> {
  const { lineage, serial } = ((await pullState(session, workspace)) ?? {}) as {
    readonly lineage?: unknown;
    readonly serial?: unknown;
  };
  return {
    lineage: typeof lineage === 'string' && lineage !== '' ? lineage : null,
    serial: typeof serial === 'number' ? serial : 0,
  };
}
