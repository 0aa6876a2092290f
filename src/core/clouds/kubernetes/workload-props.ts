/** What a configuration says of the services in a cluster, as far as the cloud does not matter. Pure. */
import type { WorkloadProps } from '../../../../modules/kubernetes/workload.ts';
import type { Config } from '../../config/schema.ts';
import type { Release } from '../../releases/catalogue.ts';
import type { HelmValuesDocument, Pinned } from '../cloud.ts';
import { backendOf, needed, terraformVersion } from '../settings.ts';
import { chartVersionOf } from './chart-pin.ts';

export const workloadStack = 'workload';

/** `config` with its text escaped already; `chart` as terraform finds it. */
export function commonWorkloadProps(
  config: Config,
  release: Release,
  chart: WorkloadProps['chart'],
): Omit<WorkloadProps, 'values'> {
  const { api, brainstore, name, terraform } = config;
  return {
    name,
    release: release.version,
    backend: backendOf(config, workloadStack),
    terraformVersion,
    providerVersions: {
      kubernetes: needed(terraform.providers.kubernetes, 'terraform.providers.kubernetes'),
      helm: needed(terraform.providers.helm, 'terraform.providers.helm'),
    },
    namespace: needed(config.workload, 'workload').namespace,
    chart,
    podDisruption: {
      apiReplicas: needed(api.replicas, 'api.replicas'),
      readers: brainstore.readers.count,
      fastReaders: brainstore.fastReaders.count,
    },
  };
}

/** Throws kind `config` for a release without a chart; the rules find it sooner. */
export function chartOf(
  config: Config,
  release: Release,
  pins?: Pinned,
): Pick<HelmValuesDocument, 'chart' | 'version'> {
  const { chart } = needed(config.workload, 'workload');
  return { chart, version: chartVersionOf(config, release, pins) };
}

/** For whoever installs the chart in another way. */
export function valuesDocument(
  config: Config,
  { release, pins }: { readonly release: Release; readonly pins?: Pinned | undefined },
  values: unknown,
): HelmValuesDocument {
  return {
    ...chartOf(config, release, pins),
    namespace: needed(config.workload, 'workload').namespace,
    values,
  };
}
