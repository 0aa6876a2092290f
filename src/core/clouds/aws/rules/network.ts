import type { Breach } from '../../../findings/finding.ts';
import type { Rule } from '../../../rules/rule.ts';

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

export const awsNetworkRules: readonly Rule[] = [zones];
