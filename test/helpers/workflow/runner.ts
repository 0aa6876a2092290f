/** Runs a job of a GitHub workflow step by step, as a runner does: real shell, real environment files, actions by equivalents. */
import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { parse } from 'yaml';
import { type Contexts, expand, holds, type Status } from './expression.ts';

interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly run?: string;
}

export interface Job {
  readonly if?: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly steps: readonly Step[];
}

export interface RunnerOptions {
  readonly workflow: string;
  readonly job: string;
  /** The checkout. */
  readonly workspace: string;
  /** A folder of this run. */
  readonly temp: string;
  readonly contexts: Contexts;
  /** The machine's own environment. */
  readonly machine: Readonly<Record<string, string>>;
  /** By name without version; gives variables that it sets. */
  readonly actions: Readonly<
    Record<string, (given: Readonly<Record<string, string>>) => Readonly<Record<string, string>>>
  >;
  /** Called for each step that has begun, by name, with a way to signal its process alone. */
  readonly onStep?: (name: string, signal: (name: NodeJS.Signals) => void, output: () => string) => void;
}

export interface StepEnd {
  readonly name: string;
  readonly outcome: Status | 'skipped';
  readonly exitCode: number | undefined;
  readonly output: string;
}

export interface JobEnd {
  readonly conclusion: Status | 'skipped';
  readonly steps: readonly StepEnd[];
}

export async function runJob(options: RunnerOptions): Promise<JobEnd> {
  const { jobs } = parse(options.workflow) as { jobs: Readonly<Record<string, Job>> };
  const job = jobs[options.job];
  if (job === undefined) throw new Error(`no job ${options.job}`);
  const { github } = options.contexts;
  if (!holds(job.if, { github, inputs: {} }, 'success')) return { conclusion: 'skipped', steps: [] };
  const files = {
    env: join(options.temp, 'env'),
    path: join(options.temp, 'path'),
    output: join(options.temp, 'output'),
  };
  mkdirSync(options.temp, { recursive: true });
  for (const file of Object.values(files)) writeFileSync(file, '');
  const contexts = { ...options.contexts, runner: { temp: options.temp } };
  const ends: StepEnd[] = [];
  const outcomes: Record<string, { outcome: string }> = {};
  let status: Status = 'success';
  for (const step of job.steps) {
    const known = { ...contexts, steps: outcomes };
    const name = step.name ?? step.uses ?? step.run ?? '';
    if (!holds(step.if, known, status)) {
      ends.push({ name, outcome: 'skipped', exitCode: undefined, output: '' });
      if (step.id) outcomes[step.id] = { outcome: 'skipped' };
      continue;
    }
    const end = await runStep(step, name, { ...options, job, files, known });
    ends.push(end);
    if (step.id) outcomes[step.id] = { outcome: end.outcome };
    if (end.outcome === 'failure' && status === 'success') status = 'failure';
  }
  return { conclusion: status, steps: ends };
}

interface Running extends Omit<RunnerOptions, 'job'> {
  readonly job: Job;
  readonly files: { readonly env: string; readonly path: string; readonly output: string };
  readonly known: Contexts;
}

async function runStep(step: Step, name: string, running: Running): Promise<StepEnd> {
  const { known, files, job, machine, workspace, temp } = running;
  const expanded = (vars: Readonly<Record<string, string>> = {}) =>
    Object.fromEntries(Object.entries(vars).map(([key, value]) => [key, expand(String(value), known)]));
  if (step.uses !== undefined) {
    const action = running.actions[step.uses.replace(/@.*/, '')];
    if (action === undefined) throw new Error(`no equivalent of ${step.uses}`);
    for (const [key, value] of Object.entries(action(expanded(step.with))))
      appendFileSync(files.env, `${key}=${value}\n`);
    return { name, outcome: 'success', exitCode: 0, output: '' };
  }
  // What is interpolated into a script would be run: https://docs.github.com/actions/concepts/security/script-injections
  if (/\$\{\{/.test(step.run ?? '')) throw new Error(`an expression inside of a script: ${step.run}`);
  const script = join(temp, `script-${name.replace(/\W+/g, '-')}.sh`);
  writeFileSync(script, step.run ?? '');
  const github = known.github as Readonly<Record<string, string>>;
  const added = readFileSync(files.path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .reverse();
  const env = {
    ...machine,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: workspace,
    GITHUB_API_URL: github.api_url ?? '',
    GITHUB_REPOSITORY: github.repository ?? '',
    RUNNER_TEMP: temp,
    GITHUB_ENV: files.env,
    GITHUB_PATH: files.path,
    GITHUB_OUTPUT: files.output,
    ...expanded(job.env),
    ...environmentFile(files.env),
    ...expanded(step.env),
  };
  const path = [...added, machine.PATH ?? ''].join(delimiter);
  // https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#defaultsrunshell
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
    cwd: workspace,
    env: { ...env, PATH: path },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  running.onStep?.(
    name,
    (signal) => void child.kill(signal),
    () => output,
  );
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? (signal === 'SIGTERM' ? 143 : 130)));
  });
  return { name, outcome: exitCode === 0 ? 'success' : 'failure', exitCode, output };
}

function environmentFile(file: string): Readonly<Record<string, string>> {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}
