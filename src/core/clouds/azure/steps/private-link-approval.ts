/**
 * Whoever owns a private link service has to let a connection in, and Front Door's comes from a subscription of Microsoft's, so
 * that no list of friends can name it. Only the connection with our own words is approved.
 * https://learn.microsoft.com/azure/frontdoor/private-link
 */
import type { Config } from '../../../config/schema.ts';
import type { StageStep, StepContext } from '../../cloud.ts';
import type { AzureClient } from '../access/azure-client.ts';
import { ingressStack } from '../ingress-props.ts';
import { namesOf, nodeResourceGroupOf } from '../names.ts';
import { connectionMissing, connectionNotApproved } from './errors.ts';
import { waitUntil } from './waiting.ts';

const version = '2024-05-01';
const originType = 'azurerm_cdn_frontdoor_origin';
/** Front Door asks within minutes of the origin's making. */
const patience = { everySeconds: 10, minutes: 20 } as const;

export const privateLinkApproval: StageStep = {
  id: 'private-link-approval',
  stack: ingressStack,
  when: 'after',
  text: 'approves the connection of Front Door to the private link of the API',
  async isDone(context) {
    const { state, changing } = context;
    if (!state.resources.some(({ type }) => type === originType)) return false;
    if (changing.some((address) => address.startsWith(`${originType}.`))) return false;
    const connections = await ours(await client(context), context.config);
    return connections.length > 0 && connections.every((each) => statusOf(each) === 'Approved');
  },
  run: approve,
};

async function approve(context: StepContext, progress: (text: string) => void): Promise<void> {
  const { config } = context;
  const azure = await client(context);
  const service = serviceOf(config);
  let connections: readonly Connection[] = [];
  let exists = false;
  progress('connection of Front Door');
  const asked = await waitUntil(context, patience, async () => {
    const found = await azure.find<Service>(service, version);
    exists = found !== undefined;
    connections = await oursAmong(found, config);
    return connections.length > 0;
  });
  if (!asked) throw connectionMissing(service, patience.minutes, exists);
  for (const connection of connections) {
    if (statusOf(connection) === 'Pending') await approveOne(azure, service, connection);
  }
  progress('approval');
  await waitUntil(context, { everySeconds: 5, minutes: 5 }, async () => {
    connections = await ours(azure, config);
    return connections.every((each) => statusOf(each) !== 'Pending');
  });
  const left = connections.find((each) => statusOf(each) !== 'Approved');
  if (left !== undefined) throw connectionNotApproved(left.id ?? left.name, statusOf(left));
}

/** The words stay: they tell whose connection it is. */
async function approveOne(
  azure: AzureClient,
  service: string,
  { name, properties }: Connection,
): Promise<void> {
  await azure.put(`${service}/privateEndpointConnections/${name}`, version, {
    name,
    properties: {
      privateLinkServiceConnectionState: {
        status: 'Approved',
        description: properties?.privateLinkServiceConnectionState?.description ?? '',
      },
    },
  });
}

interface Connection {
  readonly id?: string;
  readonly name: string;
  readonly properties?: {
    readonly privateLinkServiceConnectionState?: { readonly status?: string; readonly description?: string };
  };
}

interface Service {
  readonly properties?: { readonly privateEndpointConnections?: readonly Connection[] };
}

async function ours(azure: AzureClient, config: Config): Promise<readonly Connection[]> {
  return oursAmong(await azure.find<Service>(serviceOf(config), version), config);
}

async function oursAmong(service: Service | undefined, config: Config): Promise<readonly Connection[]> {
  const { requestMessage } = await import('../../../../../modules/azure/front-door.ts');
  const words = requestMessage(config.name);
  return (service?.properties?.privateEndpointConnections ?? []).filter(
    ({ properties }) => properties?.privateLinkServiceConnectionState?.description === words,
  );
}

function statusOf({ properties }: Connection): string {
  return properties?.privateLinkServiceConnectionState?.status ?? 'Pending';
}

function serviceOf(config: Config): string {
  return `/subscriptions/${config.account.subscription}/resourceGroups/${nodeResourceGroupOf(config)}/providers/Microsoft.Network/privateLinkServices/${namesOf(config).privateLinkService}`;
}

async function client(context: StepContext): Promise<AzureClient> {
  return (await import('../access/azure-client.ts')).azureClient(context);
}
