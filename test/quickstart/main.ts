/**
 * `npm run quickstart`: the whole life of the shipped staging example against an AWS emulator on this machine. Nothing is
 * needed but Node and Python 3, no cloud account, no credentials; everything it writes is in `.cache/` of the checkout.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulator } from '../helpers/emulator.ts';
import { seedVendorBucket } from '../helpers/emulator-seed.ts';
import { makeWorkspace } from '../helpers/emulator-workspace.ts';
import { cacheDirectory } from '../helpers/real-parts-search.ts';
import { endProcessesIn } from './leftovers.ts';
import { describeParts, obtainParts } from './parts.ts';
import { runSteps } from './run-steps.ts';
import { say, seconds } from './say.ts';
import { functionTag, region, steps } from './steps.ts';
import { Stop } from './stop.ts';

const directory = join(cacheDirectory, 'quickstart');

async function main(stop: Stop): Promise<number> {
  const begin = performance.now();
  rmSync(directory, { recursive: true, force: true });
  const parts = await obtainParts();
  if (parts === undefined) return 4;
  say(describeParts(parts));
  const emulator = await startEmulator({ python: parts.python, logFile: join(directory, 'emulator.log') });
  try {
    await seedVendorBucket(emulator, region, functionTag);
    const workspace = makeWorkspace(directory, parts, emulator, 'quickstart-license-key');
    const ended = await runSteps(steps(workspace), workspace, stop);
    for (const line of emulator.complaints().slice(0, 10)) say(`emulator: ${line}`);
    say(`\n${ended.summary}; total ${seconds(performance.now() - begin)}; files and logs: .cache/quickstart`);
    return ended.exitCode;
  } finally {
    await endProcessesIn(directory);
    await emulator.stop();
  }
}

const stop = new Stop();
process.exitCode = await main(stop);
stop.release();
