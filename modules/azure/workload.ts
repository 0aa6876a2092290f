/** What runs in the cluster, as one stack: a namespace, the official chart and our own beside it. */
import { addressOf } from '../core/addresses.ts';
import type { App } from '../core/cdktf.ts';
import { Settle } from '../core/settle.ts';
import { companionValues } from '../kubernetes/companion.ts';
import { InputVariable } from '../kubernetes/input-variable.ts';
import { knownLater } from '../kubernetes/known-later.ts';
import { revisionValues } from '../kubernetes/secret-revision.ts';
import { identityValues, localStorageClass } from '../kubernetes/values/azure.ts';
import { roles } from '../kubernetes/values/props.ts';
import { Workload, type WorkloadProps } from '../kubernetes/workload.ts';
import { deploymentTag } from './provider.ts';

/** Name of the input variable that says whom pods sign in as. */
export const clientIdVariable = 'workload_identity_client_id';

export interface AzureWorkloadProps extends WorkloadProps {
  /** Id of the subscription. */
  readonly subscription: string;
  /** Id of the Entra tenant that gives out credentials for the cluster. */
  readonly tenant: string;
  /** For the command that a person reaches it with; the stack itself takes the input variables. */
  readonly cluster: {
    readonly name: string;
    readonly resourceGroup: string;
    /** Where its load balancers and the Private Link Service are. */
    readonly nodeResourceGroup: string;
    readonly access: 'private' | 'public';
  };
}

/** The one application that every AKS cluster with Entra takes tokens for. https://azure.github.io/kubelogin/concepts/aks.html */
const aksServer = '6dae42f8-4368-4678-94ff-3960e28e3630';

/**
 * Seconds until the Secret in the cluster holds what the vault holds. The Key Vault driver asks every 2 minutes; since its 1.6
 * only when the kubelet comes by, every 75 to 85 seconds (https://github.com/openshift/enhancements/pull/2012). A pod that starts
 * sooner keeps the old value for its whole life. The first time it gives the rights of the new identity time to be good.
 */
const syncSeconds = 240;

export class AzureWorkload extends Workload {
  constructor(app: App, id: string, props: AzureWorkloadProps) {
    super(app, id, props, {
      // How it signs in is said by variables of the environment, as for the other providers.
      credentials: {
        command: 'kubelogin',
        args: ['get-token', '--server-id', aksServer, '--tenant-id', props.tenant],
      },
      labels: { [deploymentTag]: props.name },
    });
    const { revision } = this;
    const clientId = new InputVariable(
      this,
      'client_id',
      clientIdVariable,
      'Client id of the identity that pods sign in as',
    ).expression();
    const synced = new Settle(this, 'secrets_synced', {
      triggers: [`\${${revision}}`],
      after: [],
      seconds: syncSeconds,
    });
    this.install({
      companion: companionOf(props),
      valuesKnownLater: knownLater((text) => knownLaterOf(text(revision), text(clientId))),
      after: [addressOf(synced.done)],
    });
    this.tell({ kubectl_access: ['Makes kubectl and helm reach the cluster', credentialsCommand(props)] });
  }
}

/** Values of our own chart: the way in is Front Door, which is no part of the cluster. */
export function companionOf({ podDisruption, values }: AzureWorkloadProps) {
  const localVolumes = roles
    .map((role) => values.brainstore[role])
    .filter(({ replicas }) => replicas > 0)
    .map(({ name, volume, nodeSelector }) => ({
      name,
      storageClass: localStorageClass,
      size: volume.size,
      nodeLabels: nodeSelector,
    }));
  return companionValues({ podDisruption, localVolumes });
}

/** Values of the official chart that infrastructure alone knows. */
export function knownLaterOf(revision: string, clientId: string) {
  const annotated = revisionValues(revision);
  const { azure, api, brainstore } = identityValues(clientId);
  return {
    azure,
    api: { ...annotated.api, ...api },
    brainstore: { ...annotated.brainstore, ...brainstore },
  };
}

/** https://learn.microsoft.com/azure/aks/kubelogin-authentication */
function credentialsCommand({ subscription, cluster }: AzureWorkloadProps): string {
  const of = `--subscription ${subscription} --resource-group ${cluster.resourceGroup} --name ${cluster.name}`;
  return `az aks get-credentials ${of} && kubelogin convert-kubeconfig --login azurecli`;
}
