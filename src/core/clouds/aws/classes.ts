/**
 * What a change of each resource type means on AWS. Attribute names are those of the AWS provider:
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs
 */
import type { ResourceClasses } from '../../plan/classify/resource-class.ts';
import { accessClasses } from './classes/access.ts';
import { apiClasses } from './classes/api.ts';
import { brainstoreClasses } from './classes/brainstore.ts';
import { entryClasses } from './classes/entry.ts';
import { keysClasses } from './classes/keys.ts';
import { networkClasses } from './classes/network.ts';
import { operationsClasses } from './classes/operations.ts';
import { storesClasses } from './classes/stores.ts';

export const resourceClasses: ResourceClasses = {
  ...storesClasses,
  ...keysClasses,
  ...networkClasses,
  ...apiClasses,
  ...entryClasses,
  ...brainstoreClasses,
  ...accessClasses,
  ...operationsClasses,
};
