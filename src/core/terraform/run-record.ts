/** What each run leaves behind: its logs and its result, for support and for `status`. The last twenty of each action are kept. */
import { join } from 'node:path';
import type { Env } from '../../env.ts';
import { makeFolder } from './state-directory.ts';

export type RunAction = 'synth' | 'plan' | 'apply' | 'destroy' | 'recover';
export type RunOutcome = 'done' | 'nothing-to-do' | 'failed' | 'refused' | 'interrupted';

export interface RunRecord {
  readonly formatVersion: 1;
  readonly id: string;
  readonly action: RunAction;
  /** ISO 8601, UTC. */
  readonly started: string;
  readonly ended: string;
  readonly outcome: RunOutcome;
  /** Digest of the rendered stacks. */
  readonly digest: string;
  readonly release: string;
  readonly terraformVersion: string;
  /** One sentence. */
  readonly summary: string;
  /** How each stack ended; one that the run did not get to is absent. Older records have none of it. */
  readonly stacks?: Readonly<Record<string, StackEnding>>;
}

export type StackEnding = 'applied' | 'unchanged' | 'destroyed';

const kept = 20;
const recordName = 'result.json';

/** Such as `20260601T120000123Z-apply-k3x9`: names sort by time, to the millisecond, since two runs fit into a second. */
export function newRunId(env: Env, action: string): string {
  const time = env.clock.now().toISOString().replaceAll(/[-:.]/g, '');
  return `${time}-${action}-${env.randomId()}`;
}

export async function makeRunFolder(env: Env, base: string, id: string): Promise<string> {
  const folder = join(base, 'runs', id);
  await makeFolder(env, folder);
  return folder;
}

export async function writeRecord(env: Env, base: string, record: RunRecord): Promise<void> {
  await env.fs.write(join(base, 'runs', record.id, recordName), `${JSON.stringify(record, null, 2)}\n`);
  await prune(env, base, record.action);
}

/** The most recent run that changed, or meant to change, something, of those that `counts` lets through. */
export async function lastRun(
  env: Env,
  base: string,
  counts: (record: RunRecord) => boolean = () => true,
): Promise<RunRecord | undefined> {
  const ids = await runIds(env, base);
  for (const id of ids.filter((name) => !/-(synth|plan)-/.test(name)).reverse()) {
    const record = await readRecord(env, join(base, 'runs', id, recordName));
    if (record !== undefined && counts(record)) return record;
  }
  return undefined;
}

async function readRecord(env: Env, file: string): Promise<RunRecord | undefined> {
  try {
    return JSON.parse(await env.fs.readText(file)) as RunRecord;
  } catch {
    return undefined;
  }
}

async function prune(env: Env, base: string, action: RunAction): Promise<void> {
  const ids = (await runIds(env, base)).filter((id) => id.includes(`-${action}-`));
  for (const id of ids.slice(0, Math.max(0, ids.length - kept))) await env.fs.remove(join(base, 'runs', id));
}

async function runIds(env: Env, base: string): Promise<readonly string[]> {
  const names = await env.fs.list(join(base, 'runs')).catch(() => []);
  return [...names].sort();
}
