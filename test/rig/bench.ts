/** What the files of the rig share: an emulator each, and labs in it. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Emulator, startEmulator } from '../helpers/emulator.ts';
import type { Found } from '../helpers/real-parts.ts';
import { program } from './bundle.ts';
import { type Lab, type LabOptions, makeLab } from './lab.ts';

export interface Bench extends AsyncDisposable {
  readonly emulator: Emulator;
  readonly folder: string;
  lab(options?: Partial<LabOptions>): Promise<Lab>;
}

export async function openBench(
  parts: Found<'terraform' | 'providerMirror' | 'python'>,
  name: string,
): Promise<Bench> {
  const folder = mkdtempSync(join(tmpdir(), 'bt-rig-'));
  const emulator = await startEmulator({
    python: parts.python,
    logFile: join(folder, 'emulator.log'),
    minutes: 40,
  });
  const open: Lab[] = [];
  return {
    emulator,
    folder,
    async lab(options = {}) {
      const prefix = `${name}${open.length}`;
      const home = join(folder, prefix);
      mkdirSync(home);
      const lab = await makeLab({ emulator, parts, program, folder: home, prefix, ...options });
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
