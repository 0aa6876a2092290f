/** Terraform outlives a parent that is killed: it writes to a file, in a session of its own. */
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { configText } from '../helpers/drive.ts';
import { describeWithRealParts } from '../helpers/real-parts.ts';

const program = fileURLToPath(new URL('../helpers/apply-alone.ts', import.meta.url));
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bt-survive-'));
  await writeFile(join(folder, 'bt-dataplane.yaml'), configText);
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function applyLog(): Promise<string> {
  const entries = await readdir(join(folder, 'runs'), { recursive: true }).catch(() => []);
  const log = entries.find((entry) => entry.endsWith('data-plane-apply.out'));
  return log === undefined ? '' : readFile(join(folder, 'runs', log), 'utf8');
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 30_000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`waited in vain; the log is:\n${await applyLog()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describeWithRealParts('when the program is killed during an apply', ['terraform'], () => {
  it.each(['SIGKILL', 'SIGHUP'] as const)(
    '%s: terraform finishes, saves everything and frees the lock',
    async (signal) => {
      const child = spawn(process.execPath, ['--import', 'tsx', program, folder], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await until(async () => (await applyLog()).includes('Provisioning with'));
      child.kill(signal);
      await until(async () => (await applyLog()).includes('Apply complete'));
      const stateFolder = join(folder, '.bt-dataplane', 'acme', 'state');
      await until(async () => !(await readdir(stateFolder)).some((name) => name.endsWith('.lock.info')));
      const state = JSON.parse(await readFile(join(stateFolder, 'data-plane.tfstate'), 'utf8')) as {
        resources: readonly { name: string; instances: readonly unknown[] }[];
      };
      expect(state.resources.map((resource) => [resource.name, resource.instances.length])).toEqual([
        ['first', 1],
        ['second', 1],
      ]);
    },
  );
});
