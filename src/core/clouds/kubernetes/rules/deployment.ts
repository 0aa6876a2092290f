/** What the services in a cluster need to be told. */
import type { Rule } from '../../../rules/rule.ts';

const primaryOrganization: Rule = {
  id: 'config/organization-primary',
  states: 'Where any organization is admitted, the one that owns the data plane is named.',
  check: ({ config }) => {
    const { name, primaryName } = config.organization;
    if (name !== '*' || primaryName !== undefined) return [];
    return [
      {
        rule: primaryOrganization.id,
        severity: 'error',
        message:
          'organization "*" admits any, so the chart has to be told which one owns the data plane; without it no release of the services can be made',
        path: 'organization.primaryName',
        required: 'a name, exactly as in the Braintrust UI',
        fix: { text: 'add organization.primaryName' },
        // Rendering fails without it since chart 6.7.1.
        source: 'https://github.com/braintrustdata/helm',
      },
    ];
  },
};

/**
 * Beside those that begin with `kube-` or `gke-`: the one that is always there, and what GKE and AKS make for themselves.
 * https://cloud.google.com/stackdriver/docs/managed-prometheus/setup-managed
 */
const systemNamespaces = [
  'default',
  'gmp-system',
  'gmp-public',
  'config-management-system',
  'config-management-monitoring',
  'asm-system',
  'istio-system',
  'aks-command',
  'app-routing-system',
  'gatekeeper-system',
];

const namespace: Rule = {
  id: 'workload/namespace',
  states: "The services do not share a namespace with the cluster's own.",
  check: ({ config }) => {
    const found = config.workload?.namespace;
    if (found === undefined || !(/^(kube|gke)-/.test(found) || systemNamespaces.includes(found))) return [];
    const path = 'workload.namespace';
    return [
      {
        rule: namespace.id,
        severity: 'error',
        message: `namespace ${found} is the cluster's own; removing the deployment would remove it`,
        path,
        required: "a namespace of the deployment's own",
        found,
        nearest: 'braintrust',
        fix: { text: `set ${path}: braintrust`, set: [{ path, value: 'braintrust' }] },
        source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/',
      },
    ];
  },
};

export const deploymentRules: readonly Rule[] = [primaryOrganization, namespace];
