import { spawn } from 'node:child_process';
import { type EmulatorWorkspace, program } from '../helpers/emulator-workspace.ts';
import { say, seconds } from './say.ts';
import type { QuickstartStep } from './steps.ts';
import type { Stop } from './stop.ts';

export interface JourneyEnd {
  readonly summary: string;
  readonly exitCode: number;
}

/** Runs the steps as a user would, one after the other, until one fails or a signal comes. */
export async function runSteps(
  steps: readonly QuickstartStep[],
  workspace: EmulatorWorkspace,
  stop: Stop,
): Promise<JourneyEnd> {
  for (const step of steps) {
    const begin = performance.now();
    say(`\n# ${step.title}\n$ bt-dataplane ${step.args.map(quoted).join(' ')}`);
    const exitCode = await runStep(step, workspace, stop);
    say(`  ${seconds(performance.now() - begin)}`);
    if (stop.received !== undefined)
      return { summary: `stopped by ${stop.received} during ${step.args[0]}`, exitCode: 130 };
    if (exitCode !== 0)
      return { summary: `failed: ${step.args[0]} ended with exit code ${exitCode}`, exitCode: 1 };
  }
  return { summary: `all ${steps.length} steps done`, exitCode: 0 };
}

/** In a group of its own: a Ctrl-C at the terminal reaches the program once, through us. */
async function runStep(step: QuickstartStep, workspace: EmulatorWorkspace, stop: Stop): Promise<number> {
  const child = spawn(process.execPath, [program, ...step.args], {
    cwd: workspace.directory,
    env: workspace.variables,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  });
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
  return stop.during((signal) => child.kill(signal), ended);
}

function quoted(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
}
