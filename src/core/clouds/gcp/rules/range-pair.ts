import type { Rule } from '../../../rules/rule.ts';

/** The provider refuses a range that is named beside one that is made, in whichever order. */
export const rangePair: Rule = {
  id: 'network/existing-range-pair',
  states: 'The secondary ranges of a subnetwork that is brought along are both named, or both added.',
  check: ({ config }) => {
    const { podsRange, servicesRange } = config.network.existing ?? {};
    if (config.cluster?.existing !== undefined) return [];
    if ((podsRange === undefined) === (servicesRange === undefined)) return [];
    const [named, missing, found] =
      podsRange === undefined
        ? ['servicesRange', 'podsRange', servicesRange]
        : ['podsRange', 'servicesRange', podsRange];
    const path = `network.existing.${named}`;
    return [
      {
        rule: rangePair.id,
        severity: 'error',
        message: `${path} is named and network.existing.${missing} is not; a cluster takes two ranges that are there, or has both made`,
        path,
        required: `network.existing.${missing} beside it`,
        found: found ?? 'none',
        fix: { text: `name network.existing.${missing} too, or remove ${path}: then both ranges are added` },
        source:
          'https://github.com/hashicorp/terraform-provider-google/blob/v6.50.0/google/services/container/resource_container_cluster.go',
      },
    ];
  },
};
