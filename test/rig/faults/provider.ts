/** A provider that crashes while terraform lives. */
import type { Act, Fault } from '../fault.ts';
import { providersOf, untilGone } from '../running.ts';

const crashing =
  (creations: number): Act =>
  async (running) => {
    await running.until(creations);
    const providers = providersOf(running.terraform());
    if (providers.length === 0) throw new Error('no provider is running');
    for (const pid of providers) process.kill(pid, 'SIGKILL');
    await untilGone(...providers);
  };

export const providerFaults: readonly Fault[] = [1, 5, 8].map((point) => ({
  section: '4 kill -9 of the provider',
  title: `after ${point} of 12`,
  extent: point === 5 ? ('sampled' as const) : ('all' as const),
  exit: 1,
  ours: crashing(point),
  bare: crashing(point),
}));
