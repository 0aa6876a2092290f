/** What a process and everything below it takes up, as Linux counts it. */
import { readdirSync, readFileSync } from 'node:fs';

interface Counted {
  readonly parent: number;
  readonly name: string;
  readonly bytes: number;
}

export interface PeakMemory {
  /** Most resident bytes of the process itself, and of everything below it at one moment. */
  readonly own: number;
  readonly below: number;
  /** Most processes of that name below it at one moment. */
  most(name: RegExp): number;
  stop(): void;
}

const everyMilliseconds = 250;
const pageBytes = 4096;

/** Looks four times a second, until it is stopped. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
export function watchMemory(root: number): PeakMemory {
  const peak = { own: 0, below: 0 };
  const seen: string[][] = [];
  const timer = setInterval(() => {
    const all = processes();
    const below = [...all].filter(([pid]) => pid !== root && isBelow(all, pid, root)).map(([, one]) => one);
    peak.own = Math.max(peak.own, all.get(root)?.bytes ?? 0);
    peak.below = Math.max(
      peak.below,
      below.reduce((sum, { bytes }) => sum + bytes, 0),
    );
    // A child carries its parent's name until it has become the other program.
    seen.push(below.flatMap(({ name, parent }) => (all.get(parent)?.name === name ? [] : name)));
  }, everyMilliseconds);
  return {
    get own() {
      return peak.own;
    },
    get below() {
      return peak.below;
    },
    most: (name) => Math.max(0, ...seen.map((names) => names.filter((one) => name.test(one)).length)),
    stop: () => clearInterval(timer),
  };
}

function processes(): ReadonlyMap<number, Counted> {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return new Map(ids.flatMap((id) => statOf(id)?.map((one) => [Number(id), one] as const) ?? []));
}

function statOf(id: string): readonly Counted[] | undefined {
  try {
    const [, name = '', rest = ''] =
      /^\d+ \((.*)\) (.*)$/s.exec(readFileSync(`/proc/${id}/stat`, 'utf8')) ?? [];
    const fields = rest.split(' ');
    return [{ name, parent: Number(fields[1]), bytes: Number(fields[21]) * pageBytes }];
  } catch {
    // It ended meanwhile.
    return undefined;
  }
}

function isBelow(all: ReadonlyMap<number, Counted>, pid: number, root: number): boolean {
  const parent = all.get(pid)?.parent ?? 0;
  return parent === root || (parent > 1 && isBelow(all, parent, root));
}
