/** A network that is brought along. */
import type { Breach } from '../../../findings/finding.ts';
import { overlap, parseRange } from '../../../rules/range.ts';
import type { Rule } from '../../../rules/rule.ts';
import { isPrivate } from '../../../rules/suggested-range.ts';

const linkSubnet: Rule = {
  id: 'network/existing-link-subnet',
  states: 'With Front Door, a network that is brought along has a subnet for the private link.',
  check: ({ config }) => {
    const { existing } = config.network;
    if (!existing || existing.linkSubnet !== undefined || !config.api.frontDoor?.enabled) return [];
    const path = 'network.existing.linkSubnet';
    return [
      {
        rule: linkSubnet.id,
        severity: 'error',
        message: 'Front Door comes through a private link, for which the network has no subnet named',
        path,
        required: 'a subnet with network policies of private link services off',
        fix: { text: `add ${path}, or set api.frontDoor.enabled: false` },
        source: 'https://learn.microsoft.com/azure/private-link/disable-private-link-service-network-policy',
      },
    ];
  },
};

const apiAddress: Rule = {
  id: 'network/existing-api-address',
  states: 'The address of the API is an address, and a private one.',
  check: ({ config }) => {
    const found = config.network.existing?.apiAddress;
    if (found === undefined) return [];
    const range = parseRange(`${found}/32`);
    if (range && isPrivate(range)) return [];
    return [
      {
        rule: apiAddress.id,
        severity: range ? 'warning' : 'error',
        message: range
          ? `${found} is not private, so it is hardly one of the subnet for the nodes`
          : `${found} is no IPv4 address`,
        path: 'network.existing.apiAddress',
        required: 'a free address of the subnet for the nodes',
        found,
        fix: { text: 'write an address of the subnet for the nodes that nothing else has' },
        source: 'https://learn.microsoft.com/azure/aks/internal-lb#specify-an-ip-address',
      },
    ];
  },
};

/** All that the configuration says of the network's own ranges is one address of it. */
const ranges: Rule = {
  id: 'network/existing-ranges',
  states: 'Ranges of pods and services are none that the network which is brought along uses.',
  check: ({ config: { cluster, network } }) => {
    const { apiAddress: address } = network.existing ?? {};
    const used = address === undefined ? undefined : parseRange(`${address}/32`);
    if (used === undefined || cluster?.existing) return [];
    return (['podsCidr', 'servicesCidr'] as const).flatMap((key): readonly Breach[] => {
      const found = network[key] ?? '';
      const range = parseRange(found);
      if (!range || !overlap(range, used)) return [];
      const path = `network.${key}`;
      return [
        {
          rule: ranges.id,
          severity: 'error',
          message: `${found} holds ${address}, the address of the API in your network; addresses must be unique within a network`,
          path,
          required: 'a range that your network does not use',
          found,
          fix: { text: `set ${path} to a range that your network and what is peered with it do not use` },
          source: 'https://learn.microsoft.com/azure/aks/concepts-network-ip-address-planning',
        },
      ];
    });
  },
};

/** https://learn.microsoft.com/azure/private-link/private-endpoint-dns */
const zoneNames = {
  postgres: 'privatelink.postgres.database.azure.com',
  redis: 'privatelink.redis.azure.net',
  blob: 'privatelink.blob.core.windows.net',
  vault: 'privatelink.vaultcore.azure.net',
} as const;

const dnsZones: Rule = {
  id: 'network/existing-dns-zones',
  states: 'Private DNS zones that are brought along are those of the services.',
  check: ({ config }) => {
    const zones = config.network.existing?.privateDnsZones ?? {};
    return (Object.keys(zoneNames) as (keyof typeof zoneNames)[]).flatMap((key): readonly Breach[] => {
      const found = zones[key]?.split('/').at(-1);
      if (found === undefined || found.toLowerCase() === zoneNames[key]) return [];
      return [
        {
          rule: dnsZones.id,
          severity: 'error',
          message: `${found} is not the zone of its service: names in ${zoneNames[key]} would not be found`,
          path: `network.existing.privateDnsZones.${key}`,
          required: zoneNames[key],
          found,
          fix: { text: `name the zone ${zoneNames[key]}, or remove the key` },
          source: 'https://learn.microsoft.com/azure/private-link/private-endpoint-dns',
        },
      ];
    });
  },
};

export const existingNetworkRules: readonly Rule[] = [linkSubnet, apiAddress, ranges, dnsZones];
