/** Rules that hold wherever the services run in Kubernetes. */
import type { Rule } from '../../../rules/rule.ts';
import type { KubernetesFacts } from '../nodes.ts';
import { apiRules } from './api.ts';
import { existingCertificate } from './certificate.ts';
import { deploymentRules } from './deployment.ts';
import { podRules } from './pods.ts';
import { servicesRules } from './services.ts';

export function kubernetesRules(facts: KubernetesFacts): readonly Rule[] {
  return [
    ...apiRules(facts),
    ...podRules(facts),
    ...servicesRules(facts),
    ...deploymentRules,
    existingCertificate,
  ];
}
