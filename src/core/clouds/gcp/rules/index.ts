/** Rules of the configuration that only Google Cloud has, and those of Kubernetes. */
import type { Rule } from '../../../rules/rule.ts';
import { kubernetesRules } from '../../kubernetes/rules/index.ts';
import { gke } from '../gke.ts';
import { autopilotRules } from './autopilot.ts';
import { clusterRules } from './cluster.ts';
import { databaseRules } from './database.ts';
import { existingClusterRules } from './existing-cluster.ts';
import { licenseSecret } from './license-secret.ts';
import { machineRules } from './machines.ts';
import { nameRules } from './names.ts';
import { placeRules } from './place.ts';
import { rangePair } from './range-pair.ts';

export const gcpRules: readonly Rule[] = [
  ...placeRules,
  rangePair,
  ...nameRules,
  ...clusterRules,
  ...existingClusterRules,
  ...autopilotRules,
  ...machineRules,
  ...kubernetesRules(gke),
  ...databaseRules,
  licenseSecret,
];
