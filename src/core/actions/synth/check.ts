/** What `synth` does with `check`: terraform looks at the rendered stacks in their working copies. */
import type { Context } from '../../context.ts';
import { recorded } from '../../plan/recorded.ts';
import type { Judged } from '../../rules/judged-deployment.ts';
import type { Rendered } from '../../synth/synthesize.ts';
import { openSession, type SessionOptions } from '../../terraform/session.ts';
import { type CheckedStack, checkStack } from '../../terraform/validation.ts';
import { prepareWorkspace, type Workspace } from '../../terraform/workspace.ts';

export interface Check {
  readonly terraformVersion: string;
  readonly stacks: readonly CheckedStack[];
}

/** Throws kind `terraform` when a stack is not valid, kind `access` when terraform or a provider is not to be had. */
export async function checkRendered(
  context: Context,
  { deployment, findings }: Judged,
  rendered: Rendered,
  options: Pick<SessionOptions, 'terraform' | 'providerMirror'>,
): Promise<Check> {
  const session = await openSession(context, deployment, 'synth', options);
  const workspaces: Workspace[] = [];
  for (const stack of rendered.stacks)
    workspaces.push(await prepareWorkspace(context.env, session.base, stack));
  const prepared = { context, deployment, findings, rendered, session, workspaces };
  return recorded(prepared, 'synth', async () => {
    const stacks: CheckedStack[] = [];
    for (const workspace of workspaces) stacks.push(await checkStack(session, workspace));
    const result = { terraformVersion: session.terraform.version, stacks };
    return { result, outcome: 'done', summary: `checked ${stacks.map(({ stack }) => stack).join(', ')}` };
  });
}
