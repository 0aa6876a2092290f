/** What the faults share: an emulator, and labs in it. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Emulator, startEmulator } from '../helpers/emulator.ts';
import type { Found } from '../helpers/real-parts.ts';
import { program } from './bundle.ts';
import { type Lab, type LabOptions, makeLab } from './lab.ts';
import { oracleOf } from './oracle.ts';

export interface Bench extends AsyncDisposable {
  readonly emulator: Emulator;
  readonly folder: string;
  /** A name that nothing else in the emulator has. */
  unique(): string;
  lab(options?: Partial<LabOptions>): Promise<Lab>;
}

type Parts = Found<'terraform' | 'providerMirror' | 'python'>;

/** The whole of it takes longer, where others use the machine. */
const mostMinutes = 180;

export async function openBench(parts: Parts): Promise<Bench> {
  const folder = mkdtempSync(join(tmpdir(), 'bt-rig-'));
  const emulator = await startEmulator({
    python: parts.python,
    logFile: join(folder, 'emulator.log'),
    minutes: mostMinutes,
  });
  await oracleOf(emulator.url).makeBucket();
  const quick = { ...parts, terraform: quickTerraform(folder, parts.terraform) };
  const open: Lab[] = [];
  let names = 0;
  const unique = () => {
    names += 1;
    return `rig${names}`;
  };
  return {
    emulator,
    folder,
    unique,
    async lab(options = {}) {
      const prefix = unique();
      const home = join(options.folder ?? folder, prefix);
      mkdirSync(home);
      const lab = await makeLab({ emulator, parts: quick, program, prefix, ...options, folder: home });
      open.push(lab);
      return lab;
    },
    async [Symbol.asyncDispose]() {
      for (const lab of open) await lab[Symbol.asyncDispose]();
      await emulator.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * The same terraform, whose provider collects garbage only when it has to: most of what a command takes is the provider's
 * start, and more than a third of that was the collector. https://go.dev/doc/gc-guide#Memory_limit
 */
function quickTerraform(folder: string, terraform: string): string {
  const file = join(folder, 'terraform');
  writeFileSync(file, `#!/bin/sh\nexport GOGC=off GOMEMLIMIT=1500MiB\nexec '${terraform}' "$@"\n`);
  chmodSync(file, 0o755);
  return file;
}
