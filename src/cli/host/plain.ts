/** Progress as lines that are only ever added: one at the start of a piece of work, then a sparse sign of life. */
import type { HostOptions, ProgressView } from './view.ts';

/** A log of an hour's apply stays readable, and CI systems that stop silent jobs (10 minutes and more) do not. */
const heartbeatMs = 30_000;

export function plainProgress({ speaker, clock }: Pick<HostOptions, 'speaker' | 'clock'>): ProgressView {
  let label: string | undefined;
  let last = 0;
  return {
    show(next, line) {
      const now = clock.elapsed();
      if (next === label && now - last < heartbeatMs) return;
      label = next;
      last = now;
      speaker.talk(line);
    },
    pause: () => {},
    end: () => {
      label = undefined;
    },
  };
}
