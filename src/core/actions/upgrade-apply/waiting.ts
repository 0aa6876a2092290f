import type { Context } from '../../context.ts';
import { untilStopped } from '../../plan/until-stopped.ts';
import { interrupted } from '../../terraform/errors.ts';
import type { ClosedGate } from '../../upgrade/gates.ts';

/** Waits until the gate is worth asking again. */
export async function waitAtGate(
  { env, host }: Context,
  { gate, text, retryAt }: ClosedGate,
  again: string,
): Promise<void> {
  host.notify({
    kind: 'note',
    code: 'gate-closed',
    level: 'info',
    text: `waiting at the gate ${gate.id} until ${retryAt.toISOString()}: ${text}`,
    data: { gate: gate.id, retryAt: retryAt.toISOString() },
  });
  const stop = new AbortController();
  const milliseconds = Math.max(0, retryAt.getTime() - env.clock.now().getTime());
  await untilStopped(
    env,
    () => env.clock.sleep(milliseconds, stop.signal),
    (signal) =>
      interrupted(
        signal,
        `stopped by ${signal} at the gate ${gate.id}; what is applied stays`,
        `safe to run again: ${again}`,
      ),
  ).finally(() => stop.abort());
}
