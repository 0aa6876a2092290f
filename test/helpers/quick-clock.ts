import { setTimeout as pass } from 'node:timers/promises';
import type { Clock } from '../../src/env.ts';

/** Time that runs `factor` times as fast: real servers answer meanwhile, and waiting for minutes takes a moment. */
export function quickClock(factor: number): Clock {
  const began = performance.now();
  const elapsed = () => (performance.now() - began) * factor;
  return {
    now: () => new Date(Date.parse('2026-06-01T12:00:00Z') + elapsed()),
    elapsed,
    async sleep(milliseconds, signal) {
      await pass(milliseconds / factor, undefined, signal && { signal }).catch(() => {});
    },
  };
}
