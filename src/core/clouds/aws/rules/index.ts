/** Rules of the configuration that only AWS has. */
import type { Rule } from '../../../rules/rule.ts';
import { environmentRules } from './function-environment.ts';
import { secretRules } from './license-secret.ts';
import { imageArchitecture } from './machines.ts';
import { nameRules } from './names.ts';
import { awsNetworkRules } from './network.ts';
import { placeRules } from './place.ts';
import { volumeRules } from './volume.ts';

export const awsRules: readonly Rule[] = [
  ...placeRules,
  ...awsNetworkRules,
  ...volumeRules,
  imageArchitecture,
  ...nameRules,
  ...secretRules,
  ...environmentRules,
];
