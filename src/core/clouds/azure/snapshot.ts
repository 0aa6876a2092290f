/**
 * A backup of the database on demand. Azure keeps it as long as its own, for `postgres.backupRetentionDays`.
 * https://learn.microsoft.com/rest/api/postgresql/backups-automatic-and-on-demand/create
 */
import { isBtError } from '../../../errors.ts';
import type { Snapshot, SnapshotContext } from '../cloud.ts';
import { type AzureClient, azureClient } from './access/azure-client.ts';
import { backupSlow, databaseMissing } from './errors.ts';
import { infraStack } from './infra-props.ts';

/** The first that is not a preview and has backups on demand. */
const version = '2024-08-01';

/** https://learn.microsoft.com/rest/api/postgresql/backups-automatic-and-on-demand/get */
interface Backup {
  readonly properties?: { readonly completedTime?: string };
}

const pollMilliseconds = 10_000;
const mostMinutes = 180;
/** The server does one thing at a time. https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors */
const busy = /^azure-(409|conflict|server-is-busy|resource-busy|operation-in-progress)/;

export async function backupOfDatabase(
  context: SnapshotContext,
  progress: (text: string) => void,
): Promise<Snapshot> {
  const { env, signal, name } = context;
  const server = await serverOf(context);
  const azure = await azureClient(context);
  const backup = `${server}/backups/${name}`;
  const began = env.clock.elapsed();
  for (let last = 'not begun'; ; ) {
    const found = await azure.find<Backup>(backup, version);
    const completed = found?.properties?.completedTime;
    if (completed !== undefined) return usable(name, server, completed);
    progress(`backup ${name} (${last})`);
    last =
      found === undefined && !(await begin(azure, backup))
        ? 'the server is busy with something else'
        : 'begun';
    if (env.clock.elapsed() - began >= mostMinutes * 60_000) throw backupSlow(name, mostMinutes, last);
    progress(`backup ${name} (${last})`);
    await env.clock.sleep(pollMilliseconds, signal);
    signal.throwIfAborted();
  }
}

async function serverOf({ state }: SnapshotContext): Promise<string> {
  const { resources } = await state(infraStack);
  const server = resources.find(({ type }) => type === 'azurerm_postgresql_flexible_server');
  if (server === undefined) throw databaseMissing();
  return String(server.attributes.id);
}

/** Waits until it is made; false while the server is busy. */
async function begin(azure: AzureClient, backup: string): Promise<boolean> {
  try {
    await azure.put(backup, version, {});
    return true;
  } catch (error) {
    if (isBtError(error) && busy.test(error.code)) return false;
    throw error;
  }
}

/**
 * Azure restores into a new server only, and no server takes the name of another; the data plane knows its server by name.
 * https://learn.microsoft.com/azure/postgresql/backup-restore/concepts-backup-restore
 */
function usable(name: string, server: string, completed: string): Snapshot {
  const [, subscription = '', group = '', own = ''] =
    /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/.*\/([^/]+)$/i.exec(server) ?? [];
  const beside = `${own.slice(0, 55)}-restore`;
  const where = `--subscription ${subscription} --resource-group ${group}`;
  const restore = [
    'What was written after the backup is lost, and nothing is served while it is put back. Azure restores into a server beside this one:',
    `  az postgres flexible-server restore ${where} --name ${beside} --source-server ${own} --restore-time ${completed}`,
    'Give it a private endpoint in the network of the data plane. From a machine there, with the API and Brainstore stopped, put its data back into the server that the data plane knows:',
    `  pg_dump --host ${beside}.postgres.database.azure.com --username postgres --format custom braintrust | pg_restore --host ${own}.postgres.database.azure.com --username postgres --dbname braintrust --clean --if-exists`,
    'Then set `release` back to what ran before the backup: bt-dataplane plan, and bt-dataplane apply.',
  ].join('\n');
  return { id: `${server}/backups/${name}`, restore, taken: new Date(completed) };
}
