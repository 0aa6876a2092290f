import { BtError } from '../../errors.ts';
import type { Context } from '../context.ts';
import type { Question } from '../io/host.ts';
import { interrupted } from '../terraform/errors.ts';
import { untilStopped } from './until-stopped.ts';

export interface Consent {
  readonly code: string;
  readonly text: string;
  /** The word that means yes. */
  readonly expect: string;
  /** True when `--yes` was given. */
  readonly given: boolean;
  /** The command that carries consent with it. */
  readonly command: string;
  /** What a refusal leaves; default `nothing was changed`. */
  readonly sofar?: string;
}

/** Returns when there is consent; throws kind `refused` when it is denied or nobody can be asked, `interrupted` at a signal. */
export async function obtainConsent(context: Context, consent: Consent): Promise<void> {
  if (consent.given) return;
  const { sofar = 'nothing was changed' } = consent;
  if (!context.host.interactive) {
    throw new BtError({
      kind: 'refused',
      code: 'consent-missing',
      message: `nobody can be asked for consent here, and --yes was not given; ${sofar}`,
      hint: `when the plan is what you want: ${consent.command}`,
    });
  }
  const question: Question = {
    kind: 'confirm',
    code: consent.code,
    text: consent.text,
    expect: consent.expect,
    flag: '--yes',
  };
  const answer = await askUntilStopped(context, question, sofar);
  if (answer.trim() === consent.expect) return;
  throw new BtError({
    kind: 'refused',
    code: 'consent-denied',
    message: `the answer was not yes; ${sofar}`,
    hint: `to go ahead after all: ${consent.command}`,
  });
}

/** A plan waits beside the question, and holds secrets: a signal must end the run in order, not by killing it. */
async function askUntilStopped({ env, host }: Context, question: Question, sofar: string): Promise<string> {
  const takeBack = new AbortController();
  try {
    return await untilStopped(
      env,
      () => host.ask(question, takeBack.signal),
      (name) =>
        interrupted(
          name,
          `stopped by ${name} at the question; ${sofar}`,
          'run the command again when you are ready',
        ),
    );
  } finally {
    takeBack.abort();
  }
}
