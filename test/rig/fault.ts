/** One fault as data, and how to bring it about. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from './bench.ts';
import type { Lab, LabOptions } from './lab.ts';
import { killTerraform, type Running, untilGone } from './running.ts';

export type Act = (running: Running, lab: Lab) => Promise<void>;

/** `sampled` also without `RIG_POINTS=all`. */
export type Extent = 'sampled' | 'all';

export interface Fault {
  /** Of the table; its number sorts it. */
  readonly section: string;
  readonly title: string;
  readonly extent: Extent;
  /** Called when the program has started. */
  readonly ours: Act;
  /** The same for bare terraform; absent where there is no such thing. */
  readonly bare?: Act;
  readonly bareExtent?: Extent;
  /** Exit code of ours. */
  readonly exit?: number;
  /** More arguments of ours. */
  readonly args?: readonly string[];
  /** Spoils calls before anything is started. */
  readonly prepare?: (lab: Lab) => void;
  /** Makes good what was broken, once the program has ended. */
  readonly mend?: (lab: Lab, running: Running) => void;
  /** What the lab needs, and how to give it back. */
  readonly place?: (bench: Bench) => Place;
  /** Says what is missing where it cannot be brought about. */
  readonly missing?: (bench: Bench) => string | undefined;
  readonly note?: string;
}

export interface Place {
  readonly options: Partial<LabOptions>;
  readonly close: () => void;
}

/** Nothing is done to the program itself. */
export const letRun: Act = async () => {};

/** A lab whose calls are all carried out. */
export function mendCalls(lab: Lab): void {
  lab.provider.fault = undefined;
  lab.backend.fault = undefined;
}

/** After that many completed creations. */
export function killing(who: 'us' | 'terraform' | 'both', creations: number): Act {
  return async (running, lab) => {
    await running.until(creations);
    const terraform = running.terraform();
    if (who !== 'us') killTerraform(terraform);
    if (who !== 'terraform') running.process.kill('SIGKILL');
    if (who !== 'us') await untilGone(terraform);
    // The state that was to be stored when it was killed is not.
    lab.backend.fault = undefined;
    await running.ended;
  };
}

/** Whoever has read the output of terraform is gone: what remains of it is a pipe without a reader. */
export function losingReader(creations: number): Act {
  return async (running, lab) => {
    await running.until(creations);
    running.process.stdout?.destroy();
    running.process.stderr?.destroy();
    lab.backend.fault = undefined;
  };
}

export function signalling(creations: number, ...signals: readonly NodeJS.Signals[]): Act {
  return async (running) => {
    await running.until(creations);
    for (const [index, signal] of signals.entries()) {
      // Ours takes two at the same moment for one, as wrappers send them.
      if (index > 0 && (await running.says(/[Ii]nterrupt received|terraform finishes what/)))
        await sleep(500);
      running.process.kill(signal);
    }
  };
}
