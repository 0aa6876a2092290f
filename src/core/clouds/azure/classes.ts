/**
 * What a change of each resource type means on Azure. Attribute names are those of the Azure provider:
 * https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs
 */
import type { ResourceClasses } from '../../plan/classify/resource-class.ts';
import { clusterClasses } from '../kubernetes/classes.ts';
import { accessClasses } from './classes/access.ts';
import { aksClasses } from './classes/cluster.ts';
import { entryClasses } from './classes/entry.ts';
import { keysClasses } from './classes/keys.ts';
import { networkClasses } from './classes/network.ts';
import { operationsClasses } from './classes/operations.ts';
import { storesClasses } from './classes/stores.ts';

export const resourceClasses: ResourceClasses = {
  ...clusterClasses,
  ...storesClasses,
  ...keysClasses,
  ...aksClasses,
  ...networkClasses,
  ...accessClasses,
  ...entryClasses,
  ...operationsClasses,
};
