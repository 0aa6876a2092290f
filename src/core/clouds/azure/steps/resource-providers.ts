/**
 * A subscription has to be told once that a service is wanted in it. The provider would do so in a plan, which is to change
 * nothing. https://learn.microsoft.com/azure/azure-resource-manager/management/resource-providers-and-types
 */
import type { Config } from '../../../config/schema.ts';
import type { StageStep, StepContext } from '../../cloud.ts';
import { needed } from '../../settings.ts';
import { firstLineOf } from '../access/access-errors.ts';
import type { AzureClient } from '../access/azure-client.ts';
import { infraStack } from '../infra-props.ts';
import { providersNotRegistered } from './errors.ts';
import { waitUntil } from './waiting.ts';

/** Of everything that the stacks make. */
const always = [
  'Microsoft.Compute',
  'Microsoft.Network',
  'Microsoft.KeyVault',
  'Microsoft.ManagedIdentity',
  'Microsoft.Storage',
  'Microsoft.DBforPostgreSQL',
  'Microsoft.Cache',
  'Microsoft.Insights',
  'Microsoft.OperationalInsights',
] as const;
/** The second for extensions, of which the driver of the disks is one. */
const ofCluster = ['Microsoft.ContainerService', 'Microsoft.KubernetesConfiguration'] as const;
const ofFrontDoor = ['Microsoft.Cdn'] as const;

const version = '2021-04-01';
/** Most take a minute or two. */
const patience = { everySeconds: 10, minutes: 15 } as const;

export const resourceProviders: StageStep = {
  id: 'resource-providers',
  stack: infraStack,
  when: 'before',
  text: 'registers the services that the subscription has not used yet',
  async isDone(context) {
    const { state, changing } = context;
    if (state.resources.length === 0) return false;
    if (changing.length === 0) return true;
    const left = await missing(await client(context), context.config, wanted(context.config));
    return left.length === 0;
  },
  run: register,
};

async function register(context: StepContext, progress: (text: string) => void): Promise<void> {
  const { config } = context;
  const subscription = needed(config.account.subscription, 'account.subscription');
  const azure = await client(context);
  let left = await missing(azure, config, wanted(config));
  const notDone = (why: string) => providersNotRegistered(left, subscription, why);
  for (const name of left) {
    progress(name);
    await azure
      .post(`/subscriptions/${subscription}/providers/${name}/register`, version)
      .catch((error: unknown) => {
        throw notDone(firstLineOf(error));
      });
  }
  const done = await waitUntil(context, patience, async () => {
    left = await missing(azure, config, left);
    if (left.length > 0) progress(left.join(', '));
    return left.length === 0;
  });
  if (!done) throw notDone(`Azure is still at it after ${patience.minutes} minutes`);
}

async function missing(
  azure: AzureClient,
  { account }: Config,
  names: readonly string[],
): Promise<readonly string[]> {
  const states = await Promise.all(
    names.map((name) =>
      azure.find<{ readonly registrationState?: string }>(
        `/subscriptions/${account.subscription}/providers/${name}`,
        version,
      ),
    ),
  );
  return names.filter((_, index) => states[index]?.registrationState !== 'Registered');
}

function wanted({ cluster, api }: Config): readonly string[] {
  return [
    ...always,
    ...(cluster?.existing === undefined ? ofCluster : []),
    ...(api.frontDoor?.enabled ? ofFrontDoor : []),
  ];
}

async function client(context: StepContext): Promise<AzureClient> {
  return (await import('../access/azure-client.ts')).azureClient(context);
}
