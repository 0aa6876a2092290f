/** What the containers of all services share. */
import type { HelmValuesProps } from './props.ts';

/** Public registry of the vendor's images. */
const registry = 'public.ecr.aws/braintrust';

export function imageOf(name: string, props: HelmValuesProps) {
  return { repository: `${registry}/${name}`, tag: props.release.imageTag, pullPolicy: 'IfNotPresent' };
}

/**
 * Requests equal limits: Kubernetes then evicts these pods last, and Autopilot, which lowers limits to the requests, changes
 * nothing (chart 6.11.0 asks for half of the API's memory).
 */
export function resourcesOf(
  size: { readonly cpu: number; readonly memoryGib: number },
  more: Readonly<Record<string, string>> = {},
) {
  const amounts = { cpu: String(size.cpu), memory: `${size.memoryGib}Gi` };
  return { requests: { ...amounts, ...more }, limits: amounts };
}

export function probe(port: number, initialDelaySeconds: number) {
  return {
    httpGet: { path: '/', port },
    initialDelaySeconds,
    periodSeconds: 10,
    timeoutSeconds: 5,
    failureThreshold: 3,
    successThreshold: 1,
  };
}

/** No rights of the kernel. The vendor's example for clusters with policies, `google-autopilot-cel`, runs with less. */
export const container = {
  podSecurityContext: { seccompProfile: { type: 'RuntimeDefault' } },
  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  tmpVolume: { enabled: false },
} as const;
