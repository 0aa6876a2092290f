/** What a configuration says of the services in the cluster, in the words of the constructs. */
import { gcpNames } from '../../../../modules/gcp/naming.ts';
import type { GcpWorkloadProps } from '../../../../modules/gcp/workload.ts';
import type { Config } from '../../config/schema.ts';
import type { Release } from '../../releases/catalogue.ts';
import { backendOf, defined, needed, terraformVersion } from '../settings.ts';
import { valuesOf } from './helm-values.ts';

export const workloadStack = 'workload';

/** `config` with its text escaped already; `chart` as terraform finds it. */
export function workloadProps(
  config: Config,
  release: Release,
  chart: GcpWorkloadProps['chart'],
): GcpWorkloadProps {
  const { api, brainstore, name, region, terraform } = config;
  const project = needed(config.account.project, 'account.project');
  const cluster = needed(config.cluster, 'cluster');
  return {
    name,
    project,
    release: release.version,
    backend: backendOf(config, workloadStack),
    terraformVersion,
    providerVersions: {
      kubernetes: needed(terraform.providers.kubernetes, 'terraform.providers.kubernetes'),
      helm: needed(terraform.providers.helm, 'terraform.providers.helm'),
    },
    cluster: {
      name: cluster.existing?.name ?? gcpNames(project, name).cluster,
      location: cluster.existing?.location ?? region,
      access: cluster.access,
    },
    namespace: needed(config.workload, 'workload').namespace,
    chart,
    values: valuesOf(config, release),
    ...defined({ ingress: api.customDomain && { host: api.customDomain.name } }),
    podDisruption: {
      apiReplicas: needed(api.replicas, 'api.replicas'),
      readers: brainstore.readers.count,
      fastReaders: brainstore.fastReaders.count,
    },
  };
}
