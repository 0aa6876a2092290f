/**
 * Some parameters are read at start alone. The provider would restart the server after each of them, one by one.
 * https://learn.microsoft.com/azure/postgresql/server-parameters/concepts-server-parameters
 */
import type { Config } from '../../../config/schema.ts';
import type { StageStep, StepContext } from '../../cloud.ts';
import type { AzureClient } from '../access/azure-client.ts';
import { infraStack } from '../infra-props.ts';
import { namesOf } from '../names.ts';
import { restartInVain } from './errors.ts';

const version = '2024-08-01';
const serverType = 'azurerm_postgresql_flexible_server';
const touching = /^azurerm_postgresql_flexible_server(_configuration)?\./;

export const databaseRestart: StageStep = {
  id: 'database-restart',
  stack: infraStack,
  when: 'after',
  text: 'restarts the database if parameters wait for it',
  async isDone(context) {
    const { state, changing } = context;
    if (!state.resources.some(({ type }) => type === serverType)) return false;
    // Whether a change waits for a restart, Azure says only afterwards.
    if (changing.some((address) => touching.test(address))) return false;
    return (await waiting(await client(context), serverOf(context.config))).length === 0;
  },
  run: restart,
};

async function restart(context: StepContext, progress: (text: string) => void): Promise<void> {
  const server = serverOf(context.config);
  const azure = await client(context);
  progress('asking which parameters wait');
  const parameters = await waiting(azure, server);
  if (parameters.length === 0) return;
  progress(`restart for ${parameters.join(', ')}`);
  await azure.post(`${server}/restart`, version, { restartWithFailover: false });
  const left = await waiting(azure, server);
  if (left.length > 0) throw restartInVain(server, left);
}

interface Parameter {
  readonly name?: string;
  readonly properties?: { readonly isConfigPendingRestart?: boolean };
}

async function waiting(azure: AzureClient, server: string): Promise<readonly string[]> {
  const parameters = await azure.list<Parameter>(`${server}/configurations`, version);
  return parameters
    .filter(({ properties }) => properties?.isConfigPendingRestart === true)
    .map(({ name = '' }) => name);
}

function serverOf(config: Config): string {
  const { database, resourceGroup } = namesOf(config);
  return `/subscriptions/${config.account.subscription}/resourceGroups/${resourceGroup}/providers/Microsoft.DBforPostgreSQL/flexibleServers/${database}`;
}

async function client(context: StepContext): Promise<AzureClient> {
  return (await import('../access/azure-client.ts')).azureClient(context);
}
