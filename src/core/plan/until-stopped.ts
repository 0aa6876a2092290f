import type { Env, InterruptName } from '../../env.ts';

/** Waits for the work, or throws at a signal: what holds secrets on the disk must end in order, not by being killed. */
export async function untilStopped<T>(
  env: Env,
  work: () => Promise<T>,
  stop: (name: InterruptName) => Error,
): Promise<T> {
  let deaf = () => {};
  const stopped = new Promise<never>((_, reject) => {
    deaf = env.interrupts.listen((name) => reject(stop(name)));
  });
  try {
    return await Promise.race([work(), stopped]);
  } finally {
    deaf();
  }
}
