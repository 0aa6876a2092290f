/** Private endpoints, the services they lead to, and the names under which those are found. */
import { at, part, type Resource, text } from '../../google/json.ts';
import { type Cloud, properties } from '../cloud.ts';
import { invalid } from '../errors.ts';
import { resourceGroupOf } from '../path.ts';
import { each } from '../resource-manager.ts';
import type { Call, ResourceType } from '../resource-type.ts';

/** Part of a service that an endpoint can lead to. https://learn.microsoft.com/azure/private-link/private-endpoint-overview */
const groups: Readonly<Record<string, readonly string[]>> = {
  'Microsoft.KeyVault/vaults': ['vault'],
  'Microsoft.DBforPostgreSQL/flexibleServers': ['postgresqlServer'],
  'Microsoft.Cache/redisEnterprise': ['redisEnterprise'],
  'Microsoft.Storage/storageAccounts': ['blob'],
  'Microsoft.ContainerService/managedClusters': ['management'],
};

export const privateLink: readonly ResourceType[] = [
  {
    type: 'Microsoft.Network/privateEndpoints',
    defaults: () => ({ properties: { ipConfigurations: [], manualPrivateLinkServiceConnections: [] } }),
    computed: (call, resource) => ({
      properties: {
        networkInterfaces: [{ id: interfaceOf(call, resource) }],
        customDnsConfigs: [],
        privateLinkServiceConnections: each(properties(resource).privateLinkServiceConnections).map(
          (connection) => ({
            ...connection,
            id: `${call.id}/privateLinkServiceConnections/${text(connection.name)}`,
            properties: {
              ...properties(connection),
              provisioningState: 'Succeeded',
              privateLinkServiceConnectionState: {
                status: 'Approved',
                description: 'Auto-Approved',
                actionsRequired: 'None',
              },
            },
          }),
        ),
      },
    }),
    check: ({ cloud }, given) => {
      for (const connection of each(properties(given).privateLinkServiceConnections)) {
        const { privateLinkServiceId, groupIds } = properties(connection);
        const target = cloud.find(text(privateLinkServiceId));
        const known = groups[text(target.type)] ?? [];
        for (const group of Array.isArray(groupIds) ? groupIds : [])
          if (!known.includes(text(group)))
            throw invalid(
              `Call to ${text(target.type)} failed. Error message: The group id '${text(group)}' is not supported.`,
              'PrivateEndpointInvalidGroupId',
            );
      }
    },
    effect: (call, verb, resource) => {
      for (const connection of each(properties(resource).privateLinkServiceConnections))
        onTarget(call, verb === 'delete', connection);
      if (verb === 'delete') {
        call.cloud.remove(interfaceOf(call, resource));
        forgetNames(call.cloud, call.id);
      } else putInterface(call, resource);
    },
  },
  {
    type: 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups',
    // The names become resolvable as records of the zone.
    computed: (call, resource) => ({
      properties: {
        privateDnsZoneConfigs: each(properties(resource).privateDnsZoneConfigs).map((config) => ({
          ...config,
          properties: { ...properties(config), recordSets: [recordOf(call, properties(config))] },
        })),
      },
    }),
    effect: (call, verb, resource) => {
      forgetNames(call.cloud, call.place.parent);
      if (verb === 'delete') return;
      for (const config of each(properties(resource).privateDnsZoneConfigs))
        addName(call, properties(config));
    },
  },
  {
    type: 'Microsoft.Network/privateLinkServices',
    defaults: () => ({
      properties: { visibility: { subscriptions: [] }, autoApproval: { subscriptions: [] }, fqdns: [] },
    }),
    computed: ({ place }) => ({
      properties: { alias: `${place.name}.0000.eastus.azure.privatelinkservice` },
    }),
    shown: ({ cloud, id }) => ({
      properties: { privateEndpointConnections: [...cloud.children(id, 'privateEndpointConnections')] },
    }),
  },
  // Approved by a PUT of its state. https://learn.microsoft.com/rest/api/virtualnetwork/private-link-services/update-private-endpoint-connection
  {
    type: 'Microsoft.Network/privateLinkServices/privateEndpointConnections',
    keeps: ['properties.privateEndpoint'],
  },
  { type: 'Microsoft.KeyVault/vaults/privateEndpointConnections' },
  { type: 'Microsoft.DBforPostgreSQL/flexibleServers/privateEndpointConnections' },
  { type: 'Microsoft.Cache/redisEnterprise/privateEndpointConnections' },
  { type: 'Microsoft.Storage/storageAccounts/privateEndpointConnections' },
];

function interfaceOf({ id, place }: Call, resource: Resource): string {
  const custom = text(properties(resource).customNetworkInterfaceName);
  const name = custom === '' ? `${place.name}.nic` : custom;
  return `${resourceGroupOf(id)}/providers/Microsoft.Network/networkInterfaces/${name}`;
}

function putInterface(call: Call, resource: Resource): void {
  const id = interfaceOf(call, resource);
  const subnet = at(resource, 'properties.subnet') ?? {};
  const known = call.cloud.resources.get(id.toLowerCase());
  if (known !== undefined) return;
  call.cloud.put(id, {
    id,
    name: id.split('/').at(-1) ?? '',
    type: 'Microsoft.Network/networkInterfaces',
    location: resource.location ?? '',
    properties: {
      provisioningState: 'Succeeded',
      privateEndpoint: { id: call.id },
      ipConfigurations: [
        { name: 'privateEndpointIpConfig', properties: { privateIPAddress: addressOf(call), subnet } },
      ],
    },
  });
}

function addressOf({ cloud }: Call): string {
  return `10.0.8.${cloud.next() % 250}`;
}

/** The service at the other end sees a connection, too. */
function onTarget({ cloud, id }: Call, gone: boolean, connection: Resource): void {
  const target = cloud.resources.get(text(properties(connection).privateLinkServiceId).toLowerCase());
  if (target === undefined) return;
  const type = `${text(target.type)}/privateEndpointConnections`;
  const name = `${id.split('/').at(-1)}.${text(connection.name)}`;
  const place = `${text(target.id)}/privateEndpointConnections/${name}`;
  if (gone) {
    cloud.remove(place);
    return;
  }
  const state = part(properties(connection).privateLinkServiceConnectionState);
  cloud.put(place, {
    id: place,
    name,
    type,
    properties: {
      privateEndpoint: { id },
      privateLinkServiceConnectionState: state,
      provisioningState: 'Succeeded',
    },
  });
}

function addressOfEndpoint(call: Call): string {
  const endpoint = call.cloud.find(call.place.parent);
  const [nic] = each(properties(endpoint).networkInterfaces);
  const [configuration = {}] = each(properties(call.cloud.find(text(nic?.id))).ipConfigurations);
  return text(properties(configuration).privateIPAddress);
}

function targetName(call: Call): string {
  const endpoint = call.cloud.find(call.place.parent);
  const [connection = {}] = each(properties(endpoint).privateLinkServiceConnections);
  return text(properties(connection).privateLinkServiceId).split('/').at(-1) ?? '';
}

function recordOf(call: Call, config: Resource): Resource {
  const zone = text(config.privateDnsZoneId).split('/').at(-1) ?? '';
  return {
    recordType: 'A',
    recordSetName: targetName(call),
    fqdn: `${targetName(call)}.${zone}`,
    ttl: 10,
    ipAddresses: [addressOfEndpoint(call)],
    provisioningState: 'Succeeded',
  };
}

function addName(call: Call, config: Resource): void {
  const id = `${text(config.privateDnsZoneId)}/A/${targetName(call)}`;
  call.cloud.put(id, {
    id,
    name: targetName(call),
    type: 'Microsoft.Network/privateDnsZones/A',
    properties: {
      ttl: 10,
      aRecords: [{ ipv4Address: addressOfEndpoint(call) }],
      metadata: { creator: `created by private endpoint ${call.place.parent.split('/').at(-1)}` },
      isAutoRegistered: false,
    },
    endpoint: call.place.parent.toLowerCase(),
  });
}

function forgetNames(cloud: Cloud, endpoint: string): void {
  for (const record of cloud.ofType('Microsoft.Network/privateDnsZones/A'))
    if (record.endpoint === endpoint.toLowerCase()) cloud.remove(text(record.id));
}
