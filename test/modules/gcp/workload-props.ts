/** A workload in the size of production, for tests to change. */
import type { GcpWorkloadProps } from '../../../modules/gcp/workload.ts';
import {
  type GoogleMode,
  type GoogleValuesProps,
  googlePart,
} from '../../../modules/kubernetes/values/google.ts';
import type { HelmValuesProps } from '../../../modules/kubernetes/values/props.ts';
import { helmValues } from '../../../modules/kubernetes/values/values.ts';
import { valuesProps } from '../kubernetes/values-props.ts';

function google(mode: GoogleMode): GoogleValuesProps {
  return {
    mode,
    brainstoreBucket: 'acme-brainstore-0a1b2c',
    apiBucket: 'acme-api-0a1b2c',
    apiServiceAccount: 'acme-bt-api@acme-prod.iam.gserviceaccount.com',
    brainstoreServiceAccount: 'acme-brainstore@acme-prod.iam.gserviceaccount.com',
  };
}

/** Values on node pools of ours. */
export function onStandard(change: Partial<HelmValuesProps> = {}) {
  const props = valuesProps(change);
  return helmValues(props, googlePart(props, google('standard')));
}

/** Values on nodes that GKE makes. */
export function onAutopilot(change: Partial<HelmValuesProps> = {}) {
  const props = valuesProps(change);
  return helmValues(props, googlePart(props, google('autopilot')));
}

export function workloadProps(change: Partial<GcpWorkloadProps> = {}): GcpWorkloadProps {
  return {
    backend: { type: 'local', path: 'terraform.tfstate' },
    terraformVersion: '>= 1.11.0, < 2.0.0',
    name: 'acme',
    project: 'acme-prod',
    release: '2.12.0',
    providerVersions: { kubernetes: '>= 2.38.0, < 3.0.0', helm: '>= 3.1.1, < 4.0.0' },
    cluster: { name: 'acme-gke', location: 'us-central1', access: 'dns' },
    namespace: 'braintrust',
    chart: { reference: 'oci://public.ecr.aws/braintrust/helm/braintrust', version: '6.11.0' },
    values: onStandard(),
    podDisruption: { apiReplicas: 4, readers: 2, fastReaders: 2 },
    ...change,
  };
}
