/** What a configuration says of the services in the cluster, in the words of the constructs. */
import { gcpNames } from '../../../../modules/gcp/naming.ts';
import type { GcpWorkloadProps } from '../../../../modules/gcp/workload.ts';
import type { Config } from '../../config/schema.ts';
import type { Release } from '../../releases/catalogue.ts';
import { commonWorkloadProps } from '../kubernetes/workload-props.ts';
import { defined, needed } from '../settings.ts';
import { valuesOf } from './helm-values.ts';

/** `config` with its text escaped already; `chart` as terraform finds it. */
export function workloadProps(
  config: Config,
  release: Release,
  chart: GcpWorkloadProps['chart'],
): GcpWorkloadProps {
  const { api, name, region } = config;
  const project = needed(config.account.project, 'account.project');
  const cluster = needed(config.cluster, 'cluster');
  return {
    ...commonWorkloadProps(config, release, chart),
    project,
    cluster: {
      name: cluster.existing?.name ?? gcpNames(project, name).cluster,
      location: cluster.existing?.location ?? region,
      access: cluster.access,
    },
    values: valuesOf(config, release),
    ...defined({ ingress: api.customDomain && { host: api.customDomain.name } }),
  };
}
