/** At the first Ctrl-C on a terminal: what is in flight would be left half-made, and often ends by itself in a moment. */
import type { Env } from '../../env.ts';
import type { Host } from '../io/host.ts';
import type { ProgressCounter } from './progress.ts';
import { minutesOf } from './typical-times.ts';

export interface Interruption {
  readonly env: Env;
  readonly host: Host;
  readonly progress: ProgressCounter;
  /** Takes the question back. */
  readonly signal: AbortSignal;
}

const lookMilliseconds = 100;

/** Resolves `stop` when terraform is to be told so now: at once, or after what was in flight at the question is done. */
export async function askBeforeInterrupt(interruption: Interruption): Promise<'stop' | 'go-on'> {
  const { env, host, progress, signal } = interruption;
  const inFlight = [...progress.runningSince.keys()];
  if (inFlight.length === 0) return 'stop';
  const count = `${inFlight.length} ${inFlight.length === 1 ? 'resource' : 'resources'}`;
  const about = aboutMinutes(interruption);
  const answer = await host.ask(
    {
      kind: 'choice',
      code: 'interrupt',
      text: `${count} in flight: ${inFlight.slice(0, 3).join(', ')}${inFlight.length > 3 ? ' …' : ''}. Stop how?`,
      flag: '--no-input',
      choices: [
        { value: 'finish', label: `let these ${inFlight.length} finish, about ${about}, then stop` },
        { value: 'cancel', label: 'cancel them now; what is half-made is replaced by the next apply' },
        { value: 'go-on', label: 'do not stop' },
      ],
      initial: 'finish',
    },
    signal,
  );
  if (answer === 'go-on') return 'go-on';
  const still = () => inFlight.some((address) => progress.runningSince.has(address));
  while (answer === 'finish' && still() && !signal.aborted) await env.clock.sleep(lookMilliseconds, signal);
  return 'stop';
}

function aboutMinutes({ env, progress }: Interruption): string {
  const now = env.clock.elapsed();
  const left = [...progress.runningSince].map(
    ([address, since]) => minutesOf(address) - (now - since) / 60_000,
  );
  const minutes = Math.max(1, Math.ceil(Math.max(...left)));
  return minutes === 1 ? 'a minute' : `${minutes} minutes`;
}
