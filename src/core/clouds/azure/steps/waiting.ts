/** Asking again and again until something is so. */
import type { StepContext } from '../../cloud.ts';

export interface Patience {
  /** Between two looks. */
  readonly everySeconds: number;
  /** Then it is given up. */
  readonly minutes: number;
}

/** False when the time was over; throws when the run is stopped. */
export async function waitUntil(
  { env, signal }: Pick<StepContext, 'env' | 'signal'>,
  { everySeconds, minutes }: Patience,
  look: () => Promise<boolean>,
): Promise<boolean> {
  const began = env.clock.elapsed();
  while (!(await look())) {
    if (env.clock.elapsed() - began >= minutes * 60_000) return false;
    await env.clock.sleep(everySeconds * 1000, signal);
    signal.throwIfAborted();
  }
  return true;
}
