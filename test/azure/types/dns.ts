import { text } from '../../google/json.ts';
import { properties } from '../cloud.ts';
import { conflict } from '../errors.ts';
import { each } from '../resource-manager.ts';
import type { Call, ResourceType } from '../resource-type.ts';

/** https://learn.microsoft.com/rest/api/dns */
const publicZone: ResourceType = {
  type: 'Microsoft.Network/dnsZones',
  stateless: true,
  computed: () => ({
    properties: {
      maxNumberOfRecordSets: 10_000,
      nameServers: ['ns1-01.azure-dns.com.', 'ns2-01.azure-dns.net.'],
      zoneType: 'Public',
    },
  }),
};

const publicRecords = ['A', 'TXT', 'CNAME'].map(
  (kind): ResourceType => ({
    type: `Microsoft.Network/dnsZones/${kind}`,
    computed: (call) => ({ properties: { fqdn: fqdn(call, 'dnszones') } }),
    defaults: () => ({ properties: { metadata: {} } }),
  }),
);

/** https://learn.microsoft.com/rest/api/dns/privatedns */
const privateZone: ResourceType = {
  type: 'Microsoft.Network/privateDnsZones',
  computed: ({ cloud, id }) => ({
    properties: {
      maxNumberOfRecordSets: 25_000,
      numberOfRecordSets: cloud.children(id, 'A').length + 1,
      maxNumberOfVirtualNetworkLinks: 1_000,
      numberOfVirtualNetworkLinks: cloud.children(id, 'virtualNetworkLinks').length,
    },
  }),
  // https://learn.microsoft.com/azure/dns/private-dns-privatednszone#restrictions
  checkDelete: ({ cloud, id }) => {
    if (cloud.children(id, 'virtualNetworkLinks').length > 0)
      throw conflict('CannotDeleteResource', `Cannot delete resource ${id} while nested resources exist.`);
  },
};

export const dns: readonly ResourceType[] = [
  publicZone,
  ...publicRecords,
  privateZone,
  { type: 'Microsoft.Network/privateDnsZones/A', stateless: true },
  {
    type: 'Microsoft.Network/privateDnsZones/SOA',
    stateless: true,
    implied: () => ({
      properties: {
        ttl: 3600,
        soaRecord: {
          email: 'azureprivatedns-host.microsoft.com',
          expireTime: 2_419_200,
          host: 'azureprivatedns.net',
          minimumTtl: 10,
          refreshTime: 3600,
          retryTime: 300,
          serialNumber: 1,
        },
      },
    }),
    computed: (call) => ({ properties: { fqdn: fqdn(call, 'privatednszones') } }),
  },
  {
    type: 'Microsoft.Network/dnsZones/SOA',
    stateless: true,
    implied: () => ({
      properties: {
        TTL: 3600,
        SOARecord: {
          email: 'azuredns-hostmaster.microsoft.com',
          expireTime: 2_419_200,
          host: 'ns1-01.azure-dns.com.',
          minimumTTL: 300,
          refreshTime: 3600,
          retryTime: 300,
          serialNumber: 1,
        },
      },
    }),
    computed: (call) => ({ properties: { fqdn: fqdn(call, 'dnszones') } }),
  },
  {
    type: 'Microsoft.Network/privateDnsZones/virtualNetworkLinks',
    defaults: () => ({ properties: { resolutionPolicy: 'Default' } }),
    computed: () => ({ properties: { virtualNetworkLinkState: 'Completed' } }),
  },
];

function fqdn({ id, place }: Call, zones: string): string {
  const parts = id.split('/');
  const zone = parts[parts.findIndex((part) => part.toLowerCase() === zones) + 1] ?? '';
  return place.name === '@' ? `${zone}.` : `${place.name}.${zone}.`;
}

/** Values of a public TXT record, if there is one. */
export function textRecord(call: Call, host: string): readonly string[] {
  return call.cloud
    .ofType('Microsoft.Network/dnsZones/TXT')
    .filter((record) => text(properties(record).fqdn) === `${host}.`)
    .flatMap((record) => each(properties(record).TXTRecords))
    .flatMap(({ value }) => (Array.isArray(value) ? value.map(text) : []));
}
