import type { BtError } from '../../errors.ts';
import { commandOn } from './command-on.ts';
import { failureOf } from './failure.ts';
import type { Session } from './session.ts';
import type { Watched } from './watch.ts';

/** The error for a command of a session that ended badly. */
export function commandFailed(
  session: Session,
  label: string,
  { end, diagnostics }: Pick<Watched, 'end' | 'diagnostics'>,
  aftermath?: string,
): Promise<BtError> {
  return failureOf(end, {
    env: session.context.env,
    label,
    diagnostics,
    explanations: session.deployment.cloud.failures ?? [],
    redact: session.redact,
    command: (words) => commandOn(session, words),
    ...(aftermath === undefined ? {} : { aftermath }),
  });
}
