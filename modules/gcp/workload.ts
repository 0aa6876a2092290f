/** What runs in the cluster, as one stack: namespace, secret, the official chart and our own beside it. */
import { type App, Construct, TerraformOutput } from '../core/cdktf.ts';
import { DataPlaneStack, type DataPlaneStackProps } from '../core/data-plane-stack.ts';
import { ChartRelease } from '../kubernetes/chart-release.ts';
import { ClusterAccess } from '../kubernetes/cluster-access.ts';
import {
  type CompanionValuesProps,
  companionFolder,
  companionValues,
  companionVersion,
} from '../kubernetes/companion.ts';
import { InputVariable } from '../kubernetes/input-variable.ts';
import { Namespace } from '../kubernetes/namespace.ts';
import { PodSecret } from '../kubernetes/pod-secret.ts';
import { revisionExpression } from '../kubernetes/secret-revision.ts';
import { apiName, apiPort, secretName, serviceUrl } from '../kubernetes/values/names.ts';
import type { HelmValues } from '../kubernetes/values/values.ts';
import { gcpNames } from './naming.ts';
import { deploymentLabel } from './provider.ts';
import { podSecrets } from './workload-secrets.ts';

/** Name of the input variable that says whether a secret has another value than before. */
export const secretRevisionVariable = 'secret_revision';

export interface GcpWorkloadProps extends DataPlaneStackProps {
  /** Name of the deployment. A change makes everything anew. */
  readonly name: string;
  /** Id of the project. */
  readonly project: string;
  /** Version that is deployed, such as `2.12.0`; an output. */
  readonly release: string;
  /** Ranges of provider versions, such as `>= 2.38.0, < 3.0.0`. */
  readonly providerVersions: { readonly kubernetes: string; readonly helm: string };
  /** For the command that a person reaches it with; the stack itself takes the input variables. */
  readonly cluster: {
    readonly name: string;
    /** Region, or zone of a zonal cluster. */
    readonly location: string;
    readonly access: 'dns' | 'private' | 'public';
  };
  /** A change makes everything anew in the other one. */
  readonly namespace: string;
  readonly chart: {
    /** `oci://…/braintrust`, or a path of this machine. */
    readonly reference: string;
    /** The one version, such as `6.11.0`. A change upgrades. */
    readonly version: string;
  };
  readonly values: HelmValues;
  /** Managed TLS. Default: - reachable from inside the network only. */
  readonly ingress?: { readonly host: string };
  readonly podDisruption: CompanionValuesProps['podDisruption'];
}

/**
 * 30 minutes: machines with local disks take several to come up, an upgrade needs as many again, and Brainstore is asked for
 * its health only after one.
 */
const chartTimeout = 1_800;
/** Nothing in it runs; the time is for taking the load balancer down. */
const companionTimeout = 900;

export class GcpWorkload extends DataPlaneStack {
  constructor(app: App, id: string, props: GcpWorkloadProps) {
    super(app, id, props);
    const { name, release, chart } = props;
    new ClusterAccess(this, 'cluster', {
      providerVersions: props.providerVersions,
      // The credentials that terraform itself finds, not those of whoever last used gcloud.
      // https://cloud.google.com/kubernetes-engine/docs/how-to/cluster-access-for-kubectl
      credentials: { command: 'gke-gcloud-auth-plugin', args: ['--use_application_default_credentials'] },
    });
    const namespace = new Namespace(this, 'namespace', {
      name: props.namespace,
      labels: { [deploymentLabel]: name },
    });
    const revision = new InputVariable(
      this,
      'revision',
      secretRevisionVariable,
      'Number that rises with each new value of a stored secret',
    ).expression();
    const secret = new PodSecret(this, 'secret', {
      name: secretName,
      namespace,
      values: podSecrets,
      revision,
    });
    const companion = new ChartRelease(this, 'companion', {
      name: 'braintrust-companion',
      namespace,
      chart: `\${path.module}/${companionFolder}`,
      version: companionVersion,
      values: companionOf(props),
      timeout: companionTimeout,
    });
    new ChartRelease(this, 'braintrust', {
      name: 'braintrust',
      namespace,
      chart: chart.reference,
      version: chart.version,
      values: props.values,
      valuesKnownLater: revisionExpression(revision),
      timeout: chartTimeout,
      // Policies of the load balancer are there before it finds the service.
      after: [secret.address, companion.address],
    });
    this.tell({
      release: ['Version of the data plane', release],
      namespace: ['Namespace of everything', namespace.name],
      chart_version: ['Version of the official chart', chart.version],
      api_service: ['The API, from inside the cluster', serviceUrl(apiName, props.namespace, apiPort)],
      api_url: [
        'What the Braintrust UI and SDKs are told',
        props.ingress === undefined ? undefined : `https://${props.ingress.host}`,
      ],
      kubectl_access: ['Makes kubectl and helm reach the cluster', credentialsCommand(props)],
    });
  }

  private tell(
    outputs: Readonly<Record<string, readonly [description: string, value: string | undefined]>>,
  ): void {
    // Apart, since the namespace is a part as well.
    const scope = new Construct(this, 'outputs');
    for (const [id, [description, value]] of Object.entries(outputs)) {
      if (value !== undefined) new TerraformOutput(scope, id, { description, value }).overrideLogicalId(id);
    }
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
