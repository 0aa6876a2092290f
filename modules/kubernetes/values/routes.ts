import { brainstorePort, roleNames, serviceUrl } from './names.ts';
import type { HelmValuesProps } from './props.ts';

export interface EnvironmentVariable {
  readonly name: string;
  readonly value: string;
}

/**
 * Corrections for a role without pods. The chart sends the API to all three services in any case; a service without pods
 * answers nothing, so what it would have done goes to the readers.
 */
export function routes(props: HelmValuesProps): readonly EnvironmentVariable[] {
  const { fastreader, writer } = props.pools;
  const readers = serviceUrl(roleNames.reader, props.namespace, brainstorePort);
  return [
    ...(fastreader.replicas === 0 ? [{ name: 'BRAINSTORE_FAST_READER_URL', value: readers }] : []),
    ...(writer.replicas === 0 ? [{ name: 'BRAINSTORE_WRITER_URL', value: readers }] : []),
  ];
}

/**
 * Readers that write as well, where there are no writers. Reader and writer differ in this one variable in chart 6.11.0, and
 * the chart has no value for it.
 */
export function readerMode(props: HelmValuesProps): readonly EnvironmentVariable[] {
  return props.pools.writer.replicas === 0 ? [{ name: 'BRAINSTORE_READER_ONLY_MODE', value: 'false' }] : [];
}
