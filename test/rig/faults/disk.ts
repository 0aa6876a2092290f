/** A disk that becomes full in the middle of an apply. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from '../bench.ts';
import type { Act, Fault, Place } from '../fault.ts';
import type { LabOptions } from '../lab.ts';

const section = '6 A full disk';

/** More than the run records and the links to the provider take. */
const mountDisk = (folder: string): boolean =>
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16m,mode=700', 'tmpfs', folder], { stdio: 'ignore' })
    .status === 0;

const unmount = (folder: string) => void spawnSync('umount', ['-l', folder], { stdio: 'ignore' });

function cannotMount({ folder }: Bench): string | undefined {
  const probe = join(folder, 'probe-disk');
  mkdirSync(probe, { recursive: true });
  if (!mountDisk(probe)) return 'a full disk needs root, to mount a small one';
  unmount(probe);
  return undefined;
}

const diskFor =
  (options: (disk: string) => Partial<LabOptions>) =>
  ({ folder }: Bench): Place => {
    const disk = mkdtempSync(join(folder, 'disk-'));
    if (!mountDisk(disk)) throw new Error(`nothing can be mounted at ${disk}`);
    return { options: options(disk), close: () => unmount(disk) };
  };

const fillerBeside = (folder: string) => join(folder, 'filler');

/** Until the last page is taken. */
const filling =
  (creations: number): Act =>
  async (running) => {
    if (!(await running.until(creations))) return;
    const filler = fillerBeside(running.folder());
    spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=4k'], { stdio: 'ignore' });
  };

const disk = {
  section,
  extent: 'sampled',
  bareExtent: 'all',
  ours: filling(3),
  bare: filling(3),
  mend: (_, running) => rmSync(fillerBeside(running.folder()), { force: true }),
  missing: cannotMount,
} as const satisfies Partial<Fault>;

export const diskFaults: readonly Fault[] = [
  {
    ...disk,
    title: 'of what terraform and the program write, after 3 of 12',
    place: diskFor((folder) => ({ folder })),
  },
  {
    ...disk,
    title: 'the same, and the state is a file on it',
    place: diskFor((folder) => ({ folder, local: true })),
  },
];
