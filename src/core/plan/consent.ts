import { BtError } from '../../errors.ts';
import type { Host } from '../io/host.ts';

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

/** Returns when there is consent; throws kind `refused` when it is denied or nobody can be asked. */
export async function obtainConsent(host: Host, consent: Consent): Promise<void> {
  if (consent.given) return;
  if (!host.interactive) {
    throw new BtError({
      kind: 'refused',
      code: 'consent-missing',
      message: 'nobody can be asked for consent here, and --yes was not given; nothing was changed',
      hint: `when the plan is what you want: ${consent.command}`,
    });
  }
  const answer = await host.ask({
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
