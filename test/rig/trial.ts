/** One fault, ours beside bare terraform: what is lost, what is left, and how many runs it takes to be whole again. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type End, isAlive, type Lab, type Running } from './lab.ts';

export interface Figures {
  /** Creations that terraform had reported as complete when the fault struck, and that are in no state after the recovery. */
  readonly lost: number;
  /** Whether the state is still locked after the first command that follows. */
  readonly locked: boolean;
  /** Commands until all is there, all is in the state, nothing is tainted and no lock is left; undefined when that never comes. */
  readonly runs: number | undefined;
  /** Exit code of what was struck. */
  readonly exit: string;
}

export interface Row {
  /** What was done to it. */
  readonly fault: string;
  readonly ours?: Figures;
  readonly bare?: Figures;
  /** Where a sentence says more than figures. */
  readonly note?: string;
}

const mostRuns = 4;

/** After the fault: does as the program says, until it is whole again. */
export async function recoverOurs(lab: Lab, running: Running, end: End): Promise<Figures> {
  const exit = endOf(end);
  const terraform = running.terraform();
  // One that was killed told nothing: whoever comes sees whether its terraform still runs.
  const untold = terraform !== undefined && isAlive(terraform) ? 'attach' : 'recover';
  let advice = end.exitCode === null ? untold : adviceIn(end);
  let runs = 0;
  let lost = 0;
  let locked = false;
  while (runs < mostRuns && (runs === 0 || advice !== 'done')) {
    // Also after an apply that ended well: another one has to find nothing to do.
    const command = advice === 'done' ? 'apply' : advice;
    const next = await lab.run(command, ...(command === 'attach' ? [] : ['--yes']));
    runs += 1;
    if (runs === 1) ({ lost, locked } = await lookAt(lab, running));
    advice = adviceAfter(command, next);
  }
  return { lost, locked, runs: (await isWhole(lab)) ? runs : undefined, exit };
}

async function lookAt(lab: Lab, running: Running): Promise<Pick<Figures, 'lost' | 'locked'>> {
  const stored = new Set((await lab.inState()).map(({ address }) => address));
  const lost = running.completed().filter((address) => !stored.has(address)).length;
  return { lost, locked: await lab.oracle.isLocked(lab.key) };
}

/** The same for bare terraform, which has nothing but another apply. */
export async function recoverBare(lab: Lab, running: Running, end: End): Promise<Figures> {
  await sleep(100);
  const { lost, locked } = await lookAt(lab, running);
  let runs: number | undefined;
  for (let run = 1; run <= 2 && runs === undefined; run += 1) {
    await lab.bareStart('apply', '-auto-approve', '-input=false', '-json').ended;
    if (await isWhole(lab)) runs = run;
  }
  return { lost, locked, runs, exit: endOf(end) };
}

export async function isWhole(lab: Lab): Promise<boolean> {
  const stored = await lab.inState();
  const cloud = await lab.oracle.inCloud(lab.prefix);
  return (
    stored.every(({ tainted }) => !tainted) &&
    stored.map(({ address }) => address).join() === lab.addresses.join() &&
    cloud.join() === lab.addresses.join() &&
    !(await lab.oracle.isLocked(lab.key))
  );
}

function endOf({ exitCode, signal }: End): string {
  return signal ?? String(exitCode);
}

type Advice = 'recover' | 'attach' | 'apply' | 'done';

function adviceAfter(command: string, end: End): Advice {
  if (end.exitCode !== 0) return adviceIn(end);
  return command === 'apply' ? 'done' : 'apply';
}

/** The command that the program named. */
function adviceIn({ exitCode, output }: End): Advice {
  if (exitCode === 0) return 'done';
  const hint = output.slice(output.lastIndexOf('help:'));
  const named = /bt-dataplane (recover|attach|apply)/.exec(hint)?.[1];
  if (named === 'recover' || named === 'attach' || named === 'apply') return named;
  return 'apply';
}
