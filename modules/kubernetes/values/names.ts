/** Names that the chart, our companion chart, the infrastructure and the stack must agree on. */
import type { Role } from './props.ts';

/** The Secret that the chart's pods read; the chart knows it by this name only. */
export const secretName = 'braintrust-secrets';

/** Deployment, Service and `app` label of the API. */
export const apiName = 'braintrust-api';
/** The API listens on this port, whatever the Service is told: chart 6.11.0 has one value for both. */
export const apiPort = 8000;
export const brainstorePort = 4000;

/** Kubernetes service accounts, which Google's and Azure's identities are bound to. */
export const apiServiceAccount = 'braintrust-api';
export const brainstoreServiceAccount = 'brainstore';

/** Deployment, Service and `app` label of a role. */
export const roleNames: Readonly<Record<Role, string>> = {
  reader: 'brainstore-reader',
  fastreader: 'brainstore-fastreader',
  writer: 'brainstore-writer',
};

/** Label that tells a node's pool. */
export const poolLabel = 'braintrust.dev/pool';
/** Its values on the nodes of Brainstore's roles. */
export const poolNames = { readers: 'readers', fastReaders: 'fast-readers', writers: 'writers' } as const;
/** Its value on nodes for the API. */
export const servicesPool = 'services';
/** Taint of Brainstore's nodes, which keeps everything else off them. */
export const brainstoreTaint = { key: 'braintrust.dev/brainstore', value: 'true' } as const;

/** Address of a service within the cluster. */
export function serviceUrl(service: string, namespace: string, port: number): string {
  return `http://${service}.${namespace}:${port}`;
}
