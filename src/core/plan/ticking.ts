/** Signs of life of work that has no progress of its own to count. */
import type { Env } from '../../env.ts';
import type { Host } from '../io/host.ts';

export interface Ticking {
  readonly env: Env;
  readonly host: Host;
  /** What is going on. */
  readonly label: string;
  /** Ends the signs of life when the work is given up. */
  readonly signal: AbortSignal;
}

const tickMilliseconds = 1_000;

/** Does the work, and tells every second what it waits for and since when. */
export async function ticking<T>(
  { env, host, label, signal }: Ticking,
  work: (progress: (text: string) => void) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const end = AbortSignal.any([signal, over.signal]);
  let doing: string | undefined;
  let since = env.clock.elapsed();
  const tell = () => {
    const seconds = Math.floor((env.clock.elapsed() - since) / 1000);
    const slowest = doing === undefined ? [] : [{ name: doing, seconds }];
    host.notify({ kind: 'progress', code: 'step', progress: { label, done: 0, total: undefined, slowest } });
  };
  tell();
  const tick = async () => {
    while (!end.aborted) {
      await env.clock.sleep(tickMilliseconds, end);
      if (!end.aborted) tell();
    }
  };
  void tick();
  try {
    return await work((text) => {
      if (text !== doing) since = env.clock.elapsed();
      doing = text;
      tell();
    });
  } finally {
    over.abort();
  }
}
