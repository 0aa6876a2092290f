/**
 * A backup of the database on demand. It is kept until somebody deletes it, or the instance:
 * https://cloud.google.com/sql/docs/postgres/backup-recovery/backups
 */
import type { Snapshot, SnapshotContext } from '../cloud.ts';
import { needed } from '../settings.ts';
import { backupFailed, backupRefused, backupSlow, databaseMissing } from './errors.ts';
import { baseUrl, type GoogleRequest, googleRequest, statusOf } from './google-client.ts';
import { infraStack } from './infra-props.ts';

/** https://cloud.google.com/sql/docs/postgres/admin-api/rest/v1beta4/backupRuns */
interface BackupRun {
  readonly id?: string;
  /** Our name of it: two runs may have the same. */
  readonly description?: string;
  readonly status?: string;
  readonly endTime?: string;
  readonly error?: { readonly message?: string };
}

interface BackupRuns {
  readonly items?: readonly BackupRun[];
  readonly nextPageToken?: string;
}

const pollMilliseconds = 10_000;
/** The first backup is a whole copy; later ones are of what has changed. */
const mostMinutes = 180;
/** Neither over, nor anything to restore from. */
const atWork: readonly string[] = ['ENQUEUED', 'RUNNING', 'OVERDUE'];

export async function backupOfDatabase(
  context: SnapshotContext,
  progress: (text: string) => void,
): Promise<Snapshot> {
  const { env, signal, name } = context;
  const place = await placeOf(context);
  const began = env.clock.elapsed();
  // A run that failed before is made anew; one that fails now does so for a reason.
  let failedBefore: ReadonlySet<unknown> | undefined;
  for (let last = 'not begun'; ; ) {
    const runs = await runsNamed(context, place);
    const done = runs.find(({ status }) => status === 'SUCCESSFUL');
    if (done !== undefined) return usable(done, place);
    const running = runs.find(({ status = '' }) => atWork.includes(status));
    const failed = failedBefore && runs.find(({ id }) => !failedBefore?.has(id));
    if (running !== undefined) last = `${running.status}`.toLowerCase();
    else if (failed !== undefined)
      throw backupFailed(name, place.instance, failed.error?.message ?? `${failed.status}`);
    else if (failedBefore === undefined && (await begin(context, place))) {
      failedBefore = new Set(runs.map(({ id }) => id));
      last = 'begun';
    } else last = failedBefore === undefined ? 'the instance is busy with something else' : 'begun';
    if (env.clock.elapsed() - began >= mostMinutes * 60_000) throw backupSlow(name, mostMinutes, last);
    progress(`backup ${name} (${last})`);
    await env.clock.sleep(pollMilliseconds, signal);
    signal.throwIfAborted();
  }
}

interface Place {
  readonly project: string;
  readonly instance: string;
  /** Of the instance's backups. */
  readonly url: string;
}

async function placeOf({ config, env, state }: SnapshotContext): Promise<Place> {
  const { resources } = await state(infraStack);
  const found = resources.find(({ type }) => type === 'google_sql_database_instance');
  if (found === undefined) throw databaseMissing();
  const project = needed(config.account.project, 'account.project');
  const instance = String(found.attributes.name);
  const base = baseUrl(env.vars, 'GOOGLE_SQL_CUSTOM_ENDPOINT', 'https://sqladmin.googleapis.com/sql');
  return { project, instance, url: `${base}/v1beta4/projects/${project}/instances/${instance}/backupRuns` };
}

async function runsNamed(context: SnapshotContext, { url }: Place): Promise<readonly BackupRun[]> {
  const found: BackupRun[] = [];
  for (let token: string | undefined = ''; token !== undefined; ) {
    const page: BackupRuns = ((await asking('cloudsql.backupRuns.list', context, {
      method: 'GET',
      url: token === '' ? url : `${url}?pageToken=${encodeURIComponent(token)}`,
    })) ?? {}) as BackupRuns;
    found.push(...(page.items ?? []));
    token = page.nextPageToken || undefined;
  }
  return found.filter(({ description }) => description === context.name);
}

/** False while the instance does something else: it does one thing at a time. */
async function begin(context: SnapshotContext, { url }: Place): Promise<boolean> {
  const request: GoogleRequest = { method: 'POST', url, data: { description: context.name } };
  try {
    await asking('cloudsql.backupRuns.create', context, request);
    return true;
  } catch (error) {
    if (statusOf((error as Error).cause) === 409) return false;
    throw error;
  }
}

async function asking(
  permission: string,
  { env, signal }: SnapshotContext,
  request: GoogleRequest,
): Promise<unknown> {
  try {
    return await googleRequest(env, { ...request, signal });
  } catch (error) {
    if (signal.aborted) throw error;
    throw backupRefused(permission, error);
  }
}

/** Into the same instance, whose name and address stay. https://cloud.google.com/sql/docs/postgres/backup-recovery/restoring */
function usable({ id = '', endTime }: BackupRun, { project, instance }: Place): Snapshot {
  const restore = [
    'What was written after the backup is lost, and nothing is served meanwhile:',
    `  gcloud sql backups restore ${id} --project=${project} --restore-instance=${instance}`,
    'Then set `release` back to what ran before the backup: bt-dataplane plan, and bt-dataplane apply.',
    'A backup on demand is kept until it is deleted:',
    `  gcloud sql backups delete ${id} --project=${project} --instance=${instance}`,
  ].join('\n');
  return { id, restore, ...(endTime === undefined ? {} : { taken: new Date(endTime) }) };
}
