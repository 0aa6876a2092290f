/** Strikes ours and bare terraform alike, and writes the row down. */
import { expect } from 'vitest';
import type { Bench } from './bench.ts';
import { type End, killTerraform, type Lab, type Running, untilGone } from './lab.ts';
import { addRow } from './rows.ts';
import { type Figures, recoverBare, recoverOurs } from './trial.ts';

export interface Strike {
  readonly section: string;
  readonly fault: string;
  /** Called once terraform is at work, or before that when it spoils calls. */
  readonly ours: (running: Running, lab: Lab) => Promise<void>;
  readonly bare?: ((running: Running, lab: Lab) => Promise<void>) | undefined;
  readonly prepare?: (lab: Lab) => void;
  /** Mends what was broken. */
  readonly mend?: (lab: Lab) => void;
  readonly args?: readonly string[];
}

/** The figures that are promised, for whoever wants to look closer. */
export async function strike(
  bench: Bench,
  row: Strike,
): Promise<{ readonly ours: Figures; readonly end: End; readonly lab: Lab }> {
  const { section, fault } = row;
  const lab = await bench.lab();
  row.prepare?.(lab);
  const running = lab.start('apply', '--yes', ...(row.args ?? []));
  await row.ours(running, lab);
  const end = await running.ended;
  row.mend?.(lab);
  const ours = await recoverOurs(lab, running, end);
  const bare = row.bare && (await strikeBare(bench, row, row.bare));
  addRow({ section, fault, ours, ...(bare === undefined ? {} : { bare }) });
  expect(ours, end.output).toMatchObject({ lost: 0, locked: false });
  expect(ours.runs, end.output).toBeLessThanOrEqual(2);
  return { ours, end, lab };
}

async function strikeBare(bench: Bench, row: Strike, act: NonNullable<Strike['bare']>): Promise<Figures> {
  const lab = await bench.lab();
  await lab.bareInit();
  row.prepare?.(lab);
  const running = lab.bareStart('apply', '-auto-approve', '-input=false', '-json');
  await act(running, lab);
  const end = await running.ended;
  row.mend?.(lab);
  return recoverBare(lab, running, end);
}

/** After that many completed creations. */
export function killing(who: 'us' | 'terraform' | 'both', creations: number): Strike['ours'] {
  return async (running) => {
    await running.until(creations);
    const terraform = running.terraform();
    if (who !== 'us') killTerraform(terraform);
    if (who !== 'terraform') running.process.kill('SIGKILL');
    await running.ended;
    if (who !== 'us') await untilGone(terraform);
  };
}

/** A program that pipes terraform's output dies: what remains of it is a pipe without a reader. */
export function losingReader(creations: number): Strike['ours'] {
  return async (running) => {
    await running.until(creations);
    running.process.stdout?.destroy();
    running.process.stderr?.destroy();
  };
}

export function signalling(creations: number, ...signals: readonly NodeJS.Signals[]): Strike['ours'] {
  return async (running) => {
    await running.until(creations);
    for (const [index, signal] of signals.entries()) {
      if (index > 0) await new Promise((resolve) => setTimeout(resolve, 500));
      running.process.kill(signal);
    }
  };
}
