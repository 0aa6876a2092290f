/** A workload in the size of production, for tests to change. */
import type { GcpWorkloadProps } from '../../../modules/gcp/workload.ts';
import type { HelmValuesProps, PoolProps } from '../../../modules/kubernetes/values/props.ts';
import { helmValues } from '../../../modules/kubernetes/values/values.ts';

const pool: PoolProps = {
  replicas: 2,
  cpu: 15,
  memoryGib: 48,
  volumeGib: 1250,
  cacheGib: 1000,
  placement: 'readers',
  architecture: 'arm64',
  machineFamily: 'c4a',
};

export function valuesProps(change: Partial<HelmValuesProps> = {}): HelmValuesProps {
  return {
    namespace: 'braintrust',
    organization: { name: 'Acme', allowedIds: [] },
    release: { imageTag: 'v2.12.0' },
    telemetry: 'status,metrics,usage',
    walFooterVersion: 'v3',
    skipPostgresObjects: 'all',
    allowedOrigins: [],
    api: { replicas: 4, cpu: 2, memoryGib: 8, nodeMemoryPercent: 80 },
    pools: {
      reader: pool,
      fastreader: { ...pool, placement: 'fast-readers' },
      writer: { ...pool, replicas: 1, placement: 'writers' },
    },
    service: { internal: true },
    google: {
      mode: 'standard',
      brainstoreBucket: 'acme-brainstore-0a1b2c',
      apiBucket: 'acme-api-0a1b2c',
      apiServiceAccount: 'acme-bt-api@acme-prod.iam.gserviceaccount.com',
      brainstoreServiceAccount: 'acme-brainstore@acme-prod.iam.gserviceaccount.com',
    },
    ...change,
  };
}

/** The same with other counts of pods. */
export function counts(reader: number, fastreader: number, writer: number): Partial<HelmValuesProps> {
  const { pools } = valuesProps();
  return {
    pools: {
      reader: { ...pools.reader, replicas: reader },
      fastreader: { ...pools.fastreader, replicas: fastreader },
      writer: { ...pools.writer, replicas: writer },
    },
  };
}

export function autopilot(change: Partial<HelmValuesProps> = {}): HelmValuesProps {
  const props = valuesProps(change);
  return { ...props, google: { ...props.google, mode: 'autopilot' } };
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
    values: helmValues(valuesProps()),
    podDisruption: { apiReplicas: 4, readers: 2, fastReaders: 2 },
    ...change,
  };
}
