import { BtError } from '../../errors.ts';
import type { Context } from '../context.ts';
import type { Question } from '../io/host.ts';
import { interrupted } from '../terraform/errors.ts';

export interface Consent {
  readonly code: string;
  readonly text: string;
  /** The word that means yes. */
  readonly expect: string;
  /** True when `--yes` was given. */
  readonly given: boolean;
  /** The command that carries consent with it. */
  readonly command: string;
}

/** Returns when there is consent; throws kind `refused` when it is denied or nobody can be asked, `interrupted` at a signal. */
export async function obtainConsent(context: Context, consent: Consent): Promise<void> {
  if (consent.given) return;
  if (!context.host.interactive) {
    throw new BtError({
      kind: 'refused',
      code: 'consent-missing',
      message: 'nobody can be asked for consent here, and --yes was not given; nothing was changed',
      hint: `when the plan is what you want: ${consent.command}`,
    });
  }
  const answer = await askUntilStopped(context, {
    kind: 'confirm',
    code: consent.code,
    text: consent.text,
    expect: consent.expect,
    flag: '--yes',
  });
  if (answer.trim() === consent.expect) return;
  throw new BtError({
    kind: 'refused',
    code: 'consent-denied',
    message: 'the answer was not yes; nothing was changed',
    hint: `to go ahead after all: ${consent.command}`,
  });
}

/** A plan waits beside the question, and holds secrets: a signal must end the run in order, not by killing it. */
async function askUntilStopped({ env, host }: Context, question: Question): Promise<string> {
  const takeBack = new AbortController();
  let deaf = () => {};
  const stopped = new Promise<never>((_, reject) => {
    deaf = env.interrupts.listen((name) =>
      reject(
        interrupted(
          name,
          `stopped by ${name} at the question; nothing was changed`,
          'run the command again when you are ready',
        ),
      ),
    );
  });
  try {
    return await Promise.race([host.ask(question, takeBack.signal), stopped]);
  } finally {
    deaf();
    takeBack.abort();
  }
}
