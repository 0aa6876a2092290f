/** The real side effects. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Env, InterruptName, Interrupts } from '../env.ts';
import { nodeFiles } from './node-files.ts';
import { nodeProcesses } from './node-processes.ts';

export function nodeEnv(): Env {
  return {
    cwd: process.cwd(),
    vars: { ...process.env },
    fs: nodeFiles,
    processes: nodeProcesses,
    http: {
      // Late: Node's TLS takes 7 ms to load, and most commands ask nothing over the network.
      get: async (url, options) => {
        const { nodeHttp } = await import('./node-http.ts');
        return nodeHttp(process.env).get(url, options);
      },
    },
    clock: {
      now: () => new Date(),
      elapsed: () => performance.now(),
      sleep: async (milliseconds, signal) => {
        await delay(milliseconds, undefined, signal === undefined ? {} : { signal }).catch(() => {});
      },
    },
    interrupts: nodeInterrupts,
    randomId: () => randomBytes(5).toString('hex'),
    packageRoot: packageRoot(dirname(fileURLToPath(import.meta.url))),
  };
}

const names: readonly InterruptName[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

const nodeInterrupts: Interrupts = {
  listen(listener) {
    for (const name of names) process.on(name, listener);
    return () => {
      for (const name of names) process.off(name, listener);
    };
  },
};

/** The nearest folder upwards with a package.json: the same for the bundle in `dist/` and for the source. */
function packageRoot(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const parent = dirname(from);
  return parent === from ? from : packageRoot(parent);
}
