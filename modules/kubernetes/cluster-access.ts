import { HelmProvider } from '@cdktf/provider-helm/lib/provider/index.js';
import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider/index.js';
import { Construct, TerraformStack } from '../core/cdktf.ts';
import { InputVariable } from './input-variable.ts';

/** Names of the input variables that say where the cluster is. */
export const clusterVariables = {
  endpoint: 'cluster_endpoint',
  caCertificate: 'cluster_ca_certificate',
} as const;

export interface ClusterAccessProps {
  /** Ranges of provider versions, such as `>= 2.38.0, < 3.0.0`. */
  readonly providerVersions: { readonly kubernetes: string; readonly helm: string };
  /** Program that prints a short-lived credential for the cluster; it must be on the `PATH` of terraform. */
  readonly credentials: { readonly command: string; readonly args: readonly string[] };
}

/**
 * Both providers of a cluster. Nothing of them is in this stack's state: providers that take a cluster from their own state
 * cannot plan once it changes, https://github.com/hashicorp/terraform-provider-helm/issues/1077, and a token in a
 * configuration is in the plan and has run out when the plan is applied.
 */
export class ClusterAccess extends Construct {
  constructor(scope: Construct, id: string, props: ClusterAccessProps) {
    super(scope, id);
    const endpoint = new InputVariable(
      this,
      'endpoint',
      clusterVariables.endpoint,
      'Host of the control plane, without scheme',
    ).expression();
    const certificate = new InputVariable(
      this,
      'certificate',
      clusterVariables.caCertificate,
      'Base64 PEM; empty where an authority that everybody knows has signed',
    ).expression();
    const connection = {
      host: `https://\${${endpoint}}`,
      clusterCaCertificate: `\${${certificate} == "" ? null : base64decode(${certificate})}`,
    };
    const exec = {
      apiVersion: 'client.authentication.k8s.io/v1beta1',
      command: props.credentials.command,
      args: [...props.credentials.args],
    };
    new KubernetesProvider(this, 'kubernetes', { ...connection, exec: [exec] });
    new HelmProvider(this, 'helm', { kubernetes: { ...connection, exec } });
    // The bindings pin the one version that they were made from.
    const stack = TerraformStack.of(this);
    for (const [name, version] of Object.entries(props.providerVersions)) {
      stack.addOverride(`terraform.required_providers.${name}`, { source: `hashicorp/${name}`, version });
    }
  }
}
