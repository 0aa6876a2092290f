/** What faults cost, ours beside bare terraform: `RIG_POINTS=all` brings about every one, else those that stand for the others. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWithRealParts } from '../helpers/real-parts.ts';
import { type Bench, openBench } from './bench.ts';
import { backendFaults } from './faults/backend.ts';
import { diskFaults } from './faults/disk.ts';
import { kills } from './faults/kills.ts';
import { providerFaults } from './faults/provider.ts';
import { serviceFaults } from './faults/service.ts';
import { signalFaults } from './faults/signals.ts';
import { lockOfAnother } from './lock-of-another.ts';
import { race, raceBare } from './races.ts';
import { addRow } from './rows.ts';
import { isStruck, strike } from './strike.ts';

/** Those that wait the longest first. */
const faults = [
  ...backendFaults,
  ...serviceFaults,
  ...diskFaults,
  ...providerFaults,
  ...signalFaults,
  ...kills,
].filter(({ extent }) => isStruck(extent));

describeWithRealParts('struck', ['terraform', 'providerMirror', 'python'], (parts) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await openBench(parts);
  });
  afterAll(() => bench[Symbol.asyncDispose]());

  const races = isStruck('all') ? 20 : 6;
  it.concurrent(`${races} races of two applies lose nothing`, async () => {
    const section = '7 Two applies at once';
    const told = ({ lostUpdates, locksLeft, exits }: Awaited<ReturnType<typeof race>>) =>
      `lost updates ${lostUpdates}, locks left ${locksLeft}; exit codes: ${exits}`;
    const ours = await race(bench, races);
    addRow({ section, fault: `${races} races`, note: told(ours) });
    if (isStruck('all')) {
      const bare = await raceBare(bench, races);
      addRow({ section, fault: `${races} races of bare terraform without its lock`, note: told(bare) });
    }
    expect(ours).toMatchObject({ lostUpdates: 0, locksLeft: 0 });
  });

  it.concurrent('the lock of a run that may be alive is never touched, and taken away when told to', () =>
    lockOfAnother(bench));

  it.concurrent.each(faults.map((fault) => [fault.section.slice(2), fault.title, fault] as const))(
    '%s: %s',
    async (_, title, fault) => {
      const missing = fault.missing?.(bench);
      if (missing === undefined) return strike(bench, fault);
      process.stderr.write(`\nNOT RUN: ${title}: ${missing}\n`);
    },
  );
});
