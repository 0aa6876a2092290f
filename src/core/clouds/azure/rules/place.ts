/** Where in Azure: the region, and what it has zones for. */
import type { Breach } from '../../../findings/finding.ts';
import { fixOf } from '../../../requirements/machines.ts';
import type { Rule } from '../../../rules/rule.ts';
import { regionRule } from '../../kubernetes/rules/region.ts';
import { hasZones, regions } from '../regions.ts';

const source = 'https://learn.microsoft.com/azure/reliability/regions-list';

const region = regionRule({
  title: 'Azure',
  known: regions,
  example: 'eastus2',
  plausible: /^[a-z]{5,}[0-9]?$/,
  // As the portal writes it, such as East US 2.
  meant: (text) => text.toLowerCase(),
  source,
});

/** What asks for zones, with what asks for none. */
const zoned = [
  {
    path: 'postgres.multiAz',
    asks: ({ postgres }) => postgres.multiAz,
    says: 'a standby of the database in another zone',
    without: false,
  },
  {
    path: 'storage.redundancy',
    asks: ({ storage }) => storage.redundancy === 'zrs',
    says: 'copies of the storage in three zones',
    without: 'lrs',
  },
  {
    path: 'cluster.zones',
    asks: ({ cluster }) => cluster?.existing === undefined && (cluster?.zones ?? []).length > 0,
    says: 'zones of the nodes',
    without: [],
  },
] as const satisfies readonly {
  readonly path: string;
  readonly asks: (config: Parameters<Rule['check']>[0]['config']) => boolean;
  readonly says: string;
  readonly without: unknown;
}[];

const regionZones: Rule = {
  id: 'config/region-zones',
  states: 'What is spread over zones lies in a region that has them.',
  check: ({ config }) => {
    if (hasZones(config.region) !== false) return [];
    return zoned
      .filter(({ asks }) => asks(config))
      .map(({ path, says, without }) => ({
        rule: regionZones.id,
        severity: 'error',
        message: `${config.region} has no zones, so there is no room for ${says}`,
        path,
        required: `a region with zones, such as eastus2, or ${JSON.stringify(without)}`,
        found: config.region,
        nearest: JSON.stringify(without),
        fix: {
          ...fixOf([{ path, value: without }]),
          text: `set ${path}: ${JSON.stringify(without)}, or choose a region with zones`,
        },
        source,
      }));
  },
};

/** https://learn.microsoft.com/azure/aks/availability-zones */
const zoneNames = ['1', '2', '3'];

const zones: Rule = {
  id: 'cluster/zones',
  states: 'Zones of the nodes are different ones of 1, 2 and 3.',
  check: ({ config }) => {
    const named = config.cluster?.zones ?? [];
    return named.flatMap((zone, index): readonly Breach[] => {
      const twice = named.indexOf(zone) !== index;
      if (!twice && zoneNames.includes(zone)) return [];
      const sound = [...new Set(named.filter((one) => zoneNames.includes(one)))];
      return [
        {
          rule: zones.id,
          severity: 'error',
          message: twice
            ? `zone ${zone} is named twice`
            : `${zone} is no zone: those of a region are called 1, 2 and 3`,
          path: `cluster.zones[${index}]`,
          required: `different ones of ${zoneNames.join(', ')}, or an empty list`,
          found: zone,
          nearest: JSON.stringify(sound),
          fix: {
            text: `set cluster.zones: ${JSON.stringify(sound)}`,
            // Where the region has none, none it is.
            set: [{ path: 'cluster.zones', value: hasZones(config.region) === false ? [] : sound }],
          },
          source: 'https://learn.microsoft.com/azure/aks/availability-zones',
        },
      ];
    });
  },
};

export const placeRules: readonly Rule[] = [region, regionZones, zones];
