import type { Workspace } from '../terraform/workspace.ts';
import type { Prepared } from './prepare.ts';

type Staged = Pick<Prepared, 'workspaces'>;

/** Such as `apply infra (stage 1 of 2)`; just `apply data-plane` where there is one stack. */
export function stageLabel(staged: Staged, workspace: Workspace, verb: string): string {
  const label = `${verb} ${workspace.stack.name}`;
  return staged.workspaces.length === 1 ? label : `${label} (${stageOf(staged, workspace)})`;
}

/** Such as `stage 1 of 2`. */
export function stageOf({ workspaces }: Staged, workspace: Workspace): string {
  return `stage ${workspaces.indexOf(workspace) + 1} of ${workspaces.length}`;
}
