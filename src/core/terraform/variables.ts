/** The child's environment with the secret input variables of a stack. They are in no file and no argument. */
import type { RenderedStack } from '../../../modules/core/render.ts';
import type { Session } from './session.ts';

/**
 * `isStored` tells whether the state of the stack has an address. What is not stored is empty, and never left out: terraform
 * takes a value at apply only for an ephemeral variable that was set at plan.
 */
export async function withSecretVariables(
  session: Session,
  stack: Pick<RenderedStack, 'secretInputs'>,
  isStored: (address: string) => Promise<boolean>,
): Promise<Readonly<Record<string, string>>> {
  const { context, deployment } = session;
  const vars: Record<string, string> = { ...(await session.withSecrets()) };
  for (const [variable, { secret, storedBy }] of Object.entries(stack.secretInputs ?? {})) {
    const readable = storedBy === undefined || (await isStored(storedBy));
    const value = readable ? await deployment.cloud.readSecret?.(secret, context.env) : undefined;
    if (value !== undefined) session.conceal(value);
    vars[`TF_VAR_${variable}`] = value ?? '';
  }
  return vars;
}
