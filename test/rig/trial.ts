/** After a fault: what is lost, what is left, and how many commands it takes to be whole again. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Lab } from './lab.ts';
import type { End, Running } from './running.ts';
import { isRefused, nextCommand } from './words.ts';

export interface Figures {
  /** Creations that terraform had reported as complete and that are in no state after the first command that follows. */
  readonly lost: number;
  /** Whether the state is still locked then. */
  readonly locked: boolean;
  /** Commands until all is there, all is in the state, nothing is tainted and no lock is left; undefined when that never comes. */
  readonly runs: number | undefined;
  /** Exit code of what was struck. */
  readonly exit: string;
}

export interface Followed extends Figures {
  /** Everything that was said, for whoever wants to know why. */
  readonly said: string;
  /** Whether the last command named ended well, with nothing more to do. */
  readonly finished: boolean;
}

const mostRuns = 4;

/** Does what the program says, word for word, until it names nothing more. */
export async function followWords(lab: Lab, running: Running, struck: End): Promise<Followed> {
  let end = struck;
  let said = struck.output;
  let looked: Pick<Figures, 'lost' | 'locked'> | undefined;
  let runs = (await isWhole(lab)) ? 0 : undefined;
  let ran = 0;
  for (let command = nextCommand(end); command !== undefined && ran < mostRuns; command = nextCommand(end)) {
    end = await lab.follow(command).ended;
    ran += 1;
    said += `\n$ ${command}\n${end.output}`;
    // One that is refused has changed nothing, and only names what comes first.
    if (!isRefused(end)) looked ??= await lookAt(lab, running);
    if (await isWhole(lab)) runs ??= ran;
  }
  if (ran === 0) end = await lab.start('apply', '--yes').ended;
  return {
    ...(looked ?? (await lookAt(lab, running))),
    runs,
    exit: exitOf(struck),
    said,
    finished: end.exitCode === 0 && (await isWhole(lab)),
  };
}

async function lookAt(lab: Lab, running: Running): Promise<Pick<Figures, 'lost' | 'locked'>> {
  // One that a full disk has torn holds nothing.
  const stored = new Set((await lab.inState().catch(() => [])).map(({ address }) => address));
  const lost = running.completed().filter((address) => !stored.has(address)).length;
  return { lost, locked: await lab.isLocked() };
}

/** The same for bare terraform, which has another apply, and before that what it tells to do with a state that it could not store. */
export async function followBare(lab: Lab, running: Running, struck: End): Promise<Figures> {
  let runs = (await isWhole(lab)) ? 0 : undefined;
  let looked: Pick<Figures, 'lost' | 'locked'> | undefined;
  const commands = [
    ...(existsSync(join(running.folder(), 'errored.tfstate')) ? [['state', 'push', 'errored.tfstate']] : []),
    ...[1, 2].map(() => ['apply', '-auto-approve', '-input=false', '-json']),
  ];
  for (const [index, command] of commands.entries()) {
    if (runs !== undefined) break;
    await lab.bareStart(...command).ended;
    looked ??= await lookAt(lab, running);
    if (await isWhole(lab)) runs = index + 1;
  }
  return { ...(looked ?? (await lookAt(lab, running))), runs, exit: exitOf(struck) };
}

export async function isWhole(lab: Lab): Promise<boolean> {
  const stored = await lab.inState().catch(() => []);
  const cloud = await lab.oracle.inCloud(lab.prefix);
  return (
    stored.every(({ tainted }) => !tainted) &&
    stored.map(({ address }) => address).join() === lab.addresses.join() &&
    cloud.join() === lab.addresses.join() &&
    !(await lab.isLocked())
  );
}

function exitOf({ exitCode, signal }: End): string {
  return signal ?? String(exitCode);
}
