/** What a configuration says of the official chart's values, as far as the cloud does not matter. Pure. */
import { poolNames } from '../../../../modules/kubernetes/values/names.ts';
import type { HelmValuesProps, PoolProps } from '../../../../modules/kubernetes/values/props.ts';
import type { Config } from '../../config/schema.ts';
import type { Release } from '../../releases/catalogue.ts';
import type { Pool } from '../../requirements/rules/brainstore.ts';
import { defined, needed, telemetryOf, unlessNone } from '../settings.ts';
import type { PodSize } from './pods.ts';

/** What only the cloud knows of a pool. */
export type PoolFacts = PodSize & Pick<PoolProps, 'architecture' | 'machineFamily'>;

export interface ValuesOfCloud {
  /** `internal` as in `HelmValuesProps`. */
  readonly internal: boolean;
  pool(key: Pool): PoolFacts;
}

export function valuesProps(config: Config, release: Release, cloud: ValuesOfCloud): HelmValuesProps {
  const { api, brainstore, organization } = config;
  const poolOf = (key: Pool): PoolProps => ({
    replicas: brainstore[key].count,
    placement: poolNames[key],
    ...cloud.pool(key),
  });
  return {
    namespace: needed(config.workload, 'workload').namespace,
    organization: {
      name: organization.name,
      allowedIds: organization.allowedIds,
      ...defined({ primaryName: organization.primaryName }),
    },
    release: { imageTag: release.brainstoreTag },
    telemetry: telemetryOf(config),
    walFooterVersion: unlessNone(brainstore.walFooterVersion),
    skipPostgresObjects: unlessNone(brainstore.noPostgres),
    allowedOrigins: api.allowedOrigins,
    api: {
      replicas: needed(api.replicas, 'api.replicas'),
      cpu: needed(api.cpu, 'api.cpu'),
      memoryGib: needed(api.memoryGib, 'api.memoryGib'),
      nodeMemoryPercent: needed(api.nodeMemoryPercent, 'api.nodeMemoryPercent'),
    },
    pools: { reader: poolOf('readers'), fastreader: poolOf('fastReaders'), writer: poolOf('writers') },
    service: { internal: cloud.internal },
  };
}
