import { spawn } from 'node:child_process';
import { type EmulatorWorkspace, program } from './emulator-workspace.ts';

export interface ProgramEnd {
  readonly exitCode: number;
  /** What ended it, when it did not end by itself. */
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

/** Runs the built program in a workspace, as a user would who cannot be asked anything; kills it once `killWhen` is true. */
export function runProgram(
  workspace: Pick<EmulatorWorkspace, 'directory' | 'variables'>,
  args: readonly string[],
  killWhen: () => boolean = () => false,
): Promise<ProgramEnd> {
  const begin = performance.now();
  const child = spawn(process.execPath, [program, ...args], {
    cwd: workspace.directory,
    env: workspace.variables,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  }
  const watch = setInterval(() => killWhen() && child.kill('SIGKILL'), 20);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearInterval(watch);
      const seconds = (performance.now() - begin) / 1000;
      resolve({ ...output, exitCode: code ?? 1, signal, seconds });
    });
  });
}
