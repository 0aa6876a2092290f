/**
 * What a change of each resource type means on Google Cloud. Attribute names are those of the Google provider:
 * https://registry.terraform.io/providers/hashicorp/google/latest/docs
 */
import type { ResourceClasses } from '../../plan/classify/resource-class.ts';
import { clusterClasses } from '../kubernetes/classes.ts';
import { accessClasses } from './classes/access.ts';
import { gkeClasses } from './classes/cluster.ts';
import { entryClasses } from './classes/entry.ts';
import { keysClasses } from './classes/keys.ts';
import { networkClasses } from './classes/network.ts';
import { operationsClasses } from './classes/operations.ts';
import { storesClasses } from './classes/stores.ts';

export const resourceClasses: ResourceClasses = {
  ...clusterClasses,
  ...storesClasses,
  ...keysClasses,
  ...gkeClasses,
  ...networkClasses,
  ...entryClasses,
  ...accessClasses,
  ...operationsClasses,
};
