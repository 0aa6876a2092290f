/** The whole program on one stack and a scripted terraform, in memory. */
import { dirname } from 'node:path';
import type { RenderedStack } from '../../modules/core/render.ts';
import type { Cloud } from '../../src/core/clouds/cloud.ts';
import { dataStack, testCloud } from './drive.ts';
import type { MemoryEnv } from './memory-env.ts';
import { type CliRun, runCliIn, type Watcher } from './run-cli.ts';
import { planOf, type ScriptedOptions, scriptedEnv, stateOf } from './scripted-terraform.ts';

export interface ScriptedCli extends ScriptedOptions, Omit<Watcher, 'clouds'> {
  readonly cloud?: Partial<Cloud>;
  readonly stack?: RenderedStack;
  /** More files, or others. */
  readonly files?: Readonly<Record<string, string>>;
  /** Before the program starts. */
  readonly before?: (env: MemoryEnv) => Promise<unknown>;
}

/** Terraform plans one resource to be made, applies it, and knows it from then on. */
export const usualScript = {
  show: { stdout: planOf({ actions: ['create'], change: { actions: ['create'], after: { size: 1 } } }) },
  state: { stdout: stateOf('terraform_data.web') },
  output: { stdout: '{"release":{"sensitive":false,"value":"2.12.0"}}' },
} as const;

export async function scriptedCli(argv: readonly string[], options: ScriptedCli = {}): Promise<CliRun> {
  const { cloud = {}, stack = dataStack({ web: { input: 'a' } }), files = {}, before, ...rest } = options;
  const { terminal, width, answers, ...scripted } = rest;
  const env = await scriptedEnv({ ...scripted, script: { ...usualScript, ...scripted.script } });
  for (const [path, text] of Object.entries(files)) {
    await env.fs.makeDirectory(dirname(path));
    await env.fs.write(path, text);
  }
  await before?.(env);
  return runCliIn(env, argv, {
    clouds: new Map([['aws', testCloud(stack, cloud)]]),
    ...(terminal === undefined ? {} : { terminal }),
    ...(width === undefined ? {} : { width }),
    ...(answers === undefined ? {} : { answers }),
  });
}
