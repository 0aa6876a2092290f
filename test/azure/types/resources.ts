import { text } from '../../google/json.ts';
import type { ResourceType } from '../resource-type.ts';

/** https://learn.microsoft.com/rest/api/resources/resource-groups */
export const resources: readonly ResourceType[] = [
  {
    type: 'Microsoft.Resources/resourceGroups',
    // Deleted with everything in it, a cluster's own group among that.
    effect: ({ cloud, id }, verb) => {
      if (verb !== 'delete') return;
      for (const { id: each } of cloud.below(id)) cloud.remove(text(each));
    },
  },
];
