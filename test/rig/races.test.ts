/** Two applies of one state at once, from two checkouts: whatever one of them made is in the state afterwards. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWithRealParts } from '../helpers/real-parts.ts';
import { type Bench, openBench } from './bench.ts';
import { addRow } from './rows.ts';

const races = 20;

describeWithRealParts('races', ['terraform', 'providerMirror', 'python'], (parts) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await openBench(parts, 'r');
  });
  afterAll(() => bench[Symbol.asyncDispose]());

  it(`${races} of them lose nothing`, async () => {
    let lostUpdates = 0;
    let locksLeft = 0;
    const codes = new Map<string, number>();
    for (let race = 0; race < races; race += 1) {
      const key = `race${race}/data-plane.tfstate`;
      const one = await bench.lab({ stateOnly: true, key });
      const other = await bench.lab({ stateOnly: true, key });
      const runs = [one.start('apply', '--yes'), other.start('apply', '--yes')];
      const ends = await Promise.all(runs.map(({ ended }) => ended));
      const stored = new Set((await one.inState()).map(({ address }) => address));
      if (runs.some((run) => run.completed().some((address) => !stored.has(address)))) lostUpdates += 1;
      if (stored.size !== 3) lostUpdates += 1;
      if (await one.oracle.isLocked(key)) locksLeft += 1;
      const pair = ends
        .map(({ exitCode }) => exitCode)
        .sort()
        .join(' and ');
      codes.set(pair, (codes.get(pair) ?? 0) + 1);
      // The loser is refused: the state is locked, or is no longer the one that was planned.
      for (const { exitCode, output } of ends) expect([0, 6, 7], output).toContain(exitCode);
    }
    const exits = [...codes].map(([pair, count]) => `${count} × ${pair}`).join(', ');
    addRow({
      section: '6 Two applies at once',
      fault: `${races} races`,
      note: `lost updates ${lostUpdates}, locks left ${locksLeft}; exit codes: ${exits}`,
    });
    expect([lostUpdates, locksLeft]).toEqual([0, 0]);
  });
});
