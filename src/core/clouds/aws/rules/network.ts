import type { Breach } from '../../../findings/finding.ts';
import { networksOf, towards } from '../../../rules/network.ts';
import { parseRange } from '../../../rules/range.ts';
import type { Rule } from '../../../rules/rule.ts';
import { suggestedRange } from '../../../rules/suggested-range.ts';

const size: Rule = {
  id: 'network/range-size',
  states: 'A network is a /16 to a /21.',
  check: ({ config, cloud }) => {
    const [main] = networksOf(config);
    return networksOf(config).flatMap(({ title, path, text }): readonly Breach[] => {
      const { least, most } = cloud.catalogue.networkPrefix;
      const range = parseRange(text);
      if (!range || (range.prefix >= least && range.prefix <= most)) return [];
      const other = main && main.path !== path ? parseRange(main.text) : undefined;
      return [
        {
          rule: size.id,
          severity: 'error',
          message:
            range.prefix > most
              ? `${title}: ${text} is too small for its four subnets; a /${most} or larger is needed`
              : `${title}: ${text} is larger than the largest network of AWS, a /${least}`,
          path,
          required: `/${least} to /${most}`,
          found: `/${range.prefix}`,
          ...towards(path, suggestedRange(range, cloud.catalogue.networkPrefix, other)),
          source: 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html',
        },
      ];
    });
  },
};

const zones: Rule = {
  id: 'network/availability-zones',
  states: 'Three different zones of the region are named, or none.',
  check: ({ config }) => {
    const { availabilityZones = [] } = config.network;
    if (availabilityZones.length === 0) return [];
    const foreign = availabilityZones.flatMap((zone, index) =>
      isZoneOf(config.region, zone)
        ? []
        : [
            zonesBreach(
              `network.availabilityZones[${index}]`,
              `${zone} is no availability zone of ${config.region}`,
              zone,
            ),
          ],
    );
    if (foreign.length > 0) return foreign;
    if (new Set(availabilityZones).size === 3) return [];
    return [
      zonesBreach(
        'network.availabilityZones',
        `${new Set(availabilityZones).size} different zones are named, the data plane is spread over three`,
        availabilityZones.join(', '),
      ),
    ];
  },
};

/** `us-east-1a`, but not the local zone `us-east-1-atl-1a`. */
function isZoneOf(region: string, zone: string): boolean {
  return zone.startsWith(region) && /^[a-z]$/.test(zone.slice(region.length));
}

function zonesBreach(path: string, message: string, found: string): Breach {
  return {
    rule: zones.id,
    severity: 'error',
    message,
    path,
    required: 'three zones of the region, or an empty list',
    found,
    nearest: '[]',
    fix: {
      text: 'set network.availabilityZones: [], which takes the first three of the region',
      set: [{ path: 'network.availabilityZones', value: [] }],
    },
  };
}

export const awsNetworkRules: readonly Rule[] = [size, zones];
