/** Clouds on which the services run in a Kubernetes cluster. */
export const onKubernetes = ['gcp', 'azure'] as const;
