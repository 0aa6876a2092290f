/** Rules of the configuration that only Azure has, and those of Kubernetes. */
import { nodePools } from '../../../requirements/rules/brainstore.ts';
import type { Rule } from '../../../rules/rule.ts';
import { kubernetesRules } from '../../kubernetes/rules/index.ts';
import { machineDescribedRule } from '../../kubernetes/rules/machine-described.ts';
import { aks } from '../aks.ts';
import { cacheRules } from './cache.ts';
import { clusterRules } from './cluster.ts';
import { databaseRules } from './database.ts';
import { keySubscription } from './encryption.ts';
import { entryRules } from './entry.ts';
import { existingClusterRules } from './existing-cluster.ts';
import { licenseSecret } from './license-secret.ts';
import { nameRules } from './names.ts';
import { existingNetworkRules } from './network.ts';
import { placeRules } from './place.ts';
import { storageOrigins } from './storage.ts';
import { systemPool } from './system-pool.ts';

export const azureRules: readonly Rule[] = [
  ...placeRules,
  ...nameRules,
  ...existingNetworkRules,
  ...clusterRules,
  ...existingClusterRules,
  systemPool,
  ...nodePools.map((pool) => machineDescribedRule(aks, pool)),
  ...kubernetesRules(aks),
  ...databaseRules,
  ...cacheRules,
  ...entryRules,
  keySubscription,
  storageOrigins,
  licenseSecret,
];
