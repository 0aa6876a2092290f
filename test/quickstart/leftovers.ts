import { readdirSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** terraform saves its state on one SIGINT; that takes it a few seconds. */
const patience = 30;

/**
 * Ends what still works in `directory`: the program starts terraform in a session of its own, so that it outlives its
 * parent, and after a crash of the program it would go on. Needs `/proc`; elsewhere it finds nothing.
 */
export async function endProcessesIn(directory: string): Promise<void> {
  for (const pid of processesIn(directory)) signal(pid, 'SIGINT');
  for (let waited = 0; waited < patience && processesIn(directory).length > 0; waited += 1)
    await sleep(1_000);
  for (const pid of processesIn(directory)) signal(pid, 'SIGKILL');
}

function processesIn(directory: string): readonly number[] {
  return processes().filter((pid) => pid !== process.pid && workingFolder(pid)?.startsWith(`${directory}/`));
}

function processes(): readonly number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

/** Nothing for the processes of others. */
function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

function signal(pid: number, name: 'SIGINT' | 'SIGKILL'): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended by itself.
  }
}
