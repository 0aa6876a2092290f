/** One action on many deployments: a few at a time, the failure of one never that of another, one report in their order. */
import type { Env, InterruptName } from '../../env.ts';
import { type BtError, fromUnknown } from '../../errors.ts';
import type { Context } from '../context.ts';
import { type FleetConfiguration, fleetOf } from './configurations.ts';
import { notStarted } from './errors.ts';
import { memberHost } from './host.ts';

export interface FleetRequest<T> {
  /** Paths, or patterns with `*`, `?` and `**`, relative to the working folder. */
  readonly configs: readonly string[];
  /** How many at a time, from 1 on. Each plan is a terraform with its providers. */
  readonly parallel: number;
  /** What is done, for the screen, such as `plan`. */
  readonly label: string;
  /** Reads only: a run that changes something is one deployment's. `config` is absolute. */
  run(context: Context, config: string): Promise<T>;
}

export type FleetResult<T> = FleetConfiguration &
  ({ readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: BtError });

/** In the order of their paths. Throws before anything is started when the files cannot be one fleet. */
export async function runFleet<T>(
  context: Context,
  request: FleetRequest<T>,
): Promise<readonly FleetResult<T>[]> {
  const fleet = await fleetOf(context, request.configs);
  const results = new Map<string, FleetResult<T>>();
  const running = new Map<string, number>();
  let stoppedBy: InterruptName | undefined;
  const deaf = context.env.interrupts.listen((name) => {
    stoppedBy ??= name;
  });
  const env = stoppable(context.env, () => stoppedBy);
  const setUp = oneAtATime();
  const { clock } = context.env;
  const tell = () => {
    const slowest = [...running].map(([name, since]) => ({
      name,
      seconds: Math.round((clock.elapsed() - since) / 1000),
    }));
    context.host.notify({
      kind: 'progress',
      code: 'fleet',
      progress: { label: request.label, done: results.size, total: fleet.length, slowest },
    });
  };

  async function runOne(member: FleetConfiguration): Promise<void> {
    const title = member.name ?? member.config;
    running.set(title, clock.elapsed());
    tell();
    const own = { ...context, env, setUp, host: memberHost(context.host, title) };
    const ended = await attempt(() => {
      if (stoppedBy !== undefined) throw notStarted(stoppedBy);
      return request.run(own, member.config);
    });
    results.set(member.config, { ...member, ...ended });
    running.delete(title);
    tell();
  }

  const waiting = [...fleet];
  async function work(): Promise<void> {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await runOne(next);
  }
  try {
    await Promise.all(Array.from({ length: Math.max(1, request.parallel) }, work));
  } finally {
    deaf();
    const failed = [...results.values()].filter(({ ok }) => !ok).length;
    const text = `${request.label}: ${results.size} of ${fleet.length} deployments${failed === 0 ? '' : `, ${failed} failed`}`;
    context.host.notify({ kind: 'done', code: 'fleet', text });
  }
  return fleet.flatMap(({ config }) => results.get(config) ?? []);
}

type Ended<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: BtError };

async function attempt<T>(work: () => Promise<T>): Promise<Ended<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (thrown) {
    return { ok: false, error: fromUnknown(thrown) };
  }
}

/** Between two processes of a deployment nobody hears a signal; after it the next one is not started. */
function stoppable(env: Env, stoppedBy: () => InterruptName | undefined): Env {
  const { processes } = env;
  return {
    ...env,
    processes: {
      own: processes.own,
      host: processes.host,
      isRunning: (pid) => processes.isRunning(pid),
      bornAt: (pid) => processes.bornAt(pid),
      start(spec) {
        const name = stoppedBy();
        if (name !== undefined) throw notStarted(name);
        return processes.start(spec);
      },
    },
  };
}

/** A provider that the first one downloads is there for those after it. */
function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => {});
    return mine;
  };
}
