/** What the values are made from, in the size of production, for tests to change. */
import type { HelmValuesProps, PoolProps } from '../../../modules/kubernetes/values/props.ts';

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
