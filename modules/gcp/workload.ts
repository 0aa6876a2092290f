/** What runs in the cluster, as one stack: namespace, secret, the official chart and our own beside it. */
import type { App } from '../core/cdktf.ts';
import { companionValues } from '../kubernetes/companion.ts';
import { PodSecret } from '../kubernetes/pod-secret.ts';
import { revisionExpression } from '../kubernetes/secret-revision.ts';
import { secretName } from '../kubernetes/values/names.ts';
import { Workload, type WorkloadProps } from '../kubernetes/workload.ts';
import { gcpNames } from './naming.ts';
import { deploymentLabel } from './provider.ts';
import { podSecrets } from './workload-secrets.ts';

export interface GcpWorkloadProps extends WorkloadProps {
  /** Id of the project. */
  readonly project: string;
  /** For the command that a person reaches it with; the stack itself takes the input variables. */
  readonly cluster: {
    readonly name: string;
    /** Region, or zone of a zonal cluster. */
    readonly location: string;
    readonly access: 'dns' | 'private' | 'public';
  };
  /** Managed TLS. Default: - reachable from inside the network only. */
  readonly ingress?: { readonly host: string };
}

export class GcpWorkload extends Workload {
  constructor(app: App, id: string, props: GcpWorkloadProps) {
    super(app, id, props, {
      // The credentials that terraform itself finds, not those of whoever last used gcloud.
      // https://cloud.google.com/kubernetes-engine/docs/how-to/cluster-access-for-kubectl
      credentials: { command: 'gke-gcloud-auth-plugin', args: ['--use_application_default_credentials'] },
      labels: { [deploymentLabel]: props.name },
    });
    const { namespace, revision } = this;
    const secret = new PodSecret(this, 'secret', {
      name: secretName,
      namespace,
      values: podSecrets,
      revision,
    });
    this.install({
      companion: companionOf(props),
      valuesKnownLater: revisionExpression(revision),
      after: [secret.address],
    });
    this.tell({
      api_url: [
        'What the Braintrust UI and SDKs are told',
        props.ingress === undefined ? undefined : `https://${props.ingress.host}`,
      ],
      kubectl_access: ['Makes kubectl and helm reach the cluster', credentialsCommand(props)],
    });
  }
}

/** Values of our own chart. */
export function companionOf({ project, name, ingress, podDisruption }: GcpWorkloadProps) {
  const { apiAddress, certificateMap } = gcpNames(project, name);
  return companionValues({
    podDisruption,
    ...(ingress && { ingress: { host: ingress.host, addressName: apiAddress, certificateMap } }),
  });
}

/** https://cloud.google.com/sdk/gcloud/reference/container/clusters/get-credentials */
function credentialsCommand({ project, cluster }: GcpWorkloadProps): string {
  const way = { dns: ' --dns-endpoint', private: ' --internal-ip', public: '' }[cluster.access];
  return `gcloud container clusters get-credentials ${cluster.name} --location ${cluster.location} --project ${project}${way}`;
}
