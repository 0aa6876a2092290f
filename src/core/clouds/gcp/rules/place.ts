/** Where in Google Cloud: region, zones, keys and networks that must lie there. */
import type { Breach } from '../../../findings/finding.ts';
import { parseRange } from '../../../rules/range.ts';
import type { Rule } from '../../../rules/rule.ts';
import { regionRule } from '../../kubernetes/rules/region.ts';
import { regions } from '../regions.ts';

const region = regionRule({
  title: 'Google Cloud',
  known: regions,
  example: 'us-central1',
  plausible: /^[a-z]+-[a-z]+[0-9]{1,2}$/,
  // A zone may be meant.
  meant: (text) => text.replace(/-[a-z]$/, ''),
  source: 'https://cloud.google.com/about/locations',
});

const keyRegion: Rule = {
  id: 'config/key-region',
  states: 'The key lies in the region of the deployment.',
  check: ({ config }) => {
    const path = 'encryption.kmsKeyName';
    const found = config.encryption.kmsKeyName?.split('/')[3];
    if (found === undefined || found === config.region) return [];
    return [
      {
        rule: keyRegion.id,
        severity: 'error',
        message: `${path} is a key of ${found}, but Cloud SQL, Memorystore and the buckets take only one of their own region, ${config.region}`,
        path,
        required: `projects/…/locations/${config.region}/…`,
        found,
        fix: { text: `name a key of ${config.region}` },
        source: 'https://cloud.google.com/sql/docs/postgres/cmek',
      },
    ];
  },
};

const existingNetwork: Rule = {
  id: 'network/existing',
  states:
    'A subnetwork that is brought along lies in the region of the deployment, and in the project of its network.',
  check: ({ config }) => {
    const { existing } = config.network;
    if (!existing?.network || !existing.subnetwork) return [];
    const [, host] = existing.network.split('/');
    const [, project, , place] = existing.subnetwork.split('/');
    const path = 'network.existing.subnetwork';
    const base = { rule: existingNetwork.id, severity: 'error', path, found: existing.subnetwork } as const;
    return [
      ...(place === config.region
        ? []
        : [
            {
              ...base,
              message: `the subnetwork lies in ${place}, the deployment in ${config.region}`,
              required: `projects/…/regions/${config.region}/…`,
              fix: { text: `name a subnetwork of ${config.region}` },
              source: 'https://cloud.google.com/vpc/docs/subnets',
            },
          ]),
      ...(project === host
        ? []
        : [
            {
              ...base,
              message: `the subnetwork belongs to project ${project}, the network to ${host}`,
              required: `projects/${host}/regions/…`,
              fix: { text: `name a subnetwork of the network ${existing.network}` },
              source: 'https://cloud.google.com/vpc/docs/shared-vpc',
            },
          ]),
    ];
  },
};

const secondaryRanges: Rule = {
  id: 'network/existing-ranges',
  states: 'Pods and services have a secondary range each.',
  check: ({ config }) => {
    const { podsRange, servicesRange } = config.network.existing ?? {};
    if (podsRange === undefined || podsRange !== servicesRange) return [];
    const path = 'network.existing.servicesRange';
    return [
      {
        rule: secondaryRanges.id,
        severity: 'error',
        message: `pods and services are both to have the secondary range ${podsRange}; GKE wants one for each`,
        path,
        required: 'another secondary range of the subnetwork',
        found: podsRange,
        fix: { text: 'name another range of the subnetwork, or remove both: then both are added' },
        source: 'https://cloud.google.com/kubernetes-engine/docs/concepts/alias-ips',
      },
    ];
  },
};

const narrowServices: Rule = {
  id: 'network/private-services-narrow',
  states: 'The range of database and cache has room for both.',
  check: ({ config }) => {
    const path = 'network.privateServicesCidr';
    const text = config.network.privateServicesCidr;
    if (text === undefined || config.network.existing?.privateServiceAccess) return [];
    if (parseRange(text)?.prefix !== 24) return [];
    return [
      {
        rule: narrowServices.id,
        severity: 'warning',
        message: `${text} is as large as the network that Google makes for the database alone; where that takes all of it, the cache finds no addresses`,
        path,
        required: 'a /23 or larger',
        found: text,
        fix: { text: `set ${path} to a free range of a /23 or larger` },
        source: 'https://cloud.google.com/sql/docs/postgres/private-ip#allocated_range_size',
      },
    ];
  },
};

const zones: Rule = {
  id: 'cluster/zones',
  states: 'Zones of the nodes are different zones of the region.',
  check: ({ config }) => {
    const named = config.cluster?.zones ?? [];
    return named.flatMap((zone, index): readonly Breach[] => {
      const foreign = !(zone.startsWith(`${config.region}-`) && /^-[a-z]$/.test(zone.slice(-2)));
      const twice = named.indexOf(zone) !== index;
      const inRegion = zone.length === config.region.length + 2;
      if (!twice && !foreign && inRegion) return [];
      return [
        {
          rule: zones.id,
          severity: 'error',
          message: twice ? `zone ${zone} is named twice` : `${zone} is no zone of ${config.region}`,
          path: `cluster.zones[${index}]`,
          required: `different zones such as ${config.region}-a, or an empty list`,
          found: zone,
          nearest: '[]',
          fix: {
            text: 'set cluster.zones: [], which leaves them to Google',
            set: [{ path: 'cluster.zones', value: [] }],
          },
          source: 'https://cloud.google.com/compute/docs/regions-zones',
        },
      ];
    });
  },
};

export const placeRules: readonly Rule[] = [
  region,
  keyRegion,
  existingNetwork,
  secondaryRanges,
  narrowServices,
  zones,
];
