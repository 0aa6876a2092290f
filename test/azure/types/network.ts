import { at, type Resource, text } from '../../google/json.ts';
import { strings } from '../checks.ts';
import { type Cloud, guid, properties } from '../cloud.ts';
import { conflict, invalid } from '../errors.ts';
import { each } from '../resource-manager.ts';
import type { Call, ResourceType } from '../resource-type.ts';

/** https://learn.microsoft.com/rest/api/virtualnetwork */
export const network: readonly ResourceType[] = [
  {
    type: 'Microsoft.Network/virtualNetworks',
    computed: (call) => ({ properties: { resourceGuid: guid(call.id), subnets: [] } }),
    // Subnets are resources of their own, and parts of their network at the same time: a PUT with fewer deletes the others.
    shown: ({ cloud, id }) => ({ properties: { subnets: [...cloud.children(id, 'subnets')] } }),
    check: ({ cloud, id }, given) => {
      const wanted = new Set(each(properties(given).subnets).map(({ name }) => text(name).toLowerCase()));
      for (const { id: subnet, name } of cloud.children(id, 'subnets'))
        if (given.properties !== undefined && !wanted.has(text(name).toLowerCase()))
          checkUnused(cloud, text(subnet));
    },
    effect: (call, verb) => {
      if (verb === 'delete') return;
      subnetsFromBody(call);
      watch(call);
    },
    checkDelete: ({ cloud }, { id }) => checkUnused(cloud, text(id)),
  },
  {
    type: 'Microsoft.Network/virtualNetworks/subnets',
    defaults: () => ({
      properties: {
        delegations: [],
        privateEndpointNetworkPolicies: 'Disabled',
        privateLinkServiceNetworkPolicies: 'Enabled',
      },
    }),
    checkDelete: ({ cloud }, { id }) => checkUnused(cloud, text(id)),
  },
  {
    type: 'Microsoft.Network/networkSecurityGroups',
    keeps: ['properties.securityRules'],
    computed: ({ id }) => ({ properties: { resourceGuid: guid(id), defaultSecurityRules: [] } }),
    shown: ({ cloud, id }, resource) => {
      const rules = cloud.children(id, 'securityRules');
      return { properties: { securityRules: [...each(properties(resource).securityRules), ...rules] } };
    },
    checkDelete: ({ cloud }, { id }) => checkUnused(cloud, text(id)),
  },
  { type: 'Microsoft.Network/networkSecurityGroups/securityRules' },
  { type: 'Microsoft.Network/routeTables', defaults: () => ({ properties: { routes: [] } }) },
  {
    type: 'Microsoft.Network/publicIPAddresses',
    defaults: () => ({ properties: { publicIPAddressVersion: 'IPv4', idleTimeoutInMinutes: 4, ipTags: [] } }),
    computed: ({ cloud }, _, old) => ({
      properties: { ipAddress: at(old, 'properties.ipAddress') ?? `20.0.0.${cloud.next()}` },
    }),
    checkDelete: ({ cloud }, { id }) => checkUnused(cloud, text(id)),
  },
  {
    type: 'Microsoft.Network/natGateways',
    defaults: () => ({ properties: { idleTimeoutInMinutes: 4 } }),
    computed: ({ id }) => ({ properties: { resourceGuid: guid(id) } }),
    checkDelete: ({ cloud }, { id }) => checkUnused(cloud, text(id)),
  },
  {
    type: 'Microsoft.Network/networkInterfaces',
    checkDelete: () => {
      throw conflict('NicInUseWithPrivateEndpoint', 'The network interface belongs to a private endpoint.');
    },
  },
  { type: 'Microsoft.Network/networkWatchers' },
  {
    type: 'Microsoft.Network/networkWatchers/flowLogs',
    statuses: { delete: 202 },
    computed: ({ id }) => ({ properties: { targetResourceGuid: guid(id) } }),
    // https://learn.microsoft.com/azure/network-watcher/vnet-flow-logs-overview#considerations-for-virtual-network-flow-logs
    check: ({ cloud }, given) => {
      const account = cloud.find(text(properties(given).storageId));
      if (/^Premium/.test(text(at(account, 'sku.name'))))
        throw invalid('Flow logs need a standard storage account.', 'StorageAccountTypeNotSupported');
    },
  },
];

function subnetsFromBody({ cloud, id, body }: Call): void {
  const wanted = each(properties(body).subnets);
  const names = new Set(wanted.map(({ name }) => text(name).toLowerCase()));
  for (const subnet of cloud.children(id, 'subnets'))
    if (!names.has(text(subnet.name).toLowerCase())) cloud.remove(text(subnet.id));
  for (const subnet of wanted) {
    const subnetId = `${id}/subnets/${text(subnet.name)}`;
    if (cloud.has(subnetId)) continue;
    const type = 'Microsoft.Network/virtualNetworks/subnets';
    cloud.put(subnetId, {
      ...subnet,
      id: subnetId,
      type,
      properties: { ...properties(subnet), provisioningState: 'Succeeded' },
    });
  }
}

/** A region's watcher comes with its first network. https://learn.microsoft.com/azure/network-watcher/network-watcher-create */
function watch({ cloud, body }: Call): void {
  const location = text(body.location);
  const group = `/subscriptions/${cloud.subscription}/resourceGroups/NetworkWatcherRG`;
  const id = `${group}/providers/Microsoft.Network/networkWatchers/NetworkWatcher_${location}`;
  if (location === '' || cloud.has(id)) return;
  const common = { location, properties: { provisioningState: 'Succeeded' } };
  cloud.put(group, {
    ...common,
    id: group,
    name: 'NetworkWatcherRG',
    type: 'Microsoft.Resources/resourceGroups',
  });
  cloud.put(id, {
    ...common,
    id,
    name: `NetworkWatcher_${location}`,
    type: 'Microsoft.Network/networkWatchers',
  });
}

/** Parts of a network stay while something is in them, or attached. */
function checkUnused(cloud: Cloud, id: string): void {
  const lower = id.toLowerCase();
  const user = [...cloud.resources.values()].find((other) => refersTo(other, lower));
  if (user !== undefined)
    throw conflict('InUse', `Resource ${id} is in use by ${text(user.id)} and cannot be deleted.`);
}

function refersTo(other: Resource, lower: string): boolean {
  const own = text(other.id).toLowerCase();
  if (own === lower || own.startsWith(`${lower}/`)) return false;
  // Records about it and rights on it do not hold it; neither does a zone's link, but that goes first all the same.
  if (/^Microsoft\.(Authorization|Insights)\/|flowLogs$/.test(text(other.type))) return false;
  return strings(other.properties).some((value) => {
    const reference = value.toLowerCase();
    return reference === lower || reference.startsWith(`${lower}/`);
  });
}
