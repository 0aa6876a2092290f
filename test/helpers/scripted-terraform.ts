/** A terraform that plays recorded answers in an environment in memory. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { PlanDocument, RawResourceChange } from '../../src/core/terraform/plan-document.ts';
import type { ProcessEnd, ProcessSpec } from '../../src/env.ts';
import { configText } from './drive.ts';
import { type MemoryEnv, memoryEnv } from './memory-env.ts';

export interface Answer {
  readonly stdout?: string;
  readonly stderr?: string;
  readonly exitCode?: number;
  readonly signal?: string;
  /** Done while the command runs. */
  readonly meanwhile?: (env: MemoryEnv, spec: ProcessSpec) => void;
}

/** By subcommand, or by subcommand and stack such as `plan infra`; a list is used up one by one, the last one stays. */
export type Script = Readonly<Record<string, Answer | readonly Answer[]>>;

export interface ScriptedOptions {
  readonly script?: Script;
  readonly vars?: Readonly<Record<string, string>>;
  readonly config?: string;
  readonly readOnly?: readonly string[];
  /** When it begins, ISO 8601. */
  readonly now?: string;
}

export const licence = 'licence-4f1d9a-canary';

/** A project with a configuration, a terraform on the PATH and a licence key. */
export async function scriptedEnv(options: ScriptedOptions = {}): Promise<MemoryEnv> {
  const used = new Map<string, number>();
  const script: Script = { version: { stdout: '{"terraform_version":"1.11.4"}' }, ...options.script };
  const env = memoryEnv({
    files: { '/project/bt-dataplane.yaml': options.config ?? configText, '/tools/terraform': 'binary' },
    vars: { PATH: '/tools', HOME: '/home/a', LICENSE: licence, ...options.vars },
    readOnly: options.readOnly ?? [],
    ...(options.now === undefined ? {} : { now: options.now }),
    run: async (spec, memory): Promise<ProcessEnd> => {
      const name = spec.args[0] ?? '';
      const ofStack = `${name} ${basename(spec.cwd)}`;
      const key = ofStack in script ? ofStack : name;
      const answers = [script[key] ?? {}].flat();
      const turn = used.get(key) ?? 0;
      used.set(key, turn + 1);
      const answer = answers[Math.min(turn, answers.length - 1)] ?? {};
      await memory.fs.append(spec.stdout, answer.stdout ?? '');
      await memory.fs.append(spec.stderr, answer.stderr ?? '');
      if (name === 'init') {
        await memory.fs.makeDirectory(`${spec.cwd}/.terraform`);
        await memory.fs.write(`${spec.cwd}/.terraform.lock.hcl`, '# versions of providers\n');
      }
      const out = spec.args.find((arg) => arg.startsWith('-out='));
      if (out !== undefined && (answer.exitCode ?? 0) === 0)
        await memory.fs.write(out.slice('-out='.length), 'a plan');
      answer.meanwhile?.(memory, spec);
      return {
        exitCode: answer.signal === undefined ? (answer.exitCode ?? 0) : undefined,
        signal: answer.signal,
      };
    },
  });
  env.modes.set('/tools/terraform', 0o755);
  return env;
}

/** Such as `plan infra`, of each command that was started, but for `version`. */
export function stagesOf(env: MemoryEnv): readonly string[] {
  return env.started
    .filter(({ args }) => args[0] !== 'version')
    .map(({ args, cwd }) => `${args[0]} ${basename(cwd)}`);
}

/** Arguments of each command that was started, but for `version`. */
export function commandsOf(env: MemoryEnv): readonly (readonly string[])[] {
  return env.started.map((spec) => spec.args).filter((args) => args[0] !== 'version');
}

export function recorded(name: string): string {
  return readFileSync(new URL(`../fixtures/streams/${name}.jsonl`, import.meta.url), 'utf8');
}

export function planOf(
  ...changes: readonly (Partial<RawResourceChange> & { readonly actions: readonly string[] })[]
): string {
  const document: PlanDocument = {
    format_version: '1.2',
    resource_changes: changes.map(({ actions, ...rest }) => ({
      address: 'terraform_data.web',
      mode: 'managed',
      type: 'terraform_data',
      change: { actions, before: { size: 1 }, after: { size: 2 } },
      ...rest,
    })),
  };
  return JSON.stringify(document);
}

/** A stored state of version 4. */
export function stateOf(...addresses: readonly string[]): string {
  const resources = addresses.map((address) => {
    const [type = '', name = ''] = address.split('.');
    return { mode: 'managed', type, name, instances: [{ attributes: {} }] };
  });
  return JSON.stringify({ version: 4, serial: 7, resources });
}
