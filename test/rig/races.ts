/** Two applies of one state at once, from two checkouts: whatever one of them made is in the state afterwards. */
import { expect } from 'vitest';
import type { Bench } from './bench.ts';
import type { Lab } from './lab.ts';
import type { Running } from './running.ts';

export interface Races {
  readonly lostUpdates: number;
  readonly locksLeft: number;
  /** How often which exit codes came. */
  readonly exits: string;
}

export async function race(bench: Bench, times: number): Promise<Races> {
  return raceOf(
    bench,
    times,
    (lab) => lab.start('apply', '--yes'),
    (codes, output) => {
      // The loser is refused: the state is locked, or is no longer the one that was planned.
      for (const code of codes) expect([0, 6, 7], output).toContain(code);
    },
  );
}

/** Bare terraform without its lock, for comparison. */
export async function raceBare(bench: Bench, times: number): Promise<Races> {
  return raceOf(bench, times, async (lab) => {
    await lab.bareInit();
    return lab.bareStart('apply', '-auto-approve', '-input=false', '-json', '-lock=false');
  });
}

async function raceOf(
  bench: Bench,
  times: number,
  start: (lab: Lab) => Running | Promise<Running>,
  judge: (codes: readonly (number | null)[], output: string) => void = () => {},
): Promise<Races> {
  let lostUpdates = 0;
  let locksLeft = 0;
  const pairs = new Map<string, number>();
  for (let number = 0; number < times; number += 1) {
    const key = `${bench.unique()}/data-plane.tfstate`;
    const labs = [await bench.lab({ stateOnly: true, key }), await bench.lab({ stateOnly: true, key })];
    const runs = await Promise.all(labs.map(start));
    const ends = await Promise.all(runs.map(({ ended }) => ended));
    const [{ inState, isLocked } = labs[0] as Lab] = labs;
    const stored = new Set((await inState()).map(({ address }) => address));
    const kept = runs.every((run) => run.completed().every((address) => stored.has(address)));
    if (!kept || stored.size !== 3) lostUpdates += 1;
    if (await isLocked()) locksLeft += 1;
    const codes = ends.map(({ exitCode }) => exitCode).sort();
    const pair = codes.join(' and ');
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
    judge(codes, ends.map(({ output }) => output).join('\n'));
  }
  const exits = [...pairs].map(([pair, count]) => `${count} × ${pair}`).join(', ');
  return { lostUpdates, locksLeft, exits };
}
