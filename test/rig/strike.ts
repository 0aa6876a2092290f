/** Strikes ours and bare terraform alike, writes the row down, and holds ours to what is promised. */
import { expect } from 'vitest';
import type { Bench } from './bench.ts';
import type { Act, Extent, Fault } from './fault.ts';
import type { Lab } from './lab.ts';
import { addRow } from './rows.ts';
import type { End, Running } from './running.ts';
import { type Figures, type Followed, followBare, followWords } from './trial.ts';

const everything = process.env.RIG_POINTS === 'all';

export function isStruck(extent: Extent = 'sampled'): boolean {
  return everything || extent === 'sampled';
}

export async function strike(bench: Bench, fault: Fault): Promise<void> {
  const { section, title, note, exit, args = [] } = fault;
  const [ours, end] = await struck(bench, fault, fault.ours, {
    start: (lab) => lab.start('apply', '--yes', ...args),
    follow: followWords,
  });
  const bare = fault.bare && isStruck(fault.bareExtent) && (await strikeBare(bench, fault, fault.bare));
  addRow({
    section,
    fault: title,
    ours: figuresOf(ours),
    ...(bare ? { bare: figuresOf(bare), ...(note === undefined ? {} : { note }) } : {}),
  });
  expect({ ...figuresOf(ours), finished: ours.finished }, ours.said).toMatchObject({
    lost: 0,
    locked: false,
    finished: true,
  });
  expect(ours.runs, ours.said).toBeLessThanOrEqual(2);
  if (exit !== undefined) expect(end.exitCode, ours.said).toBe(exit);
}

async function strikeBare(bench: Bench, fault: Fault, act: Act): Promise<Figures> {
  const [figures] = await struck(bench, fault, act, {
    start: async (lab) => {
      await lab.bareInit();
      return lab.bareStart('apply', '-auto-approve', '-input=false', '-json');
    },
    follow: followBare,
  });
  return figures;
}

interface Side<F extends Figures> {
  readonly start: (lab: Lab) => Running | Promise<Running>;
  readonly follow: (lab: Lab, running: Running, end: End) => Promise<F>;
}

async function struck<F extends Figures>(
  bench: Bench,
  { place, prepare, mend }: Fault,
  act: Act,
  { start, follow }: Side<F>,
): Promise<readonly [F, End]> {
  const found = place?.(bench);
  try {
    const lab = await bench.lab(found?.options);
    prepare?.(lab);
    const running = await start(lab);
    await act(running, lab).finally(() => running.ended);
    const end = await running.ended;
    mend?.(lab, running);
    await lab.settled();
    return [await follow(lab, running, end), end];
  } finally {
    found?.close();
  }
}

function figuresOf({ lost, locked, runs, exit }: Followed | Figures): Figures {
  return { lost, locked, runs, exit };
}
