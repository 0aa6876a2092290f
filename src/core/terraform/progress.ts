/** Progress of one command, counted from terraform's stream. */
import type { Progress } from '../io/host.ts';
import type { UiEvent } from './ui-stream.ts';

export interface ProgressCounter {
  add(event: UiEvent, atMilliseconds: number): void;
  /** The present status; `undefined` while there is nothing to tell. */
  status(atMilliseconds: number): Progress;
  /** How many steps terraform announced. */
  readonly planned: number;
  readonly completed: readonly { readonly address: string; readonly action: string }[];
  readonly failed: readonly string[];
  /** Begun and neither completed nor failed. */
  readonly running: readonly string[];
  /** The same with when each began, by the clock of `add`. */
  readonly runningSince: ReadonlyMap<string, number>;
}

const slowestShown = 3;

/** Data sources are announced like resources, with the action `read`; they are not what a person waits for. */
export function countProgress(label: string): ProgressCounter {
  const planned = new Set<string>();
  const started = new Map<string, number>();
  const completed: { address: string; action: string }[] = [];
  const failed: string[] = [];
  let refreshed = 0;
  return {
    completed,
    failed,
    get planned() {
      return planned.size;
    },
    get running() {
      return [...started.keys()].map(addressOfKey);
    },
    get runningSince() {
      return new Map([...started].map(([key, since]) => [addressOfKey(key), since]));
    },
    add(event, at) {
      switch (event.type) {
        case 'planned':
          // A replacement is announced once and carried out as two steps.
          for (const step of event.action === 'replace' ? ['delete', 'create'] : [event.action])
            if (carriedOut.has(step)) planned.add(keyOf(event.address, step));
          return;
        case 'refreshed':
          refreshed += 1;
          return;
        case 'started':
          if (event.action !== 'read') started.set(keyOf(event.address, event.action), at);
          return;
        case 'completed':
          if (event.action === 'read') return;
          started.delete(keyOf(event.address, event.action));
          completed.push({ address: event.address, action: event.action });
          return;
        case 'failed':
          started.delete(keyOf(event.address, event.action));
          failed.push(event.address);
      }
    },
    status: (at) => ({
      label,
      done: completed.length === 0 && started.size === 0 && refreshed > 0 ? refreshed : completed.length,
      total: started.size + completed.length > 0 ? Math.max(planned.size, completed.length) : undefined,
      slowest: [...started]
        .sort(([, a], [, b]) => a - b)
        .slice(0, slowestShown)
        .map(([key, since]) => ({ name: addressOfKey(key), seconds: Math.floor((at - since) / 1000) })),
    }),
  };
}

const carriedOut: ReadonlySet<string> = new Set(['create', 'update', 'delete', 'import']);

function keyOf(address: string, action: string): string {
  return `${action} ${address}`;
}

function addressOfKey(key: string): string {
  return key.slice(key.indexOf(' ') + 1);
}
