/**
 * What an apply did, written down before anybody hears of it. Terraform saves its state every 20 seconds at the most, so a
 * terraform that is killed forgets what it has made since; its `-json` stream names each resource with its id the moment it is
 * there. https://github.com/hashicorp/terraform/issues/20718
 * A journal stays in the deployment's `journal/` until everything in it is accounted for; then it goes to its run.
 */
import { basename, join } from 'node:path';
import type { Env } from '../../env.ts';
import type { Way } from './command-on.ts';
import { makeFolder } from './state-directory.ts';

export interface JournalBegin {
  readonly type: 'begin';
  readonly formatVersion: 1;
  readonly run: string;
  readonly stack: string;
  /** Such as `apply data-plane`. */
  readonly label: string;
  /** The working copy, absolute: journals of another checkout's deployment of the same name are not ours. */
  readonly workspace: string;
  /** ISO 8601, UTC. */
  readonly started: string;
  readonly host: string;
  /** Terraform's own stream, absolute: it goes on when we do not. */
  readonly stream: string;
  readonly terraformVersion: string;
  /** So that whoever follows it can name a command that goes on. */
  readonly way?: Way;
  /** Of the state before: absent when there was none. */
  readonly lineage?: string;
  readonly serial: number;
}

export type JournalRecord =
  | JournalBegin
  | { readonly type: 'process'; readonly pid: number; readonly born?: string | undefined }
  | {
      readonly type: 'lock';
      readonly id: string;
      readonly who: string;
      readonly operation: string;
      readonly created: string;
    }
  /** One line of terraform's stream, without secrets. */
  | { readonly type: 'event'; readonly line: string }
  /** Something before it could not be written. */
  | { readonly type: 'gap' }
  | {
      readonly type: 'end';
      readonly at: string;
      readonly exitCode: number | undefined;
      readonly signal: string | undefined;
    };

export interface Journal {
  readonly file: string;
  readonly begin: JournalBegin;
  /** Terraform's own. */
  readonly child: { readonly pid: number; readonly born?: string | undefined } | undefined;
  /** Id of the state lock that this apply took, when it was seen. */
  readonly lockId: string | undefined;
  /** Lines of the stream, in order: those that were written down, and what terraform wrote after that. */
  readonly lines: readonly string[];
  /** Whether something is missing between them, as after a full disk. */
  readonly hasGaps: boolean;
  readonly ended: boolean;
}

const folderName = 'journal';

export function journalFile(base: string, run: string, stage: string): string {
  return join(base, folderName, `${run}.${stage}.jsonl`);
}

/** Writes to one journal. Nothing here throws: an apply is worth more than its journal, for instance on a full disk. */
export interface JournalWriter {
  readonly file: string;
  /** Resolves to whether they are written. */
  write(...records: readonly JournalRecord[]): Promise<boolean>;
}

/** Begins on a line of its own: what could not be written may have left half of one. */
const gap = `\n${JSON.stringify({ type: 'gap' } satisfies JournalRecord)}\n`;

/** `onFailure` is told once, when a record could not be written. */
export async function openJournal(
  env: Env,
  file: string,
  begin: JournalBegin,
  onFailure: (error: unknown) => void,
): Promise<JournalWriter> {
  let told = false;
  let missed = false;
  const write = async (...records: readonly JournalRecord[]) => {
    if (records.length === 0) return true;
    const text = records.map((record) => `${JSON.stringify(record)}\n`).join('');
    try {
      await env.fs.appendDurably(file, missed ? `${gap}${text}` : text);
      missed = false;
    } catch (error) {
      if (!told) onFailure(error);
      told = true;
      missed = true;
    }
    return !missed;
  };
  await makeFolder(env, join(file, '..')).catch(onFailure);
  await write(begin);
  return { file, write };
}

/** Of the stream, what tells of changes: plans, reads and outputs may hold values, and are of no use afterwards. */
export function isWorthKeeping(line: string): boolean {
  return /"type":"(apply_start|apply_progress|apply_complete|apply_errored|change_summary|diagnostic)"/.test(
    line,
  );
}

/** Journals that wait, oldest first. */
export async function waitingJournals(env: Env, base: string): Promise<readonly Journal[]> {
  const folder = join(base, folderName);
  const names = await env.fs.list(folder).catch(() => []);
  const found: Journal[] = [];
  for (const name of [...names].sort()) {
    const journal = await readJournal(env, join(folder, name));
    if (journal !== undefined) found.push(journal);
  }
  return found;
}

/** Undefined when nothing of it can be read. A torn line is what a crash or a full disk leaves: it is dropped, and is a gap. */
export async function readJournal(env: Env, file: string): Promise<Journal | undefined> {
  const text = await env.fs.readText(file).catch(() => '');
  const records = text.split('\n').flatMap((line) => parse(line));
  const begin = records.find((record) => record.type === 'begin');
  if (begin === undefined) return undefined;
  const stream = await env.fs.readText(begin.stream).catch(() => '');
  const written = records.flatMap((record) => (record.type === 'event' ? [record.line] : []));
  const known = new Set(written);
  // What is hidden in the journal is hidden in a finished stream too, but not in one whose reader was killed.
  const rest = stream.split('\n').filter((line) => isWorthKeeping(line) && !known.has(line));
  const started = records.findLast((record) => record.type === 'process');
  return {
    file,
    begin,
    child: started,
    lockId: records.findLast((record) => record.type === 'lock')?.id,
    lines: [...written, ...rest],
    hasGaps: records.some((record) => record.type === 'gap') || `${text}\n${stream}`.split('\n').some(isTorn),
    ended: records.some((record) => record.type === 'end'),
  };
}

/** Puts a journal that is accounted for to its run, or away when the run is gone. */
export async function settleJournal(
  env: Env,
  base: string,
  { file, begin }: Pick<Journal, 'file' | 'begin'>,
) {
  const run = join(base, 'runs', begin.run);
  if ((await env.fs.stat(run)) !== undefined)
    await env.fs.copy(file, join(run, basename(file).slice(begin.run.length + 1))).catch(() => undefined);
  await env.fs.remove(file);
}

/** Whether terraform of this journal is still at work. Another process may have got its id since. */
export async function isAtWork(env: Env, { begin, child, ended }: Journal): Promise<boolean> {
  if (ended || child === undefined || begin.host !== env.processes.host) return false;
  if (!env.processes.isRunning(child.pid)) return false;
  return child.born === undefined || (await env.processes.bornAt(child.pid)) === child.born;
}

/** Terraform may write other text among its JSON; a crash of it does. */
function isTorn(line: string): boolean {
  return line.startsWith('{') && parse(line).length === 0;
}

function parse(line: string): readonly JournalRecord[] {
  try {
    const record = JSON.parse(line) as JournalRecord;
    return typeof record === 'object' && record !== null ? [record] : [];
  } catch {
    return [];
  }
}
