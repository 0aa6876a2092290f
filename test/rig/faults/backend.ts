/** A backend that fails at each of the saves of an apply, where terraform can keep its state elsewhere and where it cannot. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from '../bench.ts';
import { type Act, type Fault, letRun, mendCalls } from '../fault.ts';
import type { Call } from '../fault-proxy.ts';
import type { Lab } from '../lab.ts';

const section = '5 A backend that fails';

export const isSave = ({ method, path }: Call) => method === 'PUT' && /\.tfstate(\?|$)/.test(path);

/**
 * Terraform saves at the first change that comes 20 seconds after the last save, and at its end: with two layers of slow
 * creations that makes three saves. https://github.com/hashicorp/terraform/blob/v1.11.4/internal/backend/local/hook_state.go
 */
const slowly = (creation: number) => (creation <= 4 ? 150 : 21_000);

const failingFrom = (save: number) => (lab: Lab) => {
  lab.backend.fault = { matches: isSave, spoiling: 'error', after: save - 1 };
  if (save > 1) lab.provider.latency = slowly;
};

const quickAgain = (lab: Lab) => {
  mendCalls(lab);
  lab.provider.latency = () => 150;
};

/** For root a folder without the right to write is writable all the same. */
const freeze = (folder: string, on: boolean): boolean => {
  if (process.getuid?.() === 0)
    return spawnSync('chattr', [on ? '+i' : '-i', folder], { stdio: 'ignore' }).status === 0;
  chmodSync(folder, on ? 0o500 : 0o700);
  return true;
};

const freezing: Act = async (running) => {
  if (await running.until(1)) freeze(running.folder(), true);
};

/** Some file systems cannot do it, and some containers may not. */
function cannotFreeze({ folder }: Bench): string | undefined {
  const probe = join(folder, 'probe');
  if (!existsSync(probe)) mkdirSync(probe);
  const frozen = freeze(probe, true);
  freeze(probe, false);
  rmdirSync(probe);
  return frozen ? undefined : 'an unwritable folder needs chattr, which is missing here or not allowed';
}

export const backendFaults: readonly Fault[] = [1, 2, 3].flatMap((save) => {
  const common = {
    section,
    exit: 1,
    prepare: failingFrom(save),
    bareExtent: save === 1 ? ('sampled' as const) : ('all' as const),
  };
  return [
    {
      ...common,
      title: `every save from number ${save} of ${save === 1 ? 1 : 3} on`,
      extent: save < 3 ? ('sampled' as const) : ('all' as const),
      ours: letRun,
      bare: letRun,
      mend: quickAgain,
    },
    {
      ...common,
      title: `every save from number ${save} of ${save === 1 ? 1 : 3} on, in a folder that cannot be written`,
      extent: save === 1 ? ('sampled' as const) : ('all' as const),
      ours: freezing,
      bare: freezing,
      mend: (lab, running) => {
        if (existsSync(running.folder())) freeze(running.folder(), false);
        quickAgain(lab);
      },
      missing: cannotFreeze,
    },
  ] satisfies Fault[];
});
