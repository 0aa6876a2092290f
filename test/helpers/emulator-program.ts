import { spawn } from 'node:child_process';
import { type EmulatorWorkspace, program } from './emulator-workspace.ts';

export interface ProgramEnd {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

/** Runs the built program in a workspace, as a user would who cannot be asked anything. */
export function runProgram(
  workspace: Pick<EmulatorWorkspace, 'directory' | 'variables'>,
  args: readonly string[],
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
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      resolve({ ...output, exitCode: code ?? 1, seconds: (performance.now() - begin) / 1000 }),
    );
  });
}
